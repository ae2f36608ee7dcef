using Laurel.Coalition;
using Laurel.Coupons;
using Laurel.Definitions;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Pricing;
using Laurel.Rewards.Benefits;

namespace Laurel.Rewards;

/// <summary>Something that is taken off a basket without units: by code, or whenever its conditions hold.</summary>
public sealed record Offer
{
    public required string Id { get; init; }

    /// <summary>By whom counters name it.</summary>
    internal string Owner => "offer:" + Id;
    public LocalText? Name { get; init; }
    public required Benefit Gives { get; init; }

    /// <summary>Null applies by itself.</summary>
    public string? Code { get; init; }

    /// <summary>It is had by codes that are issued from it; null is not.</summary>
    public CouponTerms? Coupons { get; init; }

    /// <summary>Who goes without, to see what it changes; null is nobody.</summary>
    public Holdout? Holdout { get; init; }

    /// <summary>The lines it takes something off.</summary>
    public LineFilter Lines { get; init; } = LineFilter.All;
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>The lines its conditions look at.</summary>
    public LineFilter WhenLines { get; init; } = LineFilter.All;

    /// <summary>Once for so many pieces bought; null is once.</summary>
    public ForEvery? Every { get; init; }
    public Ceiling? AtMost { get; init; }

    /// <summary>Local days on which it applies.</summary>
    public InPeriod? Valid { get; init; }

    /// <summary>Those that do not count times are budgets, in minor units of the program's money.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>Whether it asks for this code among its conditions.</summary>
    internal bool Knows(string code) => When.OfType<WithCode>().Any(c => c.Any.Contains(code));

    /// <summary>Who pays for what it takes off; null is whoever sells.</summary>
    public Shares? PaidBy { get; init; }

    /// <summary>What it takes off a basket. Pieces are bought where the conditions look, else where it takes something off.</summary>
    internal Discount Discount => new(Gives, Lines, AtMost) { Every = Every, Bought = WhenLines.IsAll ? Lines : WhenLines };
}

/// <summary>An offer that applies by itself, as a member stands.</summary>
/// <param name="Offer">What it is.</param>
/// <param name="IsLater">Its days have not begun.</param>
/// <param name="IsUsedUp">A limit of hers leaves nothing of it for now.</param>
public sealed record OfferNow(Offer Offer, bool IsLater, bool IsUsedUp);

internal static class OfferReader
{
    public static IReadOnlyList<Offer> Read(Node node, Vocabulary words, List<Problem> problems) =>
        new Fields(node, problems).Named((id, n) => Read(id, n, words, problems));

    private static Offer Read(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var (whenLines, when) = fields.Read("when", (LineFilter.All, []), n => Conditions.Read(n, words, problems));
        var offer = new Offer
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            Gives = fields.Require<Benefit>("gives", new PercentOff(0), n => Sentences.Like("gives", n, s => BenefitReader.Read(s, problems))),
            Code = fields.Text("code"),
            Coupons = fields.Read<CouponTerms?>("coupons", null, n => CouponTerms.Read(n, problems)),
            Holdout = fields.Read<Holdout?>("holdout", null, Holdout.Read),
            Lines = fields.Read("line", LineFilter.All, n => LineFilter.Read(n, problems)),
            When = [.. when, .. fields.Read<IReadOnlyList<Condition>>("for", [], n => Conditions.Read(n, words, problems).Conditions)],
            WhenLines = whenLines,
            Every = fields.Read<ForEvery?>("for every", null, n => Sentences.Like("for every", n, ForEvery.Read)),
            AtMost = fields.Read<Ceiling?>("at most", null, Ceiling.Read),
            Valid = fields.Read<InPeriod?>("valid", null, n => InPeriod.Read(n, words)),
            PaidBy = fields.Read<Shares?>("paid by", null, n => SharesReader.Read(n, words, problems)),
            Limits =
            [
                .. fields.Read<IReadOnlyList<Limit>>("limit", [], n => Sentences.Like("limit of money", n, s => LimitReader.ReadBudgets(s, words))),
                .. fields.Read<IReadOnlyList<Limit>>("budget", [], n => Sentences.Like("budget of money", n, s => Games.Budget.ReadMoney(s, words))),
            ],
        };
        if (offer.Gives is AmountOff { IsEach: true })
            problems.Add(new Problem(fields.Line, "each-of-what", id));
        if (offer is { Code: not null, Coupons: not null })
            problems.Add(new Problem(fields.Line, "code-and-coupons", id));
        if (offer is { Holdout: not null } and ({ Code: not null } or { Coupons.IsPersonal: false }))
            problems.Add(new Problem(fields.Line, "holdout-and-promise", id));
        fields.End();
        return offer;
    }
}
