using Laurel.Households;

namespace Laurel.Explaining.Sections;

internal static class HouseholdSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        if (voice.Definition.Household is not { } household)
            yield break;
        if (household.Pools.Count > 0)
        {
            var units = household.Pools.Select(id => voice.Definition.Unit(id)!.Name.Many[(int)voice.Language]).ToArray();
            yield return new(null, voice.Plain("household.pools", ("units", voice.And(units))));
        }
        if (household.AtMost < Household.LargestSize)
            yield return new(null, voice.Plain("household.at-most", ("n", household.AtMost)));
    }
}
