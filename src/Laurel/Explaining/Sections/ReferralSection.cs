using Laurel.Explaining.Phrases;
using Laurel.Referrals;

namespace Laurel.Explaining.Sections;

internal static class ReferralSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        if (voice.Definition.Referral is not { } referral)
            yield break;
        foreach (var rule in referral.Rules)
            yield return new(rule.Id, string.Join(" ", Say(voice, rule)));
        if (referral.Rules.GroupBy(r => (r.To, r.OnJoining)).Any(g => g.Count() > 1))
            yield return new(null, voice.Plain(referral.All ? "referral.all" : "referral.best"));
    }

    private static IEnumerable<string> Say(Voice voice, ReferralRule rule)
    {
        var unit = voice.Definition.Unit(rule.Unit)!;
        var key = rule.To == ReferralSide.Inviter ? "referral.inviter" : "referral.friend";
        var when = rule.OnJoining ? "referral.joining" : rule.IsPending ? "referral.pending" : "referral.purchase";
        yield return voice.Plain(key, ("amount", voice.Amount(rule.Amount, unit)), ("when", voice.Plain(when)));
        foreach (var said in voice.Terms(rule.Lines, rule.When, null))
            yield return said;
        if (rule.OnlyFirst)
            yield return voice.Plain("referral.only-first");
        if (rule.IsKept)
            yield return voice.Plain("referral.kept");
        foreach (var limit in rule.Limits)
            yield return voice.Plain("limit", ("limit", voice.Say(limit, unit)));
    }
}
