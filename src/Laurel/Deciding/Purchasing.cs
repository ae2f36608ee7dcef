using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.GiftCards;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Pricing;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>A purchase: priced, earned for, paid for in units where rewards are used, and counted for the tiers.</summary>
internal sealed class Purchasing
{
    private readonly Rules rules;
    private readonly RecordPurchase command;
    private readonly Seen seen;
    private readonly Purchase purchase;
    private readonly Ledger? ledger;
    private readonly Till till;
    private readonly OffersAtTill? offers;
    private readonly RewardsInBasket? rewards;
    private readonly Restating? late;
    private readonly StoredMoney? stored;
    private readonly GivingAtTill? giving;
    private Consumption? used;

    private Purchasing(Program program, Rules rules, RecordPurchase command, Seen seen, Member? member)
    {
        (this.rules, this.command, this.seen, purchase) = (rules, command, seen, command.Purchase);
        ledger = member is null ? null : new Ledger(rules, member);
        late = ledger is null ? null : Restating.Of(program, ledger, command, seen);
        stored = StoredMoney.IsAsked(command) ? new StoredMoney(rules, command, ledger, seen) : null;
        giving = GivingAtTill.IsAsked(rules, command) ? new GivingAtTill(rules, command, counter => Used[counter]) : null;
        till = new Till(rules, purchase);
        offers = OffersAtTill.AreAsked(rules, purchase) ? new OffersAtTill(rules, purchase, till, Used, Basket, seen) : null;
        rewards = ledger is null || command.Rewards.Count == 0 ? null : new RewardsInBasket(ledger, till, Used, command, seen, Basket);
    }

    public static Decision Decide(Program program, Rules rules, RecordPurchase command, Seen seen)
    {
        if (Countable.Refuse(command.Purchase) is { } unreadable)
            return unreadable;
        if (command.Purchase.Member is { } id && seen.Member(id) is null)
            return Refusal.UnknownMember(id.Value);
        if (command.Rewards.Count > 0 && command.Purchase.Member is null)
            return Refusal.UnknownMember("");
        var member = command.Purchase.Member is { } known ? seen.Member(known) : null;
        return Partnering.Refuse(rules, member, command.Purchase.Location, command.Purchase.At) is { } notHere
            ? notHere
            : new Purchasing(program, rules, command, seen, member).Run();
    }

    private Decision Run()
    {
        if (ledger is not null)
        {
            Due.Book(ledger, purchase.At);
            FillCards();
        }
        if ((giving?.Refuse() ?? offers?.Refuse()) is { } noOffer)
            return noOffer;
        offers?.Apply();
        if (rewards is not null)
            ledger!.Household = [.. Housing.Others(ledger, seen, purchase.At)];
        if (rewards?.Take() is { } noReward)
            return noReward;
        if (stored?.Plan(Basket()) is { } noMoney)
            return noMoney;
        till.PaidFromStore = stored?.Paid.Sum(p => p.Amount) ?? 0;
        till.PaidOfLines = stored?.PaidOfLines;
        var basket = Basket();
        var verdict = ledger is null ? Verdict.None : new Judge(rules, basket, counter => Used[counter]).Run();
        giving?.Give(basket);
        var recorded = Recorded(basket, verdict);
        if (ledger is null)
        {
            stored?.Book(basket);
            return Decision.Accept(stored is null && giving is null ? [recorded] : [recorded, .. stored?.Events ?? [], .. giving?.Events ?? []]);
        }
        var before = ledger.Member;
        ledger.Happen(recorded);
        if (rules.Unlocks.Count > 0)
            Unlocking.Tell(ledger, before, basket.Day, purchase.At);
        if (rules.Definition.Memberships.Count > 0)
            SellMemberships(recorded);
        return Settle(verdict, basket);
    }

    private Decision Settle(Verdict verdict, Basket basket)
    {
        var earnsFirst = rules.Definition.SamePurchaseUsable;
        if (!earnsFirst && rewards?.Redeem() is { } refusedBefore)
            return refusedBefore;
        if (Earn(verdict, basket) is { } tooLarge)
            return tooLarge;
        if (earnsFirst && rewards?.Redeem() is { } refusedAfter)
            return refusedAfter;
        stored?.Book(basket);
        if (basket.Total > 0)
            ledger!.MoveEnds(purchase.At);
        if (rules.Definition.Challenges.Count > 0)
            new Challenging(ledger!, seen, purchase.At).Bought(basket);
        if (rules.Definition.Games.Count > 0)
            new Ticketing(ledger!, seen, purchase.At).Bought(basket);
        FillCards();
        if (basket.Memberships.Count > 0)
            Saving.Book(ledger!, purchase.At, purchase, rules, [.. till.Given.Select(g => (g.Source, g.Amount)), .. Brought(verdict)]);
        var tier = ledger!.Member.Standing;
        Climbing.Update(ledger, purchase.At);
        late?.Restate(tier);
        if (rules.Definition.Leaderboards.Count + rules.Definition.Clubs.Count > 0)
            new Scoring(ledger, seen, purchase.At).Bought(basket);
        var inviter = rules.Definition.Referral is null ? [] : Referring.Bought(rules, ledger, seen, basket);
        foreach (var given in giving?.Events ?? [])
            ledger.Happen(given);
        return new Decision(stored is null && inviter.Count == 0 ? ledger.Events : [.. ledger.Events, .. stored?.Events ?? [], .. inviter], null) { Booked = ledger };
    }

    private void FillCards()
    {
        if (rules.AtOnce.Count == 0)
            return;
        var occasion = Occasion.Of(purchase, rules.Calendar.Day(purchase.At), ledger!.Member);
        new Cards(ledger, Used, command.Traits, occasion).Fill();
    }

    private IEnumerable<(string, long)> Brought(Verdict verdict) =>
        rules.Definition.IsRunning(rules.Calendar.Day(purchase.At)) ? verdict.Awards.Select(a => (a.Rule.Rule.Id, Saving.Worth(rules, a.Rule.Unit.Id, a.Amount))) : [];

    private void SellMemberships(PurchaseRecorded recorded)
    {
        foreach (var plan in Saving.Sold(rules, purchase.Lines))
        {
            var fee = purchase.Lines.Zip(recorded.Prices).Where(l => l.First.Sku == plan.Sku).Sum(l => l.Second.Total);
            new Subscribing(ledger!, plan, purchase.At).Sell(fee, purchase.Id);
        }
    }

    private Basket Basket() => new()
    {
        Purchase = purchase,
        Lines = till.Priced(),
        Local = rules.Calendar.Local(purchase.At),
        Rate = till.Rate,
        Tier = ledger is null ? null : Climbing.TierAt(rules, ledger.Member, purchase.At),
        Earlier = (ledger?.Member.Purchases ?? 0) - (late?.Purchases ?? 0),
        Joined = ledger is null ? null : rules.Calendar.Day(ledger.Member.Joined),
        Traits = command.Traits,
        IsInvited = ledger?.Member.Inviter is not null,
        IsPaidFromStore = till.PaidFromStore > 0,
        Memberships = Saving.Plans(rules, ledger?.Member, purchase, purchase.Lines),
        IsHeldOut = ledger?.Member.HeldOut ?? false,
        Past = ledger is null ? null : new Past(ledger.Member, rules.Calendar.Day(purchase.At), (purchase.Location, true), 0),
    };

    private PurchaseRecorded Recorded(Basket basket, Verdict verdict) => new()
    {
        At = purchase.At,
        Purchase = purchase.Id,
        Member = ledger?.Member.Id,
        As = As,
        Shopper = purchase.Shopper,
        Day = basket.Day,
        Location = purchase.Location,
        Channel = purchase.Channel,
        Currency = purchase.Currency,
        Gross = basket.List,
        Discount = basket.Discount,
        Tax = basket.Tax,
        Total = basket.Total,
        Spend = basket.CountedIn == rules.Definition.Currency.Code ? basket.Base : 0,
        Prices = basket.Prices,
        Given = till.Given,
        Version = rules.Version,
        Tier = basket.Tier,
        Earlier = basket.Earlier,
        Joined = ledger?.Member.Joined,
        Misses = offers is null && giving is null ? verdict.Misses : [.. offers?.Misses ?? [], .. verdict.Misses, .. giving?.Misses ?? []],
        Uses = offers is null ? verdict.Spent : [.. offers.Uses, .. verdict.Spent],
        Paid = stored?.Paid ?? [],
    };

    private Refusal? Earn(Verdict verdict, Basket basket) =>
        rules.Definition.IsRunning(basket.Day) ? Crediting.Book(ledger!, verdict, purchase.At, purchase.Id.Value, Posted) : null;

    private Posted Posted(Movement movement, IReadOnlyList<Award> awards, long amount) => new()
    {
        Movement = movement,
        IsPending = movement == Movement.Earned,
        Parts = Award.PartsOf(awards),
        Uses = Award.UsesOf(awards),
        Counted = amount,
        Purchase = purchase.Id,
        As = As,
        Issuer = rules.Definition.PartnerAt(purchase.Location)?.Id,
    };

    /// <summary>What limits ask; most purchases of nobody meet none.</summary>
    private Consumption Used => used ??= new Consumption(seen, ledger);

    /// <summary>Who was recognised, where her account is another's.</summary>
    private MemberId? As => purchase.Member == ledger?.Member.Id ? null : purchase.Member;
}
