using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Earning.Conditions;
using Laurel.Earning.Gives;

namespace Laurel.Earning;

/// <summary>One way to earn: what it gives, when, and how much at most.</summary>
public sealed record EarningRule
{
    public required string Id { get; init; }
    public LocalText? Text { get; init; }
    public required Give Give { get; init; }
    public LineFilter Lines { get; init; } = LineFilter.All;
    public IReadOnlyList<Condition> When { get; init; } = [];
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>What of a purchase it counts; null is what the program does.</summary>
    public OwnBase? Base { get; init; }

    /// <summary>Who pays for what it gives; null is whoever issues it.</summary>
    public Shares? PaidBy { get; init; }
    public Rounding Rounding { get; init; } = Rounding.Down;
    public RoundingPlace Place { get; init; } = RoundingPlace.Purchase;

    /// <summary>Declared under surprises.</summary>
    public bool IsSurprise { get; init; }

    /// <summary>The unit it gives: its own, or that of the first rule it multiplies.</summary>
    public required string Unit { get; init; }

    /// <summary>The activities it is for; none where it is for purchases.</summary>
    internal IEnumerable<string> Activities => When.OfType<OnActivity>().SelectMany(a => a.Any);

    /// <summary>Whether it asks for this code.</summary>
    internal bool Knows(string code) => When.OfType<WithCode>().Any(c => c.Any.Contains(code));
}

/// <summary>How the rules of a group bear on each other.</summary>
public enum Stacking
{
    /// <summary>Each gives.</summary>
    All,

    /// <summary>Only the one that gives most.</summary>
    Best,

    /// <summary>Only the first, as declared, that gives.</summary>
    First,

    /// <summary>The first that gives, and then no later group gives anything.</summary>
    Exclusive,
}

/// <summary>Rules that are judged together; groups are judged in the order declared.</summary>
public sealed record StackGroup(Stacking Stacking, IReadOnlyList<string> Rules);

internal static class EarningReader
{
    private const decimal LargestFactor = 1_000;

    public static IReadOnlyList<EarningRule> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => Factor(id) is { } factor && n is Scalar { Text: var rule }
            ? throw Fields.Malformed(n, "key-near", $"{id}: {{multiply: {rule}, by: {factor}}}")
            : ReadRule(id, n, words, problems));

    /// <summary>What loading brings besides: read like rules, and said of what is loaded.</summary>
    public static IReadOnlyList<EarningRule> ReadTopUps(Node node, Vocabulary words, List<Problem> problems) => new Fields(node, problems).Named((id, n) =>
    {
        var rule = ReadRule(id, n, words, problems);
        if (rule is not { Give: Fixed or PerAmount or ForEveryFull, Activities: var activities, Base: null } || activities.Any() || rule.PaidBy is not null)
            problems.Add(new Problem(n.Line, "top-up-gives", id));
        return rule is null ? null : rule with { Id = GiftCards.ToppingUp.Prefix + id };
    });

    private static EarningRule? ReadRule(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var factor = fields.Pairs.FirstOrDefault(p => Factor(p.Key) is not null);
        if (factor is not null)
        {
            fields.Find(factor.Key);
            problems.Add(new Problem(factor.Line, "key-near", factor.Key, $"multiply: {factor.Value.Shown}, by: {Factor(factor.Key)}"));
        }
        var give = fields.Has("multiply")
            ? ReadTimes(fields, problems)
            : factor is not null ? null
            : fields.Require<Give?>("give", null, n => Sentences.Like("give", n, s => GiveReader.Read(s, words)));
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Conditions.Read(n, words, problems));
        var (rounding, place) = fields.Read("round", (Rounding.Down, RoundingPlace.Purchase), n => Sentences.Like("round", n, ReadRounding));
        var rule = new EarningRule
        {
            Id = id,
            Text = fields.Read<LocalText?>("text", null, n => LocalText.Read(n, problems)),
            Give = give ?? new Fixed(0),
            Unit = give?.Unit ?? "",
            Lines = lines,
            When = [.. when.Select(c => c is ByChance chance ? chance with { Owner = id } : c)],
            Limits = fields.Read<IReadOnlyList<Limit>>("limit", [], n => Sentences.Like("limit", n, s => LimitReader.ReadAll(s, words))),
            PaidBy = fields.Read<Shares?>("paid by", null, n => SharesReader.Read(n, words, problems)),
            Base = fields.Read<OwnBase?>("base", null, n => OwnBase.Read(n, problems)),
            Rounding = rounding,
            Place = place,
        };
        if (give is not null && rule.Activities.Any() && (give is not Fixed || !rule.Lines.IsAll))
            problems.Add(new Problem(fields.Line, "activity-gives-fixed", id));
        if (give is ForEveryFullSpent && rule.Limits.Count > 0)
            problems.Add(new Problem(fields.Line, "steps-without-limit", id));
        if (give is ForEveryFullSpent or Times && rule.Base is not null)
            problems.Add(new Problem(fields.Line, "base-not-own", id));
        NoteConditions(fields, problems);
        fields.End();
        return give is null ? null : rule;
    }

    /// <summary>What people call a multiplier, and by how much it multiplies.</summary>
    private static int? Factor(string word) => word switch
    {
        "double" => 2,
        "triple" => 3,
        _ => null,
    };

    /// <summary>What says which purchases stands under `when`, days of validity too.</summary>
    private static void NoteConditions(Fields fields, List<Problem> problems)
    {
        var conditions = Conditions.Conditions.Keys.Append("line").ToHashSet();
        foreach (var pair in fields.Unasked.ToArray())
        {
            var key = pair.Key is "valid" or "until" ? "period" : pair.Key;
            if (!conditions.Contains(key))
                continue;
            problems.Add(new Problem(pair.Line, "key-near", pair.Key, $"when: {{{key}: …}}"));
            fields.Find(pair.Key);
        }
    }

    /// <summary>What is given to a cause, in money that is read like a unit; what is asked for says itself how much.</summary>
    public static EarningRule? ReadGiving(string id, Fields fields, Vocabulary words, Give? asked, List<Problem> problems)
    {
        var give = asked ?? fields.Require<Give?>("give", null, n => Sentences.Like("give of giving", n, s => GiveReader.Read(s, words)));
        var (lines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Conditions.Read(n, words, problems));
        var (rounding, place) = fields.Read("round", (Rounding.Down, RoundingPlace.Purchase), n => Sentences.Like("round", n, ReadRounding));
        var rule = new EarningRule
        {
            Id = id,
            Text = fields.Read<LocalText?>("text", null, n => LocalText.Read(n, problems)),
            Give = give ?? new Fixed(0),
            Unit = words.Units[0].Id,
            Lines = lines,
            When = when,
            Limits = fields.Read<IReadOnlyList<Limit>>("limit", [], n => Sentences.Like("limit of money", n, s => LimitReader.ReadAll(s, words))),
            PaidBy = fields.Read<Shares?>("paid by", null, n => SharesReader.Read(n, words, problems)),
            Base = asked is not null ? null : fields.Read<OwnBase?>("base", null, n => OwnBase.Read(n, problems)),
            Rounding = rounding,
            Place = place,
        };
        if (give is ForEveryFullSpent)
            problems.Add(new Problem(fields.Find("give")!.Line, "steps-of-earning", fields.Find("give")!.Shown));
        return give is null ? null : rule;
    }

    /// <summary>multiply: [spend, coffee], by: 3</summary>
    private static Times? ReadTimes(Fields fields, List<Problem> problems)
    {
        var rules = fields.Read<IReadOnlyList<string>>("multiply", [], n =>
            Fields.TextList(n) is { Count: > 0 } named ? named : throw Fields.Malformed(n, "list-empty", "multiply"));
        var by = fields.Require("by", 1m, n => Sentences.Like("by", n, ReadFactor));
        return rules.Count == 0 ? null : new Times(rules, Ratio.Of(by));
    }

    private static decimal ReadFactor(Node node)
    {
        var phrase = new Phrase(node);
        var number = phrase.Positive();
        phrase.End();
        return number <= LargestFactor ? number : throw phrase.Wrong("number-too-large", $"{number}");
    }

    /// <summary>down per purchase | half up per line | half even per purchase | up per item</summary>
    private static (Rounding, RoundingPlace) ReadRounding(Node node)
    {
        var phrase = new Phrase(node);
        var rounding = phrase.Choose(("down", Rounding.Down), ("up", Rounding.Up), ("half up", Rounding.HalfUp), ("half even", Rounding.HalfEven));
        var place = phrase.IsAtEnd
            ? RoundingPlace.Purchase
            : phrase.Choose(("per purchase", RoundingPlace.Purchase), ("per line", RoundingPlace.Line), ("per item", RoundingPlace.Item));
        phrase.End();
        return (rounding, place);
    }

    public static IReadOnlyList<StackGroup> ReadStack(Node node, List<Problem> problems)
    {
        var list = node as Sequence ?? throw Fields.Malformed(node, "list-expected");
        return [.. list.Items.Select(item => ReadGroup(item, problems)).OfType<StackGroup>()];
    }

    private static StackGroup? ReadGroup(Node node, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        StackGroup? group = null;
        foreach (var (word, stacking) in new[] { ("all", Stacking.All), ("best", Stacking.Best), ("first", Stacking.First), ("exclusive", Stacking.Exclusive) })
            group = fields.Read(word, group, n => new StackGroup(stacking, Fields.TextList(n)));
        if (group is not null && fields.Pairs.Count > 1 && fields.Pairs.All(p => p.Key is "all" or "best" or "first" or "exclusive"))
            problems.Add(new Problem(node.Line, "group-of-two-kinds", fields.Pairs[0].Key, string.Join(" | ", fields.Pairs.Select(p => p.Key))));
        else if (group is null && fields.Pairs.Count == 0)
            problems.Add(new Problem(node.Line, "group-of-two-kinds", node.Shown, "all | best | first | exclusive"));
        fields.End();
        return group;
    }
}
