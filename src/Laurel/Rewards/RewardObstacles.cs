using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Earning.Conditions;
using Laurel.Households;
using Laurel.Rewards.Benefits;

namespace Laurel.Rewards;

/// <summary>What stands between a member and a reward.</summary>
internal static class RewardObstacles
{
    /// <summary>The first thing that stands between, the balance left aside.</summary>
    public static Refusal? First(Ledger ledger, WantedReward wanted, Traits traits, Occasion occasion, Consumption used, Basket? basket = null) =>
        All(ledger, wanted, traits, occasion, used, basket).FirstOrDefault();

    /// <summary>Everything that stands between but the balance, in the order of the refusals.</summary>
    public static IEnumerable<Refusal> All(
        Ledger ledger, WantedReward wanted, Traits traits, Occasion occasion, Consumption used, Basket? basket = null)
    {
        var (reward, day) = (wanted.Reward, occasion.Day);
        if (ledger.Rules.Definition.Closes <= occasion.At)
            yield return Refusal.RewardOver(ledger.Rules.Calendar.Day(ledger.Rules.Definition.Closes.Value.AddTicks(-1)));
        if (day < reward.Valid?.From)
            yield return Refusal.RewardNotYet(reward.Valid.From.Value);
        if (day > reward.Valid?.To)
            yield return Refusal.RewardOver(reward.Valid.To.Value);
        if (wanted.Cost.Unit is not null && ledger.Rules.Definition.PartnerAt(occasion.Location) is { Accepts: false } partner)
            yield return Refusal.NotAcceptedHere(partner.Id);
        foreach (var missing in NotFor(ledger, reward, traits, occasion, basket))
            yield return missing;
        if (SoldOut(wanted, used) is { } gone)
            yield return gone;
        foreach (var (limit, counter) in wanted.Limits(occasion))
        {
            if (used[counter] + wanted.Amount(limit) > limit.Amount)
                yield return Refusal.LimitReached(reward.Id, limit.Scope.ToString().ToLowerInvariant(), limit.Amount, used[counter]);
        }
    }

    /// <summary>The units that are missing.</summary>
    public static Refusal? Short(Ledger ledger, WantedReward wanted, DateTimeOffset at) =>
        wanted.Cost.Unit is { } unit && ledger.Available(unit, at, wanted.Where) + Housing.Shared(ledger, unit, at, wanted.Where) is var have && have < wanted.Units
            ? Refusal.NotEnoughUnits(unit, have, wanted.Units)
            : null;

    /// <summary>Neither pieces nor codes enough are left.</summary>
    public static Refusal? SoldOut(WantedReward wanted, Consumption used)
    {
        var reward = wanted.Reward;
        if (reward.Stock is { } stock && stock - used[Counters.Stock(reward.Id)] is var left && left < wanted.Times)
            return Refusal.OutOfStock(reward.Id, Math.Max(0, left));
        return reward.Vouchers.Count > 0 && reward.Vouchers.Count - used[Counters.Vouchers(reward.Id)] is var codes && codes < wanted.Times
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

    /// <summary>What the basket lacks in which a reward that is hers already is used; without a basket all that it should have.</summary>
    public static Refusal? Unfit(Reward reward, Basket? basket) =>
        reward.For.FirstOrDefault(c => c.IsOfBasket && (basket is null || !c.Holds(basket, basket.Lines))) is { } unmet
            ? Refusal.NotForMember(reward.Id, unmet.Name)
            : null;

    /// <summary>Conditions on the member that do not hold, with how far she has come.</summary>
    private static IEnumerable<Refusal> NotFor(Ledger ledger, Reward reward, Traits traits, Occasion occasion, Basket? basket)
    {
        if (reward.For.Count == 0)
            yield break;
        var nothing = Basket.WithoutPurchase(ledger.Rules, ledger.Member, traits, occasion.At, occasion.Location);
        // What is issued as a card fills waits for its basket until it is used.
        var asked = reward.AtOnce && basket is null ? reward.For.Where(c => !c.IsOfBasket) : reward.For;
        foreach (var unmet in asked.Where(c => c.IsOfBasket && basket is not null ? !c.Holds(basket, basket.Lines) : !c.Holds(nothing, [])))
        {
            var refusal = Refusal.NotForMember(reward.Id, unmet is OfTier tier ? tier.Tier : unmet.Name);
            yield return unmet switch
            {
                VisitsMade visits => refusal.SoFar(nothing.Past!.Value.Visits(visits.Window, visits.Days), visits.AtLeast),
                Spent spent => refusal.SoFar(nothing.Past!.Value.Spend(spent.Window, spent.Days), spent.AtLeast.Whole),
                _ => refusal,
            };
        }
    }
}
