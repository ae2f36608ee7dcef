using Laurel.Definitions;

namespace Laurel.Earning.Conditions;

/// <summary>Something that must hold for a rule, reward or offer. Each kind is a file of this folder; its name is the reason when it does not.</summary>
public abstract record Condition
{
    /// <summary>The key in the definition, and the reason why not.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it looks at the basket rather than at the member; of a reward it is then for baskets.</summary>
    public virtual bool IsOfBasket => false;

    /// <param name="basket">The whole purchase.</param>
    /// <param name="lines">The lines the rule is about.</param>
    public abstract bool Holds(Basket basket, IReadOnlyList<BasketLine> lines);
}

internal static class Conditions
{
    private static readonly Dictionary<string, Func<Node, Vocabulary, Condition>> Kinds = new()
    {
        ["day"] = OnDay.Read,
        ["hour"] = AtHour.Read,
        ["period"] = InPeriod.Read,
        ["basket"] = BasketTotal.Read,
        ["amount"] = MatchedAmount.Read,
        ["items"] = MatchedItems.Read,
        ["payment"] = PaidBy.Read,
        ["channel"] = OnChannel.Read,
        ["location"] = AtLocation.Read,
        ["partner"] = AtPartner.Read,
        ["currency"] = InCurrency.Read,
        ["tier"] = OfTier.Read,
        ["segment"] = InSegment.Read,
        ["attribute"] = WithAttribute.Read,
        ["code"] = WithCode.Read,
        ["first purchase"] = FirstPurchase.Read,
        ["nth purchase"] = NthPurchase.Read,
        ["last visit"] = SinceLastVisit.Read,
        ["member for"] = MemberFor.Read,
        ["membership"] = InMembership.Read,
        ["invited"] = WasInvited.Read,
        ["visits"] = VisitsMade.Read,
        ["spent"] = Spent.Read,
        ["activity"] = OnActivity.Read,
        ["birthday"] = OnBirthday.Read,
        ["badge"] = WithBadge.Read,
        ["chance"] = ByChance.Read,
    };

    /// <summary>Whether it is known of a member by what the ledger knows of her alone, before she buys.</summary>
    public static bool IsOfMember(this Condition condition) =>
        condition is OfTier or InMembership or MemberFor or SinceLastVisit or WithBadge or WasInvited or VisitsMade or Spent;

    /// <summary>Those that look at other lines of the basket.</summary>
    private static readonly Dictionary<string, Func<Node, List<Problem>, Condition>> Others = new()
    {
        ["together with"] = TogetherWith.Read,
        ["without"] = Without.Read,
    };

    /// <summary>The keys that may stand under `when`, `line` beside them.</summary>
    public static IEnumerable<string> Keys => Kinds.Keys.Concat(Others.Keys);

    public static (LineFilter Lines, IReadOnlyList<Condition> Conditions) Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems, "when");
        var lines = fields.Read("line", LineFilter.All, n => LineFilter.Read(n, problems));
        var conditions = Kinds
            .Select(kind => fields.Read<Condition?>(kind.Key, null, n => Sentences.Like(kind.Key, n, s => kind.Value(s, words))))
            .Concat(Others.Select(kind => fields.Read<Condition?>(kind.Key, null, n => kind.Value(n, problems))))
            .OfType<Condition>()
            .ToArray();
        NoteLines(fields, problems);
        fields.End();
        return (lines, conditions);
    }

    /// <summary>What names lines stands under `line`.</summary>
    private static void NoteLines(Fields fields, List<Problem> problems)
    {
        foreach (var pair in fields.Unasked.Where(p => p.Key is "sku" or "category" or "brand" or "label" or "kind").ToArray())
        {
            problems.Add(new Problem(pair.Line, "key-near", pair.Key, $"line: {{{pair.Key}: …}}"));
            fields.Find(pair.Key);
        }
    }
}
