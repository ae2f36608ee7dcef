using Laurel.Earning;
using Laurel.Pricing;
using Laurel.Rewards;

namespace Laurel.Deciding;

/// <summary>A purchase: priced, earned for, paid for in units where rewards are used, and counted for the tiers.</summary>
internal sealed class Purchasing
{
    private readonly Rules rules;
    private readonly RecordPurchase command;
    private readonly Purchase purchase;
    private readonly Seen seen;
    private readonly Ledger? ledger;
    private readonly Till till;
    private readonly List<Claim> claims = [];
    private readonly List<Miss> misses = [];
    private readonly List<Use> offerUses = [];

    private Purchasing(Rules rules, RecordPurchase command, Seen seen, Member? member)
    {
        (this.rules, this.command, this.seen, purchase) = (rules, command, seen, command.Purchase);
        ledger = member is null ? null : new Ledger(rules, member);
        till = new Till(rules, purchase);
    }

    public static Decision Decide(Rules rules, RecordPurchase command, Seen seen)
    {
        if (command.Purchase.Member is { } id && seen.Member(id) is null)
            return Refusal.UnknownMember(id.Value);
        if (command.Rewards.Count > 0 && command.Purchase.Member is null)
            return Refusal.UnknownMember("");
        var member = command.Purchase.Member is { } known ? seen.Member(known) : null;
        return new Purchasing(rules, command, seen, member).Run();
    }

    private Decision Run()
    {
        var before = ledger?.Member;
        if (ledger is not null)
            Due.Book(ledger, purchase.At);
        if (TakeOffers() is { } noOffer)
            return noOffer;
        if (TakeRewards() is { } noReward)
            return noReward;
        var basket = Basket(before);
        var verdict = new Judge(rules, basket, Used).Run();
        var recorded = Recorded(basket, verdict);
        if (ledger is null)
            return Decision.Accept([recorded]);
        ledger.Happen(recorded);
        return Settle(verdict, basket);
    }

    private Decision Settle(Verdict verdict, Basket basket)
    {
        var earnsFirst = rules.Definition.SamePurchaseUsable;
        if (!earnsFirst && Redeem() is { } refusedBefore)
            return refusedBefore;
        if (Earn(verdict, basket) is { } tooLarge)
            return tooLarge;
        if (earnsFirst && Redeem() is { } refusedAfter)
            return refusedAfter;
        ExtendLots(basket);
        Climbing.Update(ledger!, purchase.At);
        return Decision.Accept(ledger!.Events);
    }

    private long Used(string counter) => Counters.IsShared(counter)
        ? seen.Tally(counter) + offerUses.Where(u => u.Counter == counter).Sum(u => u.Amount)
        : ledger?.Member.Used(counter) ?? 0;

    /// <summary>Offers by code and those that apply by themselves, in the order declared.</summary>
    private Refusal? TakeOffers()
    {
        var offers = rules.Definition.Offers;
        foreach (var code in purchase.Codes)
        {
            if (!offers.Any(o => o.Code == code) && !rules.Definition.Earning.Any(r => r.When.OfType<Earning.Conditions.WithCode>().Any(c => c.Any.Contains(code))))
                return Refusal.UnknownCode(code);
        }
        foreach (var offer in offers)
        {
            if (offer.Code is { } code && !purchase.Codes.Contains(code))
                continue;
            if (Obstacle(offer) is { } reason)
                misses.Add(new Miss(offer.Id, reason));
            else if (till.Apply(offer.Id, offer.Gives, offer.Lines, offer.AtMost, 1) is > 0 and var off)
                UseUp(offer, off);
        }
        return null;
    }

    private string? Obstacle(Offer offer)
    {
        var basket = Basket(ledger?.Member);
        var lines = basket.Lines.Where(l => offer.Lines.Matches(l.Line)).ToArray();
        var unmet = offer.When.FirstOrDefault(c => !c.Holds(basket, lines));
        if (unmet is not null)
            return unmet.Name;
        return Claims.Limits(offer.Limits, "offer:" + offer.Id, basket.Day, purchase.Location)
            .Any(l => Used(l.Counter) >= l.Limit.Amount) ? "limit" : null;
    }

    private void UseUp(Offer offer, long off)
    {
        foreach (var (limit, counter) in Claims.Limits(offer.Limits, "offer:" + offer.Id, rules.Calendar.Day(purchase.At), purchase.Location))
            offerUses.Add(new Use(counter, limit.IsTimes ? 1 : off));
    }

    private Refusal? TakeRewards()
    {
        foreach (var wanted in command.Rewards)
        {
            if (rules.Definition.Reward(wanted.Reward) is not { } reward)
                return Refusal.UnknownReward(wanted.Reward);
            var claim = new Claim(reward, RedemptionId.Of($"{purchase.Id}/{claims.Count + 1}"), wanted.Quantity, wanted.Units);
            if (Claims.Refuse(rules, ledger!.Member, claim, command.Traits, purchase.At, purchase.Location, Used) is { } refusal)
                return refusal;
            claims.Add(Priced(claim));
        }
        return null;
    }

    /// <summary>Fixes how many times a reward is used, and takes it off the basket.</summary>
    private Claim Priced(Claim claim)
    {
        var cost = claim.Cost(rules, ledger!.Member, purchase.At);
        var times = cost.IsEach ? Times(claim, cost) : claim.Quantity;
        till.Apply(claim.Reward.Id, claim.Reward.Gives, claim.Reward.Lines, claim.Reward.AtMost, times, claim.Redemption);
        return claim with { Quantity = times, Units = cost.For(times) };
    }

    /// <summary>As many times as the member chose, else as many as she can afford and as help; never one more than reaches the same.</summary>
    private decimal Times(Claim claim, Cost cost)
    {
        if (claim.Units is { } chosen)
            return decimal.Floor((decimal)chosen / cost.Amount);
        var spent = claims.Where(c => c.Cost(rules, ledger!.Member, purchase.At).Unit == cost.Unit).Sum(c => c.Units ?? 0);
        var affordable = decimal.Floor((decimal)Math.Max(0, ledger!.Available(cost.Unit!, purchase.At) - spent) / cost.Amount);
        var times = Math.Min(affordable, till.TimesNeeded(claim.Reward.Gives, claim.Reward.Lines) ?? affordable);
        if (claim.Reward.Gives is not Rewards.Benefits.AmountOff { IsEach: true } each)
            return times;
        var off = till.Try(each, claim.Reward.Lines, times);
        return Math.Min(times, decimal.Ceiling(off / each.Amount.Minor));
    }

    private Basket Basket(Member? member) => new()
    {
        Purchase = purchase,
        Lines = till.Priced(),
        Local = rules.Calendar.Local(purchase.At),
        Tier = member is null ? null : Climbing.TierAt(rules, ledger!.Member, purchase.At),
        Earlier = member?.Purchases ?? 0,
        Joined = member?.Joined,
        Traits = command.Traits,
    };

    private PurchaseRecorded Recorded(Basket basket, Verdict verdict) => new()
    {
        At = purchase.At,
        Purchase = purchase.Id,
        Member = purchase.Member,
        Shopper = purchase.Shopper,
        Day = basket.Day,
        Location = purchase.Location,
        Channel = purchase.Channel,
        Currency = purchase.Currency,
        Gross = basket.List,
        Discount = basket.Lines.Sum(l => l.Price.Discount),
        Tax = basket.Tax,
        Total = basket.Total,
        Spend = purchase.Currency == rules.Definition.Currency.Code ? basket.Base : 0,
        Prices = [.. basket.Lines.Select(l => l.Price)],
        Given = till.Given,
        Version = rules.Version,
        Tier = basket.Tier,
        Earlier = basket.Earlier,
        Joined = basket.Joined,
        Misses = purchase.Member is null ? misses : [.. misses, .. verdict.Misses],
        Uses = offerUses,
    };

    private bool IsRunning(DateOnly day) => !(day < rules.Definition.Starts) && !(day > rules.Definition.Ends);

    private Refusal? Earn(Verdict verdict, Basket basket)
    {
        if (!IsRunning(basket.Day))
            return null;
        foreach (var unit in verdict.Awards.GroupBy(a => a.Rule.Unit))
        {
            var amount = unit.Aggregate((Int128)0, (sum, a) => sum + a.Amount);
            if (Int128.Abs(amount) > long.MaxValue || !ledger!.Fits(unit.Key.Id, (long)amount))
                return Refusal.AmountTooLarge();
            if (amount > 0)
                ledger.Earn(unit.Key, purchase.At, purchase.Id.Value, Posted(unit, (long)amount) with { IsPending = true });
            else if (amount < 0)
                TakingBack.Take(ledger, unit.Key, purchase.At, (long)-amount, Posted(unit, (long)amount) with { Movement = Movement.TakenBack });
        }
        return null;
    }

    private Posted Posted(IEnumerable<Award> awards, long amount) => new()
    {
        Movement = Movement.Earned,
        Parts = [.. awards.Select(a => a.Part)],
        Uses = [.. awards.SelectMany(a => a.Uses)],
        Counted = amount,
        Purchase = purchase.Id,
    };

    private Refusal? Redeem()
    {
        foreach (var claim in claims)
        {
            if (Claims.Use(ledger!, claim, purchase.At, purchase.Location, purchase.Id) is { } refusal)
                return refusal;
        }
        return null;
    }

    /// <summary>A visit moves the end of units that live since the last visit.</summary>
    private void ExtendLots(Basket basket)
    {
        if (ledger!.Member.LastVisit is not { } last || basket.Total <= 0)
            return;
        foreach (var unit in rules.Definition.Units.Where(u => u.Expiry.SinceLastVisit))
        {
            var end = unit.Expiry.Of(last, rules.Calendar)!.Value;
            if (ledger.Member.Lots.Any(l => l.Unit == unit.Id && l.Expires != end))
                ledger.Happen(new LotsExtended { At = purchase.At, Member = ledger.Member.Id, Unit = unit.Id, Expires = end });
        }
    }
}
