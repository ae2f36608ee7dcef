using Laurel.Explaining.Phrases;
using Laurel.Memberships;

namespace Laurel.Explaining.Sections;

internal static class MembershipSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        foreach (var plan in voice.Definition.Memberships)
            yield return new(plan.Id, string.Join(" ", Say(voice, plan)));
        foreach (var perk in voice.Definition.Perks)
        {
            string[] said =
            [
                Voice.Capital(voice.Perk(perk)) + ".", .. perk.For.Count == 0 ? [] : new[]
                {
                    voice.Plain("only", ("condition", string.Join(", ", perk.For.Select(voice.Say)))),
                },
                .. perk.Valid is { } valid ? new[] { Voice.Capital(voice.Say(valid)) + "." } : [],
            ];
            yield return new(perk.Id, string.Join(" ", said));
        }
    }

    private static IEnumerable<string> Say(Voice voice, MembershipPlan plan)
    {
        var money = voice.Money(plan.Fee, voice.Definition.Currency);
        yield return plan.Term is { } term
            ? voice.Plain("membership", ("membership", voice.Membership(plan.Id)), ("money", money), ("period", voice.Period(term)))
            : voice.Plain("membership.once", ("membership", voice.Membership(plan.Id)), ("money", money));
        if (plan.Trial is { } trial)
            yield return voice.Plain("membership.trial", ("period", voice.Period(trial)));
        if (plan.Grace is { } grace)
            yield return voice.Plain("membership.grace", ("period", voice.Period(grace)));
        if (plan.TriesAgain.Count > 0)
            yield return voice.Plain("membership.tries", ("list", voice.And([.. plan.TriesAgain.Select(t => voice.Period(t).ToString())])));
        foreach (var terms in plan.Cancel)
            yield return Say(voice, terms);
        if (plan.Gives.Count > 0)
            yield return voice.Plain("membership.gives", ("list", voice.Series(plan.Gives.Select(g => Named(voice, g)))));
    }

    private static string Say(Voice voice, CancelTerms terms)
    {
        var key = "membership.cancel." + terms.How.ToString().ToLowerInvariant();
        return terms.Within is { } within
            ? voice.Plain("membership.within", ("period", voice.Period(within)), ("what", Small(voice.Plain(key))))
            : voice.Plain(key);
    }

    private static string Small(string said) => char.ToLowerInvariant(said[0]) + said[1..];

    private static string Named(Voice voice, string id)
    {
        if (voice.Definition.Perks.FirstOrDefault(p => p.Id == id) is { } perk)
            return voice.Perk(perk);
        return voice.Definition.Earning.FirstOrDefault(r => r.Id == id) is { } rule ? voice.ShortName(rule) : voice.Reward(id);
    }
}
