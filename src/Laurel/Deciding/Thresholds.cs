using Laurel.Earning.Conditions;

namespace Laurel.Deciding;

/// <summary>Bonuses for reaching so much spending or so many visits: a return of one purchase may undo what another had reached.</summary>
internal static class Thresholds
{
    public static bool IsOne(CompiledRule rule) => rule.Rule.When.Any(c => c is Spent or VisitsMade);

    /// <summary>Whether any rule of a version is one.</summary>
    public static bool Any(Rules rules) => rules.Definition.Earning.Any(r => r.When.Any(c => c is Spent or VisitsMade));

    /// <summary>The member's other purchases that are known still and earned something.</summary>
    public static IEnumerable<PurchaseRow> Others(Ledger ledger, PurchaseId returned, Seen seen) => Any(ledger.Rules)
        ? ledger.Member.Recent.Where(r => r.Purchase != returned).Select(r => seen.Purchase(r.Purchase)).OfType<PurchaseRow>().ToArray()
        : [];

    /// <summary>What a return must see of them.</summary>
    public static IEnumerable<Key> Needs(Rules rules, Member? member) => member is not null && Any(rules)
        ? member.Recent.SelectMany(r => (Key[])[Key.Purchase(r.Purchase), Key.Returned(r.Purchase)])
        : [];
}
