using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Pricing;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Rewards;

/// <summary>Rewards that a member uses in a basket: each is priced on what is left, in the order asked for.</summary>
internal sealed class RewardsInBasket(Ledger ledger, Till till, Consumption used, RecordPurchase command, Seen seen, Func<Basket> basket)
{
    private readonly List<WantedReward> taken = [];
    private readonly List<IssuedReward> issued = [];

    private Purchase Purchase => command.Purchase;

    private Occasion Occasion => Occasion.Of(Purchase, ledger.Rules.Calendar.Day(Purchase.At), ledger.Member);

    private Coalition.Spending? Where(RewardInBasket asked) =>
        Coalition.Spending.At(ledger.Rules.Definition, Purchase.Location, asked.UsesFirst);

    /// <summary>What the how-manieth redemption of a basket is called.</summary>
    public static RedemptionId Named(Purchase purchase, int number) => RedemptionId.Of($"{purchase.Id}/{number}");

    public Refusal? Take()
    {
        foreach (var asked in command.Rewards)
        {
            if (Take(asked) is { } refusal)
                return refusal;
        }
        return null;
    }

    /// <summary>Books what was taken off the basket in money, in units.</summary>
    public Refusal? Redeem()
    {
        foreach (var wanted in taken)
        {
            if ((RewardBooking.Use(ledger, wanted, Occasion, Purchase.Id) ?? Give(wanted.Reward, wanted.Redemption, wanted.Times)) is { } refusal)
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
    private Refusal? TakeIssued(RewardInBasket asked, Reward reward)
    {
        if (asked.Quantity <= 0)
            return Refusal.AmountNotPositive(asked.Quantity);
        var mine = ledger.Member.IssuedOf(reward.Id, Purchase.At).Except(issued).ToArray();
        if (mine.Length < asked.Quantity)
            return Cards.Missing(ledger, reward, Purchase.At);
        if (RewardObstacles.Unfit(reward, basket()) is { } unfit)
            return unfit;
        var before = issued.Count(i => i.Reward == reward.Id);
        if (reward.PerPurchase.FirstOrDefault(l => l.IsTimes && before + asked.Quantity > l.Amount) is { } limit)
            return Refusal.LimitReached(reward.Id, "purchase", limit.Amount, before);
        foreach (var one in mine.Take((int)decimal.Ceiling(asked.Quantity)))
        {
            if (till.Apply(reward.Id, reward.Discount(1), null, one.Redemption) == 0 && reward.Gives.IsDiscount)
                return Refusal.NothingToTakeOff(reward.Id);
            issued.Add(one);
        }
        return null;
    }

    private Refusal? Take(RewardInBasket asked)
    {
        if (ledger.Rules.Definition.Reward(asked.Reward) is not { } reward)
            return Refusal.UnknownReward(asked.Reward);
        if (reward.AtOnce || HasWon(asked))
            return TakeIssued(asked, reward);
        var redemption = Named(Purchase, taken.Count + 1);
        var cost = reward.CostFor(Climbing.TierAt(ledger.Rules, ledger.Member, Purchase.At), ledger.Rules.Levels);
        if (!reward.Gives.Takes(Purchase.Currency))
            return Refusal.NothingToTakeOff(reward.Id);
        var (units, notEnough) = cost.IsEach ? Units(asked, reward, cost) : (null, null);
        if (notEnough is not null)
            return notEnough;
        var (wanted, refusal) = WantedReward.Of(reward, redemption, cost, asked.Quantity, units);
        if (wanted is null)
            return refusal;
        if ((RewardObstacles.First(ledger, wanted, command.Traits, Occasion, used, basket()) ?? wanted.RefuseBeside(taken)) is { } refused)
            return refused;
        if (till.Apply(reward.Id, reward.Discount(wanted.Times), null, redemption) == 0 && reward.Gives.IsDiscount)
            return Refusal.NothingToTakeOff(reward.Id);
        taken.Add(wanted with { Codes = wanted.Vouchers(used), Where = Where(asked) });
        used.Plan(wanted.Uses(Occasion));
        return null;
    }

    /// <summary>Prizes are used before units are.</summary>
    private bool HasWon(RewardInBasket asked) =>
        asked.Quantity > 0 && ledger.Member.IssuedOf(asked.Reward, Purchase.At).Except(issued).Count() >= asked.Quantity;

    /// <summary>
    /// As many units as the member chose, else as many as she has; never one more than takes the same off, so that none is used
    /// for nothing.
    /// </summary>
    private (long? Units, Refusal? Refusal) Units(RewardInBasket asked, Reward reward, Cost cost)
    {
        var have = ledger.Available(cost.Unit!, Purchase.At, Where(asked)) - taken.Where(c => c.Cost.Unit == cost.Unit).Sum(c => c.Units);
        var least = reward.Least(cost);
        if (asked.Units is null && have < least)
            return (null, Refusal.NotEnoughUnits(cost.Unit!, have, least));
        have = Math.Min(have, Math.Max(least, Room(reward)));
        var times = Math.Floor((decimal)(asked.Units ?? have) / cost.Amount);
        if (!reward.Gives.IsDiscount || times <= 0)
            return (asked.Units ?? have, null);
        var needed = till.TimesNeeded(reward.Discount(times));
        return needed == 0 ? (null, Refusal.NothingToTakeOff(reward.Id)) : ((long)Math.Min(times, needed) * cost.Amount, null);
    }

    /// <summary>How many units the limits of a reward leave.</summary>
    private long Room(Reward reward) => reward.Limits.Named(reward.Owner, Occasion).Where(l => !l.Limit.IsTimes)
        .Select(l => l.Limit.Amount - used[l.Counter])
        .Concat(reward.PerPurchase.Where(l => !l.IsTimes).Select(l => l.Amount - taken.Where(c => c.Reward.Id == reward.Id).Sum(c => c.Units)))
        .DefaultIfEmpty(long.MaxValue).Min();
}
