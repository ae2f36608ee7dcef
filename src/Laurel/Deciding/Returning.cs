using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.GiftCards;
using Laurel.Giving;
using Laurel.Memberships;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>
/// A return undoes its purchase line by line, under the rules of the purchase day: what the rest of the basket would not have
/// earned is taken back, and units used on the returned part come back to their lots.
/// </summary>
internal sealed class Returning
{
    private readonly Rules then;
    private readonly PurchaseRow row;
    private readonly PurchaseRecorded purchase;
    private readonly ReturnLines command;
    private readonly Returned? before;
    private readonly Ledger? ledger;
    private readonly Calendar calendar;
    private readonly Rules calendarRules;
    private readonly Unloading cards;

    /// <summary>What the purchase earned in each unit, with what was added when it was judged again.</summary>
    private readonly (string Unit, long Amount, IReadOnlyList<Part> Parts)[] earned;

    /// <summary>What of the member's spend is that of this purchase, before the return.</summary>
    private readonly long ownSpend;

    private Returning(Rules then, Rules now, PurchaseRow row, ReturnLines command, Seen seen, Ledger? booked = null)
    {
        (this.then, this.row, this.command, purchase, calendar, calendarRules) = (then, row, command, row.Recorded, now.Calendar, now);
        before = seen.Returned(row.Recorded.Purchase);
        ledger = booked ?? (row.Buyer is { } member ? new Ledger(now, seen.Member(member)!) : null);
        cards = new Unloading(then, now, row, command, ledger, seen);
        earned = Earned();
        ownSpend = purchase.Spend == 0 ? 0 : Lines.Select((l, i) => Left(l, i, Remaining(l)).Base).Sum();
    }

    /// <summary>Whose purchase it was, where her account is another's.</summary>
    private MemberId? As => row.Buyer == ledger?.Member.Id ? null : row.Buyer;

    private IReadOnlyList<Line> Lines => row.Command.Purchase.Lines;

    public static Decision Decide(Program program, Rules now, ReturnLines command, Seen seen)
    {
        if (seen.Purchase(command.Of) is not { } row)
            return Refusal.UnknownPurchase(command.Of.Value);
        if (command.Lines.Count == 0 && seen.Returned(command.Of)?.IsWhole == true)
            return Refusal.AlreadyReturned(command.Of.Value);
        return new Returning(program.Version(row.Recorded.Version), now, row, command, seen).Run(program, seen);
    }

    private Decision Run(Program program, Seen seen)
    {
        var (back, refusal) = WantedLines.Resolve(Lines, command, Remaining);
        if (refusal is not null)
            return refusal;
        if (cards.Unload(back, Before, After) is { } used)
            return used;
        var kept = Kept(back);
        var steps = new StepsBack(then, ledger, row);
        steps.Count(Lines.Select((l, i) => Money(l, i, Already(l), Already(l) + back[i]).Base));
        var returned = Event(back, kept, steps);
        if (ledger is null)
        {
            cards.GiveMoneyBack(back);
            return Decision.Accept([returned, .. cards.Events, .. InMoney(back, [], returned.IsWhole)]);
        }
        Due.Book(ledger, command.At);
        var lastVisit = ledger.Member.LastVisit;
        var before = ledger.Member;
        ledger.Happen(returned);
        Unlocking.Tell(ledger, before, returned.PurchaseDay, command.At);
        cards.GiveMoneyBack(back);
        TakeBack(kept, seen);
        steps.Take(command);
        foreach (var other in Thresholds.Others(ledger, purchase.Purchase, seen))
            new Returning(program.Version(other.Recorded.Version), calendarRules, other, command, seen, ledger).Unreach();
        GiveBack(back, returned.IsWhole, seen);
        new Challenging(ledger, seen, command.At).Returned(row, then, Before, After, command.Return);
        new Ticketing(ledger, seen, command.At).Returned(then, After, command.Return);
        new Scoring(ledger, seen, command.At).Returned(row, then, Before, After, command.Return);
        if (ledger.Member.LastVisit != lastVisit)
            ledger.MoveEnds(command.At, command.Return);
        TakeBackMemberships(back, kept);
        Climbing.Update(ledger, command.At);
        var inviter = ledger.Member.Referrals.Count == 0 ? [] : Referring.Returned(ledger.Rules, ledger, seen, Rest(back), command);
        return Decision.Accept([.. ledger.Events, .. cards.Events, .. inviter, .. InMoney(back, kept, returned.IsWhole)]);

        Basket Before() => Rest(new decimal[back.Length]);

        Basket After() => Rest(back);
    }

    /// <summary>Whoever paid a share of what was given gets back what it has no part in any more, and so do those whose money went to causes.</summary>
    private IEnumerable<MoneyMoved> InMoney(decimal[] back, IReadOnlyList<KeptPart> kept, bool isWhole)
    {
        var book = new MoneyBook(then.Definition.Clearing);
        var funding = new Funding(then, book);
        var before = new decimal[back.Length];
        var issuer = then.Definition.PartnerAt(purchase.Location)?.Id;
        foreach (var given in purchase.Given)
            funding.Discount(purchase, given, command.At, given.Amount - Covered(given, before), given.Amount - Covered(given, back), command.Return);
        foreach (var part in kept)
            funding.Units(new Given(command.At, issuer, part.Unit.Id, purchase.Purchase, command.Return), part.Part.Rule, part.Before, part.After);
        return then.Definition.Giving.Count == 0
            ? book.Events
            : book.Events.Concat(new GivingBackCauses(then, row).Take(command, isWhole, Rest(new decimal[back.Length]), Rest(back)));
    }

    /// <summary>What this purchase had reached by a threshold that is no longer reached, because another one came back.</summary>
    private void Unreach()
    {
        var kept = Kept(new decimal[Lines.Count]);
        var holding = kept.Where(k => k.After != 0).Select(k => k.Part.Rule).ToHashSet();
        var gone = earned.SelectMany(e => e.Parts)
            .Where(p => p.Amount > 0 && !holding.Contains(p.Rule) && Thresholds.IsOne(then.Rule(p.Rule)))
            .Select(p => new KeptPart(p, then.Rule(p.Rule).Unit, p.Amount, 0));
        foreach (var unit in gone.GroupBy(k => k.Unit))
        {
            var inUnit = earned.Where(e => e.Unit == unit.Key.Id).Sum(e => e.Amount);
            var amount = Math.Min(unit.Sum(k => k.Before), inUnit - Taken(unit.Key.Id) - kept.Where(k => k.Unit == unit.Key).Sum(k => k.After));
            if (amount > 0)
                TakeBack(unit.Key, amount, KeptPart.Moved([.. unit], amount), [.. unit.SelectMany(Freed)]);
        }
    }

    private decimal Already(Line line) => before?.Quantity(line.Number) ?? 0;

    private decimal Remaining(Line line) => line.Quantity - Already(line);

    /// <summary>What a line's money moves by when the quantity returned goes from one figure to another: its last piece takes the rest.</summary>
    private (long Total, long Base) Money(Line line, int i, decimal from, decimal to)
    {
        var price = purchase.Prices[i];
        return (Upto(price.Total, line, to) - Upto(price.Total, line, from), Upto(price.Base, line, to) - Upto(price.Base, line, from));
    }

    internal static long Upto(long amount, Line line, decimal quantity) =>
        quantity == line.Quantity ? amount : (long)decimal.Truncate(amount * quantity / line.Quantity);

    private LinesReturned Event(decimal[] back, IReadOnlyList<KeptPart> kept, StepsBack steps)
    {
        var money = Lines.Select((line, i) => Money(line, i, Already(line), Already(line) + back[i])).ToArray();
        var isWhole = Lines.Select((l, i) => Remaining(l) == back[i]).All(all => all);
        return new LinesReturned
        {
            At = command.At,
            Return = command.Return,
            Purchase = purchase.Purchase,
            Member = ledger?.Member.Id,
            As = As,
            Shopper = purchase.Shopper,
            Day = calendar.Day(command.At),
            PurchaseDay = purchase.Day,
            Location = purchase.Location,
            Currency = purchase.Currency,
            Lines = [.. Lines.Select((l, i) => new ReturnedLine(l.Number, back[i], money[i].Total)).Where(l => l.Quantity != 0)],
            Total = money.Sum(m => m.Total),
            Spend = purchase.Spend == 0 ? 0 : money.Sum(m => m.Base),
            IsWhole = isWhole,
            Uses = [.. kept.SelectMany(Freed), .. FreedOffers(back, isWhole), .. steps.Uses],
        };
    }

    /// <summary>Of a budget in money as much as was taken off what comes back; of how often an offer may be had, when nothing is left.</summary>
    private IEnumerable<Use> FreedOffers(decimal[] back, bool isWhole)
    {
        foreach (var use in purchase.Uses.Where(IsGivenBack))
        {
            var amount = purchase.Given.FirstOrDefault(g => IsBudget(use, g.Source)) is { } given
                ? Covered(given, back) - Covered(given, new decimal[back.Length])
                : isWhole ? use.Amount : 0;
            if (amount != 0)
                yield return new Use(use.Counter, -amount);
        }
    }

    private bool IsBudget(Use use, string source)
    {
        var occasion = new Occasion(purchase.At, purchase.Day, purchase.Location, null);
        return then.Definition.Offer(source) is { } offer
            && offer.Limits.Where((l, i) => !l.IsTimes && use.Counter.EndsWith(l.Name(offer.Owner, i, occasion), StringComparison.Ordinal)).Any();
    }

    /// <summary>A coupon may be used for good.</summary>
    private bool IsGivenBack(Use use)
    {
        if (Counters.IsSpent(use.Counter))
            return false;
        var by = purchase.Given.FirstOrDefault(g => g.Coupon is { } coupon && Coupons.Coupon.Counter(coupon) == use.Counter);
        return by is null || then.Definition.Offer(by.Source)?.Coupons?.GivenBack != false;
    }

    /// <summary>What the purchase earned, less what the rest of the basket keeps, less what earlier returns took.</summary>
    private void TakeBack(IReadOnlyList<KeptPart> kept, Seen seen)
    {
        foreach (var moved in earned)
        {
            var mine = kept.Where(k => k.Unit.Id == moved.Unit).ToArray();
            var amount = moved.Amount - mine.Sum(k => k.After) - Taken(moved.Unit);
            if (amount <= 0)
                continue;
            var unit = then.Definition.Unit(moved.Unit)!;
            new Reopening(ledger!, seen, command.At).Make(unit, amount, purchase.Purchase, command.Return);
            TakeBack(unit, amount, KeptPart.Moved(mine, amount));
        }
    }

    private void TakeBack(Units.UnitRule unit, long amount, Part[] parts, IReadOnlyList<Use>? freed = null)
    {
        var expired = before?.Expired.Where(e => e.Counter == unit.Id).Sum(e => e.Amount) ?? 0;
        var bookedNow = ledger!.Events.OfType<UnitsMoved>()
            .Where(e => e.Movement == Movement.Expired && e.Unit == unit.Id)
            .SelectMany(e => e.Lots)
            .Where(l => l.Purchase == purchase.Purchase)
            .Sum(l => -l.Amount);
        TakingBack.Take(ledger, unit, command.At, amount, new Posted
        {
            Movement = Movement.TakenBack,
            Parts = parts,
            Uses = freed ?? [],
            Counted = -amount,
            Purchase = purchase.Purchase,
            Return = command.Return,
            As = As,
            Issuer = then.Definition.PartnerAt(purchase.Location)?.Id,
            Day = purchase.Day,
        }, expired + bookedNow, again: TakingBack.OwedAgain(Repaid(unit.Id), Taken(unit.Id), amount));
    }

    /// <summary>What earlier returns took of a unit.</summary>
    private long Taken(string unit) => before?.TakenBack.Where(u => u.Counter == unit).Sum(u => u.Amount) ?? 0;

    /// <summary>What the purchase earned in a unit, and what of that went to what was owed.</summary>
    private (long All, long Repaid) Repaid(string unit) => (earned.Where(e => e.Unit == unit).Sum(e => e.Amount), -row.Events.OfType<UnitsMoved>()
        .Where(m => m.Movement == Movement.Earned && m.Purchase == purchase.Purchase && m.Unit == unit && m.Owed < 0).Sum(m => m.Owed));

    private (string Unit, long Amount, IReadOnlyList<Part> Parts)[] Earned() =>
    [
        .. row.Events.OfType<UnitsMoved>()
            .Where(m => m.Movement == Movement.Earned && m.Purchase == purchase.Purchase)
            .SelectMany(m => m.Parts.Where(p => p.Counting != Counting.ForEveryFullSpent).Select(p => new AddedPart(m.Unit, p)))
            .Concat(before?.Added ?? [])
            .GroupBy(p => p.Unit)
            .Select(u => (u.Key, u.Sum(p => p.Part.Amount), Restating.Together(u.Select(p => p.Part)))),
    ];

    private IReadOnlyList<KeptPart> Kept(decimal[] back)
    {
        var parts = earned.SelectMany(m => m.Parts).ToDictionary(p => p.Rule);
        var was = Kept(parts, [.. Lines.Select(Remaining)]);
        var rest = Kept(parts, [.. Lines.Select((l, i) => Remaining(l) - back[i])]);
        return
        [
            .. was.Keys.Union(rest.Keys).Select(rule => new KeptPart(
                parts.GetValueOrDefault(rule) ?? new Part { Rule = rule, Amount = 0 },
                then.Rule(rule).Unit,
                was.GetValueOrDefault(rule),
                rest.GetValueOrDefault(rule))),
        ];
    }

    /// <summary>What each rule lets the member keep when only these quantities are left.</summary>
    private Dictionary<string, long> Kept(Dictionary<string, Part> parts, decimal[] quantities)
    {
        if (parts.Count == 0)
            return [];
        var left = Basket(quantities);
        var verdict = new Judge(then, left, _ => 0, parts.ToDictionary(p => p.Key, p => p.Value.Room)).Run();
        if (then.Definition.Base.Returned == EarnedOnReturn.ReEvaluated)
            return verdict.Awards.ToDictionary(a => a.Rule.Rule.Id, a => a.Amount);
        var holds = verdict.Awards.Select(a => a.Rule.Rule.Id).ToHashSet();
        return parts.ToDictionary(p => p.Key, p =>
            KeptPart.Share(p.Value, holds.Contains(p.Key), Counted(p.Key, Whole), Counted(p.Key, left.Lines.Select(l => l.Price))));
    }

    /// <summary>The lines as they were when they earned: what had come back before a receipt was claimed did not.</summary>
    private IEnumerable<LinePrice> Whole => row.ReturnedBefore.Count == 0
        ? purchase.Prices
        : Lines.Select((l, i) => Left(l, i, l.Quantity - row.ReturnedBefore.Where(b => b.Line == l.Number).Sum(b => b.Quantity)));

    /// <summary>What a rule counts of some lines.</summary>
    private long Counted(string rule, IEnumerable<LinePrice> prices) =>
        prices.Sum(p => then.Rule(rule).Base is { } own ? p.By(own).Base : p.Base);

    private Basket Basket(decimal[] quantities) => new()
    {
        Purchase = row.Command.Purchase,
        Lines = [.. Lines.Select((l, i) => new BasketLine(l, Left(l, i, quantities[i]), quantities[i])).Where(l => l.Quantity != 0)],
        Local = then.Calendar.Local(purchase.At),
        Rate = then.Definition.RateOf(purchase.Currency, purchase.Day),
        Tier = before?.Tier ?? purchase.Tier,
        Earlier = purchase.Earlier,
        EarlierNow = before?.Earlier,
        Joined = purchase.Joined is { } joined ? then.Calendar.Day(joined) : null,
        Traits = row.Command.Traits,
        IsInvited = ledger?.Member.Inviter is not null,
        IsPaidFromStore = purchase.Paid.Any(p => p.Amount > 0),
        Memberships = Saving.Plans(then, ledger?.Member, row.Command.Purchase, Lines.Where((_, i) => quantities[i] != 0)),
        IsHeldOut = ledger?.Member.HeldOut ?? false,
        Past = ledger is null ? null : new Past(ledger.Member, purchase.Day, (purchase.Location, true), ownSpend),
    };

    /// <summary>What is left of the basket when so much of each line has come back.</summary>
    private Basket Rest(decimal[] back) => Basket([.. Lines.Select((l, i) => Remaining(l) - back[i])]);

    private LinePrice Left(Line line, int i, decimal quantity)
    {
        var (price, back) = (purchase.Prices[i], line.Quantity - quantity);
        return price.Left(Rest);

        long Rest(long amount) => amount - Upto(amount, line, back);
    }

    /// <summary>What a rule's limits get back, for purchases to come: never more than the purchase used of them.</summary>
    private IEnumerable<Use> Freed(KeptPart kept)
    {
        var occasion = Occasion.Of(row.Command.Purchase, purchase.Day, null);
        Use[] used = [.. row.Events.SelectMany(Counters.Of)];
        var (was, rest) = (kept.Used(kept.Before), kept.Used(kept.After));
        var rule = then.Rule(kept.Part.Rule);
        var limits = rule.Rule.Limits.Named(rule.Rule.Id, occasion, used).Concat(rule.Unit.Limits.Named(rule.Unit.Owner, occasion, used));
        foreach (var (limit, counter) in limits)
        {
            var amount = limit.IsTimes ? Math.Sign(rest) - Math.Sign(was) : rest - was;
            if (amount != 0)
                yield return new Use(counter, amount);
        }
    }

    /// <summary>Units used on what came back return pro rata; the last piece brings the rest, and the redemption is undone.</summary>
    private void GiveBack(decimal[] back, bool isWhole, Seen seen)
    {
        foreach (var given in purchase.Given.Where(g => g is { Redemption: not null, Amount: > 0 }))
        {
            var redemption = seen.Redemption(given.Redemption!.Value)!;
            if (redemption.State != RedemptionState.Captured)
                continue;
            if (redemption.IsIssued)
            {
                if (redemption.Stage == Stage.Used && redemption.Purchase == purchase.Purchase && Covered(given, back) == given.Amount)
                    Using.GiveBack(ledger!, redemption, command.At);
                continue;
            }
            var due = (long)Round.Divide((Int128)redemption.Amount * Covered(given, back), given.Amount, Rounding.Down);
            if (isWhole)
                GivingBack.Cancel(ledger!, redemption, command.At);
            new GivingBack(ledger!, redemption, seen)
                .Give(due - (redemption.Amount - redemption.Left), command.At, given.Source, purchase.Purchase, command.Return);
        }
    }

    /// <summary>What memberships saved on what comes back, and memberships whose article comes back.</summary>
    private void TakeBackMemberships(decimal[] back, IReadOnlyList<KeptPart> kept)
    {
        if (ledger!.Member.Memberships.Count == 0)
            return;
        var before = new decimal[back.Length];
        var saved = purchase.Given.Select(g => (g.Source, Covered(g, before) - Covered(g, back)))
            .Concat(kept.Select(k => (k.Part.Rule, Saving.Worth(then, k.Unit.Id, k.After) - Saving.Worth(then, k.Unit.Id, k.Before))));
        Saving.Book(ledger, command.At, row.Command.Purchase, then, [.. saved]);
        foreach (var plan in Saving.Sold(then, Lines.Where((l, i) => back[i] > 0 && Remaining(l) == back[i])))
        {
            foreach (var held in ledger.Member.Memberships.Where(m => m.Plan == plan.Id && m.Ended is null).ToArray())
            {
                if (held.Periods.FirstOrDefault(p => p.Purchase == purchase.Purchase) is { } period)
                    new Subscribing(ledger, plan, command.At).TakeBack(held, period);
            }
        }
    }

    /// <summary>The part of a discount that stood on what has come back by now.</summary>
    private long Covered(DiscountGiven given, decimal[] back) =>
        Lines.Select((l, i) => l.Quantity == 0 ? 0 : Upto(given.Lines[i], l, Already(l) + back[i])).Sum();
}
