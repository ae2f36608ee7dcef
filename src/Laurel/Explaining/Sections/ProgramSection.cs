namespace Laurel.Explaining.Sections;

internal static class ProgramSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        var definition = voice.Definition;
        var prices = definition.Base.PricesWithTax ? "program.with-tax" : "program.without-tax";
        yield return new(null, voice.Plain(prices, ("currency", definition.Currency.Code)));
        yield return new(null, voice.Plain("program.zone", ("zone", definition.Calendar.Zone.Id)));
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
    }
}
