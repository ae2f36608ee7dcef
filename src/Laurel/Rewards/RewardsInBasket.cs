using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Pricing;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Rewards;

/// <summary>Rewards that a member uses in a basket: each is priced on what is left, in the order asked for.</summary>
internal sealed class RewardsInBasket(Ledger ledger, Till till, Consumption used, RecordPurchase command, Seen seen, Func<Basket> basket)
{
    private readonly List<Claim> claims = [];
    private readonly List<IssuedReward> issued = [];

    private Purchase Purchase => command.Purchase;

    private Occasion Occasion => new(Purchase.At, ledger.Rules.Calendar.Day(Purchase.At), Purchase.Location, Purchase.Customer, ledger.Member.Household?.Value);

    private Coalition.Spending? Where(RewardInBasket wanted) =>
        Coalition.Spending.At(ledger.Rules.Definition, Purchase.Location, wanted.UsesFirst);

    /// <summary>What the how-manieth redemption of a basket is called.</summary>
    public static RedemptionId Named(Purchase purchase, int number) => RedemptionId.Of($"{purchase.Id}/{number}");

    public Refusal? Take()
    {
        foreach (var wanted in command.Rewards)
        {
            if (Take(wanted) is { } refusal)
                return refusal;
        }
        return null;
    }

    /// <summary>Books what was taken off the basket in money, in units.</summary>
    public Refusal? Redeem()
    {
        foreach (var claim in claims)
        {
            if ((Claims.Use(ledger, claim, Purchase.At, Occasion, Purchase.Id) ?? Give(claim.Reward, claim.Redemption, claim.Times)) is { } refusal)
                return refusal;
        }
        foreach (var one in issued)
        {
            ledger.Happen(Using.Use(one, ledger.Member.Id, Purchase.At, Purchase.Id));
            if (Give(ledger.Rules.Definition.Reward(one.Reward)!, one.Redemption, 1) is { } refusal)
                return refusal;
        }
        return null;
    }

    private Refusal? Give(Reward reward, RedemptionId redemption, decimal times) =>
        Bestowing.Give(ledger, reward, redemption, times, Purchase.At, seen, owner: ledger.Member.Id);

    /// <summary>Uses rewards that are hers already, as many as she asks for.</summary>
    private Refusal? TakeIssued(RewardInBasket wanted, Reward reward)
    {
        if (wanted.Quantity <= 0)
            return Refusal.AmountNotPositive(wanted.Quantity);
        var mine = ledger.Member.IssuedOf(reward.Id, Purchase.At).Except(issued).ToArray();
        if (mine.Length < wanted.Quantity)
            return Cards.Missing(ledger, reward, Purchase.At);
        if (Claims.Unfit(reward, basket()) is { } unfit)
            return unfit;
        var before = issued.Count(i => i.Reward == reward.Id);
        if (reward.PerPurchase.FirstOrDefault(l => l.IsTimes && before + wanted.Quantity > l.Amount) is { } limit)
            return Refusal.LimitReached(reward.Id, "purchase", limit.Amount, before);
        foreach (var one in mine.Take((int)decimal.Ceiling(wanted.Quantity)))
        {
            if (till.Apply(reward.Id, reward.Discount(1), null, one.Redemption) == 0 && reward.Gives.IsDiscount)
                return Refusal.NothingToTakeOff(reward.Id);
            issued.Add(one);
        }
        return null;
    }

    private Refusal? Take(RewardInBasket wanted)
    {
        if (ledger.Rules.Definition.Reward(wanted.Reward) is not { } reward)
            return Refusal.UnknownReward(wanted.Reward);
        if (reward.AtOnce || HasWon(wanted))
            return TakeIssued(wanted, reward);
        var redemption = Named(Purchase, claims.Count + 1);
        var cost = reward.CostFor(Climbing.TierAt(ledger.Rules, ledger.Member, Purchase.At), ledger.Rules.Levels);
        if (!reward.Gives.Takes(Purchase.Currency))
            return Refusal.NothingToTakeOff(reward.Id);
        var (units, notEnough) = cost.IsEach ? Units(wanted, reward, cost) : (null, null);
        if (notEnough is not null)
            return notEnough;
        var (claim, refusal) = Claims.Of(reward, redemption, cost, wanted.Quantity, units);
        if (claim is null)
            return refusal;
        if ((Claims.Refuse(ledger, claim, command.Traits, Purchase.At, Occasion, used, basket()) ?? claim.RefuseBeside(claims)) is { } refused)
            return refused;
        if (till.Apply(reward.Id, reward.Discount(claim.Times), null, redemption) == 0 && reward.Gives.IsDiscount)
            return Refusal.NothingToTakeOff(reward.Id);
        claims.Add(claim with { Codes = claim.Vouchers(used), Where = Where(wanted) });
        used.Plan(claim.Uses(Occasion));
        return null;
    }

    /// <summary>Prizes are used before units are.</summary>
    private bool HasWon(RewardInBasket wanted) =>
        wanted.Quantity > 0 && ledger.Member.IssuedOf(wanted.Reward, Purchase.At).Except(issued).Count() >= wanted.Quantity;

    /// <summary>
    /// As many units as the member chose, else as many as she has; never one more than takes the same off, so that none is used
    /// for nothing.
    /// </summary>
    private (long? Units, Refusal? Refusal) Units(RewardInBasket wanted, Reward reward, Cost cost)
    {
        var have = ledger.Available(cost.Unit!, Purchase.At, Where(wanted)) - claims.Where(c => c.Cost.Unit == cost.Unit).Sum(c => c.Units);
        var least = reward.Least(cost);
        if (wanted.Units is null && have < least)
            return (null, Refusal.NotEnoughUnits(cost.Unit!, have, least));
        have = Math.Min(have, Math.Max(least, Room(reward)));
        var times = Math.Floor((decimal)(wanted.Units ?? have) / cost.Amount);
        if (!reward.Gives.IsDiscount || times <= 0)
            return (wanted.Units ?? have, null);
        var needed = till.TimesNeeded(reward.Discount(times));
        return needed == 0 ? (null, Refusal.NothingToTakeOff(reward.Id)) : ((long)Math.Min(times, needed) * cost.Amount, null);
    }

    /// <summary>How many units the limits of a reward leave.</summary>
    private long Room(Reward reward) => reward.Limits.Named(reward.Owner, Occasion).Where(l => !l.Limit.IsTimes)
        .Select(l => l.Limit.Amount - used[l.Counter])
        .Concat(reward.PerPurchase.Where(l => !l.IsTimes).Select(l => l.Amount - claims.Where(c => c.Reward.Id == reward.Id).Sum(c => c.Units)))
        .DefaultIfEmpty(long.MaxValue).Min();
}
