using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Households;
using Laurel.Rewards.Benefits;
using Laurel.Tiers;

namespace Laurel.Rewards;

/// <summary>A reward someone wants: how many times, and the units that costs.</summary>
/// <param name="Reward">What is wanted.</param>
/// <param name="Redemption">The name of the redemption it becomes.</param>
/// <param name="Times">Pieces, or how often where the member chooses.</param>
/// <param name="Cost">Its price for the member.</param>
/// <param name="Units">All it costs, in the unit's smallest part.</param>
internal sealed record Claim(Reward Reward, RedemptionId Redemption, decimal Times, Cost Cost, long Units)
{
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

    /// <summary>Why it is too much for one purchase, with what is claimed in it already.</summary>
    public Refusal? RefuseBeside(IReadOnlyList<Claim> others)
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
}

/// <summary>What stands between a member and a reward, and the booking when nothing does.</summary>
internal static class Claims
{
    /// <summary>More of a reward than anybody can mean; amounts of units stay within 64 bits.</summary>
    private const decimal LargestQuantity = 1_000_000_000;

    /// <summary>The claim, or why there is none: so many pieces of a reward, or so many units where the member chooses.</summary>
    public static (Claim? Claim, Refusal? Refusal) Of(Reward reward, RedemptionId redemption, Cost cost, decimal quantity, long? units)
    {
        if (quantity <= 0 || units <= 0)
            return (null, Refusal.AmountNotPositive(quantity <= 0 ? quantity : units!.Value));
        if (quantity > LargestQuantity)
            return (null, Refusal.AmountTooLarge());
        if (!cost.IsEach)
        {
            return cost.For(quantity) is { } all
                ? (new Claim(reward, redemption, quantity, cost, all), null)
                : (null, Refusal.AmountTooLarge());
        }
        if (units is null)
            return (null, Refusal.ChooseUnits(reward.Id));
        var times = units.Value / cost.Amount;
        return units < reward.Least(cost)
            ? (null, Refusal.TooFewUnits(reward.Id, reward.Least(cost)))
            : (new Claim(reward, redemption, times, cost, times * cost.Amount), null);
    }

    /// <summary>The first thing that stands between, the balance left aside.</summary>
    public static Refusal? Refuse(
        Ledger ledger, Claim claim, Traits traits, DateTimeOffset at, Occasion occasion, Consumption used, Basket? basket = null) =>
        Obstacles(ledger, claim, traits, at, occasion, used, basket).FirstOrDefault();

    /// <summary>Everything that stands between but the balance, in the order of the refusals.</summary>
    public static IEnumerable<Refusal> Obstacles(
        Ledger ledger, Claim claim, Traits traits, DateTimeOffset at, Occasion occasion, Consumption used, Basket? basket = null)
    {
        var (reward, day) = (claim.Reward, occasion.Day);
        if (ledger.Rules.Definition.Closes <= at)
            yield return Refusal.RewardOver(ledger.Rules.Calendar.Day(ledger.Rules.Definition.Closes.Value.AddTicks(-1)));
        if (day < reward.Valid?.From)
            yield return Refusal.RewardNotYet(reward.Valid.From.Value);
        if (day > reward.Valid?.To)
            yield return Refusal.RewardOver(reward.Valid.To.Value);
        if (claim.Cost.Unit is not null && ledger.Rules.Definition.PartnerAt(occasion.Location) is { Accepts: false } partner)
            yield return Refusal.NotAcceptedHere(partner.Id);
        foreach (var missing in NotFor(ledger.Rules, ledger.Member, reward, traits, at, occasion.Location, basket))
            yield return missing;
        if (SoldOut(claim, used) is { } gone)
            yield return gone;
        foreach (var (limit, counter) in claim.Limits(occasion))
        {
            if (used[counter] + claim.Amount(limit) > limit.Amount)
                yield return Refusal.LimitReached(reward.Id, limit.Scope.ToString().ToLowerInvariant(), limit.Amount, used[counter]);
        }
    }

    /// <summary>The units that are missing.</summary>
    public static Refusal? Short(Ledger ledger, Claim claim, DateTimeOffset at) =>
        claim.Cost.Unit is { } unit && ledger.Available(unit, at, claim.Where) + Housing.Shared(ledger, unit, at, claim.Where) is var have && have < claim.Units
            ? Refusal.NotEnoughUnits(unit, have, claim.Units)
            : null;

    /// <summary>Neither pieces nor codes enough are left.</summary>
    public static Refusal? SoldOut(Claim claim, Consumption used)
    {
        var reward = claim.Reward;
        if (reward.Stock is { } stock && stock - used[Counters.Stock(reward.Id)] is var left && left < claim.Times)
            return Refusal.OutOfStock(reward.Id, Math.Max(0, left));
        return reward.Vouchers.Count > 0 && reward.Vouchers.Count - used[Counters.Vouchers(reward.Id)] is var codes && codes < claim.Times
            ? Refusal.OutOfStock(reward.Id, Math.Max(0, codes))
            : null;
    }

    /// <summary>A product that is not to be had for now; a choice of several lives as long as one of them is.</summary>
    public static Refusal? NotThere(Definition definition, Reward reward, string? pick)
    {
        if (reward.Gives is not FreeProduct product)
            return pick is null ? null : Refusal.ItemUnavailable(reward.Id, pick);
        string[] there = [.. product.Skus.Except(definition.Unavailable)];
        if (pick is not null)
            return there.Contains(pick) ? null : Refusal.ItemUnavailable(reward.Id, pick);
        return there.Length > 0 ? null : Refusal.ItemUnavailable(reward.Id, string.Join(", ", product.Skus));
    }

    /// <summary>Reserves and captures in one, as in a basket or over the counter.</summary>
    public static Refusal? Use(Ledger ledger, Claim claim, DateTimeOffset at, Occasion occasion, PurchaseId? purchase)
    {
        if (Hold(ledger, claim, at, occasion, null, purchase) is { } refusal)
            return refusal;
        Capture(ledger, claim.Redemption, claim.Reward.Id, claim.Units, at, purchase);
        return null;
    }

    public static Refusal? Hold(
        Ledger ledger, Claim claim, DateTimeOffset at, Occasion occasion, DateTimeOffset? until, PurchaseId? purchase)
    {
        if (Short(ledger, claim, at) is { } notEnough)
            return notEnough;
        if (claim.Cost.Unit is { } pooled)
            Housing.Draw(ledger, pooled, claim.Units, at, claim.Where);
        var lots = claim.Cost.Unit is null ? [] : ledger.Take(claim.Cost.Unit, at, claim.Units, where: claim.Where);
        ledger.Happen(Reserved(ledger, claim, at, lots) with
        {
            Until = until,
            Purchase = purchase,
            Uses = [.. claim.Uses(occasion)],
            Location = occasion.Location,
        });
        return null;
    }

    /// <summary>Books what is there already: nothing is used of limits and stock.</summary>
    public static void Book(Ledger ledger, Claim claim, DateTimeOffset at, IReadOnlyList<LotChange> lots)
    {
        ledger.Happen(Reserved(ledger, claim, at, lots));
        Capture(ledger, claim.Redemption, claim.Reward.Id, claim.Units, at, null);
    }

    private static RedemptionReserved Reserved(Ledger ledger, Claim claim, DateTimeOffset at, IReadOnlyList<LotChange> lots) => new()
    {
        At = at,
        Redemption = claim.Redemption,
        Member = ledger.Member.Id,
        Reward = claim.Reward.Id,
        Quantity = claim.Times,
        Unit = claim.Cost.Unit,
        Amount = claim.Units,
        Lots = [.. lots.Select(l => new HeldLot(l.Lot, -l.Amount))],
        Vouchers = claim.Codes,
        Item = claim.Item,
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

    /// <summary>What the basket lacks in which a reward that is hers already is used; without a basket all that it should have.</summary>
    public static Refusal? Unfit(Reward reward, Basket? basket) =>
        reward.For.FirstOrDefault(c => c.IsOfBasket && (basket is null || !c.Holds(basket, basket.Lines))) is { } unmet
            ? Refusal.NotForMember(reward.Id, unmet.Name)
            : null;

    /// <summary>Conditions on the member that do not hold, with how far she has come.</summary>
    private static IEnumerable<Refusal> NotFor(
        Rules rules, Member member, Reward reward, Traits traits, DateTimeOffset at, string? location, Basket? basket)
    {
        if (reward.For.Count == 0)
            yield break;
        var nothing = Nothing(rules, member, traits, at, location);
        // What is issued as a card fills waits for its basket until it is used.
        var asked = reward.AtOnce && basket is null ? reward.For.Where(c => !c.IsOfBasket) : reward.For;
        foreach (var unmet in asked.Where(c => c.IsOfBasket && basket is not null ? !c.Holds(basket, basket.Lines) : !c.Holds(nothing, [])))
        {
            var refusal = Refusal.NotForMember(reward.Id, unmet is Earning.Conditions.OfTier tier ? tier.Tier : unmet.Name);
            yield return unmet switch
            {
                Earning.Conditions.VisitsMade visits => refusal.SoFar(nothing.Past!.Value.Visits(visits.Window, visits.Days), visits.AtLeast),
                Earning.Conditions.Spent spent => refusal.SoFar(nothing.Past!.Value.Spend(spent.Window, spent.Days), spent.AtLeast.Whole),
                _ => refusal,
            };
        }
    }

    /// <summary>No purchase: what is known of a member by herself.</summary>
    public static Basket Nothing(Rules rules, Member member, Traits traits, DateTimeOffset at, string? location = null) => new()
    {
        Purchase = new Purchase { Id = default, At = at, Location = location, Currency = rules.Definition.Currency.Code, Lines = [] },
        Lines = [],
        Local = rules.Calendar.Local(at),
        Tier = Climbing.TierAt(rules, member, at),
        Earlier = member.Purchases,
        Joined = rules.Calendar.Day(member.Joined),
        Traits = traits,
        IsInvited = member.Inviter is not null,
        Past = new Past(member, rules.Calendar.Day(at), (null, false), 0),
        Memberships = [.. member.Memberships.Where(m => m.IsHeld(at)).Select(m => m.Plan)],
    };
}
