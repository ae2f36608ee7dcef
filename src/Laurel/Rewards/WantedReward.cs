using Laurel.Deciding;
using Laurel.Earning;

namespace Laurel.Rewards;

/// <summary>A reward someone wants: how many times, and the units that costs.</summary>
/// <param name="Reward">What is wanted.</param>
/// <param name="Redemption">The name of the redemption it becomes.</param>
/// <param name="Times">Pieces, or how often where the member chooses.</param>
/// <param name="Cost">Its price for the member.</param>
/// <param name="Units">All it costs, in the unit's smallest part.</param>
internal sealed record WantedReward(Reward Reward, RedemptionId Redemption, decimal Times, Cost Cost, long Units)
{
    /// <summary>More of a reward than anybody can mean; amounts of units stay within 64 bits.</summary>
    private const decimal LargestQuantity = 1_000_000_000;

    /// <summary>Codes that it hands out.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Which units may be used where it is asked for; null is all.</summary>
    public Coalition.Spending? Where { get; init; }

    /// <summary>Which of several products the member chose.</summary>
    public string? Item { get; init; }

    /// <summary>What it uses of limits and stock.</summary>
    public IEnumerable<Use> Uses(Occasion occasion)
    {
        foreach (var (limit, counter) in Limits(occasion))
            yield return new Use(counter, Amount(limit));
        if (Reward.Stock is not null)
            yield return new Use(Counters.Stock(Reward.Id), Pieces);
        if (Reward.Vouchers.Count > 0)
            yield return new Use(Counters.Vouchers(Reward.Id), Pieces);
    }

    public IEnumerable<(Limit Limit, string Counter)> Limits(Occasion occasion) => Reward.Limits.Named(Reward.Owner, occasion);

    /// <summary>How far it counts towards a limit: pieces, or once where the member chooses how many units; else the units.</summary>
    public long Amount(Limit limit) => !limit.IsTimes ? Units : Cost.IsEach ? 1 : Pieces;

    /// <summary>Why it is too much for one purchase, with what is wanted in it already.</summary>
    public Refusal? RefuseBeside(IReadOnlyList<WantedReward> others)
    {
        foreach (var limit in Reward.PerPurchase)
        {
            if (others.Where(c => c.Reward.Id == Reward.Id).Sum(c => c.Amount(limit)) is var before && before + Amount(limit) > limit.Amount)
                return Refusal.LimitReached(Reward.Id, "purchase", limit.Amount, before);
        }
        return null;
    }

    /// <summary>The codes it hands out, the first ones that nobody has yet.</summary>
    public IReadOnlyList<string> Vouchers(Consumption used) =>
        [.. Reward.Vouchers.Skip((int)used[Counters.Vouchers(Reward.Id)]).Take((int)Math.Min(Pieces, int.MaxValue))];

    private long Pieces => (long)decimal.Ceiling(Times);

    /// <summary>What is wanted, or why it cannot be: so many pieces of a reward, or so many units where the member chooses.</summary>
    public static (WantedReward? Wanted, Refusal? Refusal) Of(Reward reward, RedemptionId redemption, Cost cost, decimal quantity, long? units)
    {
        if (quantity <= 0 || units <= 0)
            return (null, Refusal.AmountNotPositive(quantity <= 0 ? quantity : units!.Value));
        if (quantity > LargestQuantity)
            return (null, Refusal.AmountTooLarge());
        if (!cost.IsEach)
        {
            return cost.For(quantity) is { } all
                ? (new WantedReward(reward, redemption, quantity, cost, all), null)
                : (null, Refusal.AmountTooLarge());
        }
        if (units is null)
            return (null, Refusal.ChooseUnits(reward.Id));
        var times = units.Value / cost.Amount;
        return units < reward.Least(cost)
            ? (null, Refusal.TooFewUnits(reward.Id, reward.Least(cost)))
            : (new WantedReward(reward, redemption, times, cost, times * cost.Amount), null);
    }
}
