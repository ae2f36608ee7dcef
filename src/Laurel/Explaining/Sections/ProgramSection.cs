using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class ProgramSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        var definition = voice.Definition;
        var prices = definition.Base.PricesWithTax ? "program.with-tax" : "program.without-tax";
        yield return new(null, voice.Plain(prices, ("currency", definition.Currency.Code)));
        yield return new(null, voice.Plain("program.zone", ("zone", definition.Calendar.Zone.Id)));
        if (definition.For.Count > 0)
            yield return new(null, voice.Plain("program.for", ("condition", string.Join(", ", definition.For.Select(voice.Say)))));
        foreach (var (country, age) in definition.LeastAge)
            yield return new(null, voice.Plain(country.Length == 0 ? "program.age" : "program.age-in", ("age", age), ("country", country)));
        var key = (definition.Starts, definition.Ends) switch
        {
            ({ }, { }) => "program.between",
            ({ }, null) => "program.from",
            (null, { }) => "program.to",
            _ => null,
        };
        if (key is null)
            yield break;
        var (from, to) = (voice.Cases(definition.Starts ?? default), voice.Cases(definition.Ends ?? default));
        yield return new(null, voice.Plain(key, ("from", from), ("to", to)));
        if (definition.Ends is not null)
            yield return new(null, voice.Plain("program.after-end", ("period", voice.Period(definition.RedeemsAfter))));
    }
}
