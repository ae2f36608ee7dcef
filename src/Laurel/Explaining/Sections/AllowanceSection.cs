using Laurel.Allowances;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class AllowanceSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Allowances.Select(a => new PlainSentence(a.Id, string.Join(" ", Say(voice, a))));

    private static IEnumerable<string> Say(Voice voice, Allowance allowance)
    {
        var amount = voice.Amount(allowance.Amount, voice.Definition.Unit(allowance.Unit)!);
        yield return voice.Plain("allowance." + allowance.Each.ToString().ToLowerInvariant(), ("amount", amount));
        if (allowance.For.Count > 0)
            yield return voice.Plain("only", ("condition", string.Join(", ", allowance.For.Select(voice.Say))));
        if (allowance.Valid is { } valid)
            yield return Voice.Capital(voice.Say(valid)) + ".";
    }
}
