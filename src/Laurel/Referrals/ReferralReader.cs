using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Referrals;

internal static class ReferralReader
{
    /// <summary>{friend: 50 beans, inviter: 100 beans, after: …} | {each side: best, rules: {thanks: {to: inviter, give: 100 beans, after: …}}}</summary>
    public static Referral Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var all = fields.Choice("each side", false, ("best", false), ("all", true));
        IReadOnlyList<ReferralRule> rules = fields.Has("rules")
            ? fields.Read<IReadOnlyList<ReferralRule>>("rules", [], n => new Fields(n, problems).Named((id, r) => ReadRule(id, r, words, problems)))
            : ReadShort(fields, words, problems);
        fields.End();
        return new Referral { Rules = rules, All = all };
    }

    private static ReferralRule[] ReadShort(Fields fields, Vocabulary words, List<Problem> problems)
    {
        var shared = Shared(fields, words, problems);
        return [.. Side("friend", ReferralSide.Friend), .. Side("inviter", ReferralSide.Inviter)];

        IEnumerable<ReferralRule> Side(string key, ReferralSide to) =>
            fields.Read<ReferralRule?>(key, null, n => n is Scalar { Text: "nothing" } ? null : Given(n, shared with { Id = key, To = to }, words)) is { } rule ? [rule] : [];
    }

    private static ReferralRule? ReadRule(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var to = fields.Require("to", ReferralSide.Inviter, n => Fields.Choose(n, ("inviter", ReferralSide.Inviter), ("friend", ReferralSide.Friend)));
        var shared = Shared(fields, words, problems) with { Id = id, To = to };
        var rule = fields.Require<ReferralRule?>("give", null, n => Given(n, shared, words));
        fields.End();
        return rule;
    }

    private static ReferralRule Shared(Fields fields, Vocabulary words, List<Problem> problems)
    {
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        var rule = new ReferralRule
        {
            Id = "",
            To = ReferralSide.Inviter,
            Amount = 0,
            Unit = "",
            Lines = lines,
            When = when,
            Limits = fields.Read<IReadOnlyList<Limit>>("limit", [], n => Sentences.Like("limit", n, s => LimitReader.ReadAll(s, words))),
            IsKept = fields.Choice("returned", false, ("revoked", false), ("kept", true)),
            OnlyFirst = fields.Choice("next purchase", false, ("may qualify", false), ("too late", true)),
        };
        return fields.Read("after", fields.Has("after") ? rule : rule with { IsPending = true }, n => Sentences.Like("after", n, s => ReadAfter(s, rule)));
    }

    /// <summary>joining | first purchase | first purchase no longer returnable | 14 days after first purchase</summary>
    private static ReferralRule ReadAfter(Node node, ReferralRule rule)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("joining"))
            rule = rule with { OnJoining = true };
        else if (phrase.Take("first purchase"))
            rule = rule with { IsPending = phrase.Take("no longer returnable") };
        else if (phrase.IsNumber)
        {
            rule = rule with { Waits = phrase.Period(alsoHours: true), IsPending = true };
            phrase.Expect("after first purchase");
        }
        else
            throw phrase.Wrong("phrase-word-expected", "joining | first purchase | first purchase no longer returnable | 14 days after first purchase");
        phrase.End();
        return rule;
    }

    private static ReferralRule Given(Node node, ReferralRule rule, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var (amount, unit) = words.Amount(phrase);
        phrase.End();
        if (amount <= 0)
            throw phrase.Wrong("phrase-positive-expected", $"{amount}");
        if (rule is { IsPending: true, Waits: null } && unit.Pending is null)
            throw phrase.Wrong("referral-needs-window", unit.Id);
        return rule with { Amount = amount, Unit = unit.Id };
    }
}
