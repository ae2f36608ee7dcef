using Laurel.Earning;
using Laurel.Rewards;

namespace Laurel.Deciding;

/// <summary>A reward someone wants: how many pieces, or how many units where she chooses.</summary>
internal sealed record Claim(Reward Reward, RedemptionId Redemption, decimal Quantity, long? Units)
{
    public Cost Cost(Rules rules, Member member, DateTimeOffset at) => Reward.CostFor(Climbing.TierAt(rules, member, at), rules.Levels);
}

/// <summary>What stands between a member and a reward, and the booking when nothing does.</summary>
internal static class Claims
{
    public static IEnumerable<(Limit Limit, string Counter)> Limits(IReadOnlyList<Limit> limits, string owner, DateOnly day, string? location)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if (limits[i].Counter(owner, i, day, location) is { } counter)
                yield return (limits[i], counter);
        }
    }

    /// <summary>Everything but the balance, in the order of the refusals.</summary>
    public static Refusal? Refuse(Rules rules, Member member, Claim claim, Traits traits, DateTimeOffset at, string? location, Func<string, long> used)
    {
        var reward = claim.Reward;
        var day = rules.Calendar.Day(at);
        if (claim.Quantity <= 0)
            return Refusal.AmountNotPositive((long)claim.Quantity);
        if (day < reward.Valid?.From)
            return Refusal.RewardNotYet(reward.Valid.From.Value);
        if (day > reward.Valid?.To)
            return Refusal.RewardOver(reward.Valid.To.Value);
        if (NotFor(rules, member, reward, traits, at) is { } missing)
            return missing;
        if (reward.Stock is { } stock && stock - used(Counters.Stock(reward.Id)) is var left && left < claim.Quantity)
            return Refusal.OutOfStock(reward.Id, left);
        foreach (var (limit, counter) in Limits(reward.Limits, "reward:" + reward.Id, day, location))
        {
            if (used(counter) + Amount(limit, claim) > limit.Amount)
                return Refusal.LimitReached(reward.Id, limit.Scope.ToString().ToLowerInvariant());
        }
        return null;
    }

    /// <summary>Reserves and captures in one, as in a basket or over the counter.</summary>
    public static Refusal? Use(Ledger ledger, Claim claim, DateTimeOffset at, string? location, PurchaseId? purchase)
    {
        if (Hold(ledger, claim, at, location, null, purchase) is { } refusal)
            return refusal;
        Capture(ledger, claim.Redemption, claim.Reward.Id, claim.Units ?? 0, at, purchase);
        return null;
    }

    public static Refusal? Hold(Ledger ledger, Claim claim, DateTimeOffset at, string? location, DateTimeOffset? until, PurchaseId? purchase)
    {
        var cost = claim.Cost(ledger.Rules, ledger.Member, at);
        var amount = claim.Units ?? 0;
        if (cost.Unit is { } unit && ledger.Available(unit, at) is var have && have < amount)
            return Refusal.NotEnoughUnits(unit, have, amount);
        var lots = cost.Unit is null ? [] : ledger.Take(cost.Unit, at, amount);
        ledger.Happen(new RedemptionReserved
        {
            At = at,
            Redemption = claim.Redemption,
            Member = ledger.Member.Id,
            Reward = claim.Reward.Id,
            Quantity = claim.Quantity,
            Unit = cost.Unit,
            Amount = amount,
            Lots = [.. lots.Select(l => new HeldLot(l.Lot, -l.Amount))],
            Until = until,
            Purchase = purchase,
            Uses = [.. Uses(ledger.Rules, claim, at, location)],
            Location = location,
        });
        return null;
    }

    /// <summary>Uses held units for good, in order of use; what is not used is free again.</summary>
    public static void Capture(Ledger ledger, RedemptionId redemption, string reward, long amount, DateTimeOffset at, PurchaseId? purchase)
    {
        var hold = ledger.Member.Holds.Single(h => h.Redemption == redemption);
        var left = amount;
        var lots = new List<LotChange>();
        foreach (var held in hold.Lots)
        {
            var part = Math.Min(left, held.Amount);
            left -= part;
            if (part > 0)
                lots.Add(LotChange.Of(ledger.Member.Lots.Single(l => l.Id == held.Lot && l.Unit == hold.Unit), -part));
        }
        if (amount > 0)
        {
            ledger.Move(hold.Unit!, at, -amount, [new(Account.Members, -amount), new(Account.Redeemed, amount)], new Posted
            {
                Movement = Movement.Redeemed,
                Parts = [new Part { Rule = reward, Amount = -amount }],
                Lots = lots,
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
        ledger.Expire(at);
    }

    private static IEnumerable<Use> Uses(Rules rules, Claim claim, DateTimeOffset at, string? location)
    {
        foreach (var (limit, counter) in Limits(claim.Reward.Limits, "reward:" + claim.Reward.Id, rules.Calendar.Day(at), location))
            yield return new Use(counter, Amount(limit, claim));
        if (claim.Reward.Stock is not null)
            yield return new Use(Counters.Stock(claim.Reward.Id), (long)decimal.Ceiling(claim.Quantity));
    }

    private static long Amount(Limit limit, Claim claim) => limit.IsTimes ? 1 : claim.Units ?? 0;

    private static Refusal? NotFor(Rules rules, Member member, Reward reward, Traits traits, DateTimeOffset at)
    {
        if (reward.For.Count == 0)
            return null;
        var nothing = new Basket
        {
            Purchase = new Purchase { Id = default, At = at, Currency = rules.Definition.Currency.Code, Lines = [] },
            Lines = [],
            Local = rules.Calendar.Local(at),
            Tier = Climbing.TierAt(rules, member, at),
            Earlier = member.Purchases,
            Joined = member.Joined,
            Traits = traits,
        };
        var unmet = reward.For.FirstOrDefault(c => !c.Holds(nothing, []));
        return unmet is null ? null : Refusal.NotForMember(reward.Id, unmet is Earning.Conditions.OfTier tier ? tier.Tier : unmet.Name);
    }
}
