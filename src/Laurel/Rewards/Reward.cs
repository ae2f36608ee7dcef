using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Pricing;
using Laurel.Rewards.Benefits;

namespace Laurel.Rewards;

/// <summary>Something a member can have for units.</summary>
public sealed record Reward
{
    /// <summary>Before the id of a reward, where postings and counters name it.</summary>
    internal const string Prefix = "reward:";

    public required string Id { get; init; }

    /// <summary>By whom postings and counters name it.</summary>
    internal string Owner => Prefix + Id;
    public LocalText? Name { get; init; }
    public required Cost Costs { get; init; }

    /// <summary>Other prices for members of a level, or a higher one.</summary>
    public IReadOnlyList<KeyValuePair<string, Cost>> Prices { get; init; } = [];
    public required Benefit Gives { get; init; }

    /// <summary>The lines of a basket it is for.</summary>
    public LineFilter Lines { get; init; } = LineFilter.All;

    /// <summary>It never takes more off than this.</summary>
    public Ceiling? AtMost { get; init; }

    /// <summary>What one unit buys here is what a unit is worth.</summary>
    public bool IsBase { get; init; }
    public long? Stock { get; init; }

    /// <summary>Codes of a partner that are handed out one by one, in this order; there are as many as codes.</summary>
    public IReadOnlyList<string> Vouchers { get; init; } = [];
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>The limits of one purchase, of which nothing is kept.</summary>
    public IEnumerable<Limit> PerPurchase => Limits.Where(l => l.Scope == LimitScope.Purchase);

    /// <summary>Who may have it.</summary>
    public IReadOnlyList<Condition> For { get; init; } = [];

    /// <summary>Local days on which it can be redeemed.</summary>
    public InPeriod? Valid { get; init; }

    /// <summary>The fewest units that may be used at once where the member chooses.</summary>
    public long From { get; init; }

    /// <summary>A card that fills becomes the reward by itself, and a new card begins.</summary>
    public bool AtOnce { get; init; }

    /// <summary>How it comes to her.</summary>
    public Handover Handover { get; init; }

    /// <summary>Who pays for it; null is whoever runs the program.</summary>
    public Shares? PaidBy { get; init; }

    /// <summary>How long an issued one can be used; null is for ever.</summary>
    public Period? Lasts { get; init; }

    /// <summary>The fewest units it takes at one of its prices.</summary>
    public long Least(Cost cost) => cost.IsEach ? Math.Max(cost.Amount, From) : cost.Amount;

    /// <summary>What it takes off a basket, so many times.</summary>
    internal Discount Discount(decimal times) => new(Gives, Lines, AtMost) { Times = times };

    /// <summary>Its price, at every level.</summary>
    internal IEnumerable<Cost> AllCosts => Prices.Select(p => p.Value).Append(Costs);

    public Cost CostFor(string? tier, IReadOnlyList<string> levels)
    {
        var price = Costs;
        foreach (var (level, cost) in Prices)
            price = tier is not null && levels.ToList().IndexOf(tier) >= levels.ToList().IndexOf(level) ? cost : price;
        return price;
    }
}

/// <summary>How something redeemed comes into the member's hands.</summary>
public enum Handover
{
    /// <summary>As it is redeemed.</summary>
    AtOnce,

    /// <summary>Ordered, shipped, delivered.</summary>
    Delivery,

    /// <summary>Ordered, shipped to the shop where that is needed, collected.</summary>
    Collection,
}

/// <summary>The most a benefit takes off: as prices are written, or tax included.</summary>
public sealed record Ceiling(long Amount, bool WithTax)
{
    /// <summary>Rather than an amount, a share of what the basket still costs: 0.5 is 50%.</summary>
    public decimal? Share { get; init; }

    /// <summary>9.00 EUR | 9.00 EUR with tax | 50%</summary>
    internal static Ceiling Read(Node node)
    {
        var phrase = new Phrase(node);
        if (phrase.Peek is { } word && word.EndsWith('%'))
        {
            var share = Percent.Parse(phrase.Word("50%")) ?? throw phrase.Wrong("percent-expected", word);
            phrase.End();
            return new Ceiling(0, false) { Share = share };
        }
        var money = phrase.WholeMoney();
        var withTax = phrase.Take("with tax");
        phrase.End();
        return new Ceiling(money.Whole, withTax);
    }
}

internal static class RewardReader
{
    public static IReadOnlyList<Reward> Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var rewards = fields.Named((id, n) => ReadReward(id, n, words, problems));
        foreach (var twice in rewards.Where(r => r.IsBase).GroupBy(r => r.Costs.Unit).Where(g => g.Count() > 1))
            problems.Add(new Problem(fields.Line, "base-twice", twice.Last().Id));
        return rewards;
    }

    private static Reward ReadReward(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var (costs, prices) = fields.Require("costs", (Cost.Nothing, []), n => Sentences.Like("costs", n, s => ReadPrices(s, words)));
        var reward = new Reward
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Costs = costs,
            Prices = prices,
            Gives = fields.Require<Benefit>("gives", new HandedOver("merchandise", id), n => Sentences.Like("gives", n, s => BenefitReader.Read(s, problems, words))),
            Lines = fields.Read("line", LineFilter.All, n => LineFilter.Read(n, problems)),
            AtMost = fields.Read<Ceiling?>("at most", null, Ceiling.Read),
            IsBase = fields.Choice("base", false, ("yes", true), ("no", false)),
            Stock = fields.Read<long?>("stock", null, n => Sentences.Like("stock", Fields.Bounded("stock", n), ReadWhole)),
            Vouchers = fields.Read<IReadOnlyList<string>>("vouchers", [], Fields.TextList),
            Limits = fields.Read<IReadOnlyList<Limit>>("limit", [], n => Sentences.Like("limit", n, s => LimitReader.ReadAll(s, words))),
            For = fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
            From = fields.Read("from", 0L, n => ReadAmount(n, words)),
            AtOnce = fields.Choice("issue", false, ("at once", true), ("when asked for", false)),
            Handover = fields.Choice("handed over", Handover.AtOnce,
                ("at once", Handover.AtOnce), ("by delivery", Handover.Delivery), ("by collection", Handover.Collection)),
            PaidBy = fields.Read<Shares?>("paid by", null, n => SharesReader.Read(n, words, problems)),
            Lasts = fields.Read<Period?>("lasts", null, n => Sentences.Like("lasts", n, ReadPeriod)),
        };
        if (reward.AtOnce && reward.AllCosts.Any(c => c.Unit is null || c.IsEach))
            problems.Add(new Problem(fields.Line, "issue-needs-price", id));
        if (reward.AtOnce && reward.Handover != Handover.AtOnce)
            problems.Add(new Problem(fields.Line, "issue-not-ordered", id));
        fields.End();
        return reward;
    }

    /// <summary>One price, or one for each level.</summary>
    private static (Cost, IReadOnlyList<KeyValuePair<string, Cost>>) ReadPrices(Node node, Vocabulary words)
    {
        if (node is not Mapping mapping)
            return (Cost.Read(node, words), []);
        if (mapping.Pairs.Count == 0)
            throw Fields.Malformed(node, "prices-empty", string.Join(" | ", words.Tiers));
        foreach (var pair in mapping.Pairs.Where(p => !words.Tiers.Contains(p.Key)))
            throw Fields.Malformed(node, "tier-unknown", pair.Key);
        var prices = mapping.Pairs.Select(p => KeyValuePair.Create(p.Key, Cost.Read(p.Value, words))).ToArray();
        return (prices[0].Value, prices);
    }

    private static long? ReadWhole(Node node)
    {
        var phrase = new Phrase(node);
        var number = phrase.Whole();
        phrase.End();
        return number >= 0 ? number : throw phrase.Wrong("phrase-positive-expected", $"{number}");
    }

    private static Period? ReadPeriod(Node node)
    {
        var phrase = new Phrase(node);
        var period = phrase.Period(alsoHours: true);
        phrase.End();
        return period;
    }

    private static long ReadAmount(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var (amount, _) = words.Amount(phrase);
        phrase.End();
        return amount;
    }
}
