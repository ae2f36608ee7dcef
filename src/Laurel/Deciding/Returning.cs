using Laurel.Earning;

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

    private Returning(Rules then, Rules now, PurchaseRow row, ReturnLines command, Seen seen)
    {
        (this.then, this.row, this.command, purchase, calendar) = (then, row, command, row.Recorded, now.Calendar);
        before = seen.Returned(command.Of);
        ledger = purchase.Member is { } member ? new Ledger(now, seen.Member(member)!) : null;
    }

    private IReadOnlyList<Line> Lines => row.Command.Purchase.Lines;

    public static Decision Decide(Program program, Rules now, ReturnLines command, Seen seen)
    {
        if (seen.Purchase(command.Of) is not { } row)
            return Refusal.UnknownPurchase(command.Of.Value);
        if (command.Lines.Count == 0 && seen.Returned(command.Of)?.IsWhole == true)
            return Refusal.AlreadyReturned(command.Of.Value);
        return new Returning(program.Version(row.Recorded.Version), now, row, command, seen).Run(seen);
    }

    private Decision Run(Seen seen)
    {
        var (back, refusal) = Resolve();
        if (refusal is not null)
            return refusal;
        var lines = Lines.Select((line, i) => Money(line, i, Already(line), Already(line) + back[i])).ToArray();
        var returned = Event(back, lines);
        if (ledger is null)
            return Decision.Accept([returned]);
        Due.Book(ledger, command.At);
        ledger.Happen(returned);
        TakeBack(back);
        GiveBack(back, seen);
        Climbing.Update(ledger, command.At);
        return Decision.Accept(ledger.Events);
    }

    private decimal Already(Line line) => before?.Quantity(line.Number) ?? 0;

    private decimal Remaining(Line line) => line.Quantity - Already(line);

    /// <summary>How much of each line comes back.</summary>
    private (decimal[] Back, Refusal? Refusal) Resolve()
    {
        if (command.Lines.Count == 0)
            return ([.. Lines.Select(Remaining)], null);
        var back = new decimal[Lines.Count];
        foreach (var wanted in command.Lines)
        {
            if (Place(wanted, back) is { } refusal)
                return (back, refusal);
        }
        return (back, null);
    }

    private Refusal? Place(LineBack wanted, decimal[] back)
    {
        var places = Enumerable.Range(0, Lines.Count)
            .Where(i => wanted.Line is { } number ? Lines[i].Number == number : Lines[i].Sku == wanted.Sku)
            .ToArray();
        var name = wanted.Line?.ToString() ?? wanted.Sku ?? "";
        if (places.Length == 0)
            return Refusal.UnknownLine(name);
        var remaining = places.Sum(i => Remaining(Lines[i]) - back[i]);
        var quantity = wanted.Quantity ?? remaining;
        if (quantity <= 0 && remaining > 0)
            return Refusal.AmountNotPositive((long)quantity);
        if (quantity > remaining || remaining == 0)
            return Refusal.ReturnExceedsPurchase(name, remaining);
        foreach (var i in places)
        {
            var part = Math.Min(quantity, Remaining(Lines[i]) - back[i]);
            back[i] += part;
            quantity -= part;
        }
        return null;
    }

    /// <summary>What a line's money moves by when the quantity returned goes from one figure to another: its last piece takes the rest.</summary>
    private (long Total, long Base) Money(Line line, int i, decimal from, decimal to)
    {
        var price = purchase.Prices[i];
        return (Upto(price.Total, line, to) - Upto(price.Total, line, from), Upto(price.Base, line, to) - Upto(price.Base, line, from));
    }

    private static long Upto(long amount, Line line, decimal quantity) =>
        quantity == line.Quantity ? amount : (long)decimal.Truncate(amount * quantity / line.Quantity);

    private LinesReturned Event(decimal[] back, (long Total, long Base)[] money) => new()
    {
        At = command.At,
        Return = command.Return,
        Purchase = purchase.Purchase,
        Member = purchase.Member,
        Shopper = purchase.Shopper,
        Day = calendar.Day(command.At),
        PurchaseDay = purchase.Day,
        Location = purchase.Location,
        Currency = purchase.Currency,
        Lines = [.. Lines.Select((l, i) => new ReturnedLine(l.Number, back[i], money[i].Total)).Where(l => l.Quantity != 0)],
        Total = money.Sum(m => m.Total),
        Spend = purchase.Spend == 0 ? 0 : money.Sum(m => m.Base),
        IsWhole = Lines.Select((l, i) => Remaining(l) == back[i]).All(all => all),
    };

    /// <summary>For each rule: what the basket kept before this return, less what it keeps after it.</summary>
    private void TakeBack(decimal[] back)
    {
        var earned = row.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Earned && m.Purchase == purchase.Purchase).ToArray();
        var keptBefore = Kept(earned, [.. Lines.Select(Remaining)]);
        var keptAfter = Kept(earned, [.. Lines.Select((l, i) => Remaining(l) - back[i])]);
        foreach (var unit in earned.Select(m => m.Unit).Distinct())
        {
            var parts = keptBefore.Keys.Union(keptAfter.Keys)
                .Where(rule => then.Rule(rule).Unit.Id == unit)
                .Select(rule => Part(earned, rule, keptAfter.GetValueOrDefault(rule) - keptBefore.GetValueOrDefault(rule)))
                .Where(p => p.Amount != 0)
                .ToArray();
            var amount = -parts.Sum(p => p.Amount);
            if (amount > 0)
                TakeBack(then.Definition.Unit(unit)!, amount, parts, keptAfter);
        }
    }

    private void TakeBack(Units.UnitRule unit, long amount, Part[] parts, Dictionary<string, long> keptAfter)
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
            Uses = [.. parts.SelectMany(p => Freed(p, keptAfter.GetValueOrDefault(p.Rule)))],
            Counted = -amount,
            Purchase = purchase.Purchase,
            Return = command.Return,
            Day = purchase.Day,
        }, expired + bookedNow);
    }

    /// <summary>What each rule lets the member keep when only these quantities are left.</summary>
    private Dictionary<string, long> Kept(UnitsMoved[] earned, decimal[] quantities)
    {
        var rooms = earned.SelectMany(m => m.Parts).ToDictionary(p => p.Rule, p => p.Room);
        var left = Basket(quantities);
        var verdict = new Judge(then, left, _ => 0, rooms).Run();
        if (then.Definition.Base.Returned == Laurel.Earning.TakingBack.ReEvaluated)
            return verdict.Awards.ToDictionary(a => a.Rule.Rule.Id, a => a.Amount);
        var holds = verdict.Awards.Select(a => a.Rule.Rule.Id).ToHashSet();
        var (whole, rest) = (purchase.Prices.Sum(p => p.Base), left.Base);
        return earned.SelectMany(m => m.Parts).ToDictionary(p => p.Rule, p => Share(p, holds.Contains(p.Rule), whole, rest));
    }

    /// <summary>The part less its share of what came back, cut down; nothing of a rule that no longer holds.</summary>
    private static long Share(Part part, bool holds, long whole, long rest) => whole switch
    {
        _ when rest == whole => part.Amount,
        _ when !holds || rest == 0 => 0,
        _ => part.Amount - (long)Round.Divide((Int128)part.Amount * (whole - rest), whole, Rounding.Down),
    };

    private Basket Basket(decimal[] quantities) => new()
    {
        Purchase = row.Command.Purchase,
        Lines = [.. Lines.Select((l, i) => new BasketLine(l, Left(l, i, quantities[i]), quantities[i])).Where(l => l.Quantity != 0)],
        Local = then.Calendar.Local(purchase.At),
        Tier = purchase.Tier,
        Earlier = purchase.Earlier,
        Joined = purchase.Joined,
        Traits = row.Command.Traits,
    };

    private LinePrice Left(Line line, int i, decimal quantity)
    {
        var (price, back) = (purchase.Prices[i], line.Quantity - quantity);
        return new LinePrice(Rest(price.List), Rest(price.Discount), Rest(price.Tax), Rest(price.Total), Rest(price.Base));

        long Rest(long amount) => amount - Upto(amount, line, back);
    }

    private Part Part(UnitsMoved[] earned, string rule, long amount) =>
        (earned.SelectMany(m => m.Parts).FirstOrDefault(p => p.Rule == rule) ?? new Part { Rule = rule, Amount = 0 }) with
        {
            Amount = amount,
            Uncapped = null,
            Room = null,
        };

    /// <summary>What a rule's limits get back, for purchases to come.</summary>
    private IEnumerable<Use> Freed(Part part, long kept)
    {
        var rule = then.Rule(part.Rule);
        var limits = rule.Rule.Limits.Select((l, i) => (Limit: l, Counter: l.Counter(rule.Rule.Id, i, purchase.Day, purchase.Location)))
            .Concat(rule.Unit.Limits.Select((l, i) => (Limit: l, Counter: l.Counter("unit:" + rule.Unit.Id, i, purchase.Day, purchase.Location))));
        foreach (var (limit, counter) in limits)
        {
            var amount = limit.IsTimes ? (kept == 0 ? -1 : 0) : part.Amount;
            if (counter is not null && amount != 0)
                yield return new Use(counter, amount);
        }
    }

    /// <summary>Units used on what came back return pro rata; the last piece brings the rest.</summary>
    private void GiveBack(decimal[] back, Seen seen)
    {
        foreach (var given in purchase.Given.Where(g => g is { Redemption: not null, Amount: > 0 }))
        {
            var redemption = seen.Redemption(given.Redemption!.Value)!;
            if (redemption.Unit is null || redemption.State != RedemptionState.Captured)
                continue;
            var so = before?.GivenBack.Where(u => u.Counter == redemption.Id.Value).Sum(u => u.Amount) ?? 0;
            var due = (long)Round.Divide((Int128)redemption.Amount * Covered(given, back), given.Amount, Rounding.Down) - so;
            if (due <= 0)
                continue;
            GivingBack.Give(ledger!, redemption, due, command.At, given.Source, new Posted
            {
                Movement = Movement.GivenBack,
                Parts = [],
                Purchase = purchase.Purchase,
                Return = command.Return,
            });
        }
    }

    /// <summary>The part of a discount that stood on what has come back by now.</summary>
    private long Covered(DiscountGiven given, decimal[] back) =>
        Lines.Select((l, i) => l.Quantity == 0 ? 0 : Upto(given.Lines[i], l, Already(l) + back[i])).Sum();
}
