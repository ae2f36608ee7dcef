using Laurel.Earning;
using Laurel.Households;

namespace Laurel.Rewards;

/// <summary>Books a reward that nothing but the balance stands against: its units are held, and used.</summary>
internal static class RewardBooking
{
    /// <summary>Reserves and captures in one, as in a basket or over the counter.</summary>
    public static Refusal? Use(Ledger ledger, WantedReward wanted, Occasion occasion, PurchaseId? purchase)
    {
        if (Hold(ledger, wanted, occasion, null, purchase) is { } refusal)
            return refusal;
        Capture(ledger, wanted.Redemption, wanted.Reward.Id, wanted.Units, occasion.At, purchase);
        return null;
    }

    /// <summary>Sets what it costs aside, until it is captured or released, or until an instant.</summary>
    public static Refusal? Hold(Ledger ledger, WantedReward wanted, Occasion occasion, DateTimeOffset? until, PurchaseId? purchase)
    {
        if (RewardObstacles.Short(ledger, wanted, occasion.At) is { } notEnough)
            return notEnough;
        if (wanted.Cost.Unit is { } pooled)
            Housing.Draw(ledger, pooled, wanted.Units, occasion.At, wanted.Where);
        var lots = wanted.Cost.Unit is null ? [] : ledger.Take(wanted.Cost.Unit, occasion.At, wanted.Units, where: wanted.Where);
        ledger.Happen(Reserved(ledger, wanted, occasion.At, lots) with
        {
            Until = until,
            Purchase = purchase,
            Uses = [.. wanted.Uses(occasion)],
            Location = occasion.Location,
        });
        return null;
    }

    /// <summary>Books what is there already: nothing is used of limits and stock.</summary>
    public static void Book(Ledger ledger, WantedReward wanted, DateTimeOffset at, IReadOnlyList<LotChange> lots)
    {
        ledger.Happen(Reserved(ledger, wanted, at, lots));
        Capture(ledger, wanted.Redemption, wanted.Reward.Id, wanted.Units, at, null);
    }

    private static RedemptionReserved Reserved(Ledger ledger, WantedReward wanted, DateTimeOffset at, IReadOnlyList<LotChange> lots) => new()
    {
        At = at,
        Redemption = wanted.Redemption,
        Member = ledger.Member.Id,
        Reward = wanted.Reward.Id,
        Quantity = wanted.Times,
        Unit = wanted.Cost.Unit,
        Amount = wanted.Units,
        Lots = [.. lots.Select(l => new HeldLot(l.Lot, -l.Amount))],
        Vouchers = wanted.Codes,
        Item = wanted.Item,
    };

    /// <summary>Uses held units for good, in order of use; what is not used is free again.</summary>
    public static void Capture(Ledger ledger, RedemptionId redemption, string reward, long amount, DateTimeOffset at, PurchaseId? purchase)
    {
        var hold = ledger.Member.Holds.Single(h => h.Redemption == redemption);
        if (amount > 0)
        {
            ledger.Move(hold.Unit!, at, -amount, Account.Redeemed, new Posted
            {
                Movement = Movement.Redeemed,
                Parts = [new Part { Rule = reward, Amount = -amount }],
                Lots = Used(ledger.Member, hold, amount),
                Redemption = redemption,
                Purchase = purchase,
            });
        }
        ledger.Happen(new RedemptionCaptured
        {
            At = at,
            Redemption = redemption,
            Member = ledger.Member.Id,
            Reward = reward,
            Amount = amount,
            Freed = hold.Amount - amount,
        });
        Fulfilling.Order(ledger, redemption, reward, at);
        ledger.Expire(at);
    }

    private static List<LotChange> Used(Member member, Hold hold, long amount)
    {
        var lots = new List<LotChange>();
        foreach (var held in hold.Lots)
        {
            var part = Math.Min(amount, held.Amount);
            amount -= part;
            if (part > 0)
                lots.Add(LotChange.Of(member.Lots.Single(l => l.Id == held.Lot && l.Unit == hold.Unit), -part));
        }
        return lots;
    }
}
