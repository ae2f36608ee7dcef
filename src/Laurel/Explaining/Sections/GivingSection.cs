using Laurel.Coalition;
using Laurel.Explaining.Phrases;
using Laurel.Giving;

namespace Laurel.Explaining.Sections;

internal static class GivingSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Giving.Select(g => new PlainSentence(g.Id, string.Join(" ", Say(voice, g))));

    private static IEnumerable<string> Say(Voice voice, GivingRule giving)
    {
        var cause = ("cause", (object?)voice.Cause(giving.To));
        var step = ("money", (object?)voice.Money(giving.Step, voice.Definition.Currency));
        yield return Voice.Capital(giving.Asks switch
        {
            Asks.RoundUp => voice.Plain("giving.round-up", cause, step),
            Asks.Amount => voice.Plain("giving.amount", cause, step),
            Asks.AnyAmount => voice.Plain("giving.any", cause),
            _ => voice.Plain("giving.gives", cause, ("what", voice.ShortName(giving.Rule))),
        });
        if (giving.Rule.Text is not null || giving.IsCustomers || giving.Rule.When.Count > 0 || !giving.Rule.Lines.IsAll)
        {
            foreach (var said in voice.Terms(giving.Rule))
                yield return voice.Plain("only", ("condition", said));
        }
        yield return voice.Plain(giving.TakenBack ? "giving.taken-back" : "giving.kept");
        if (giving.Rule.Base is { } own)
        {
            foreach (var said in EarningSection.Base(voice, own.In(voice.Definition.Base), "base.own"))
                yield return said;
        }
        if (giving.PaidBy is { } shares)
            yield return CoalitionSection.PaidBy(voice, voice.Plain("giving.it"), shares);
        foreach (var limit in giving.Rule.Limits)
        {
            var key = limit.IsTimes ? "limit" : limit.Rejects ? "limit.rejects" : "limit.caps";
            yield return voice.Plain(key, ("limit", voice.Say(limit, GivingReader.Money(voice.Definition.Currency))));
        }
    }
}
