namespace Laurel.Tests.Deciding;

/// <summary>One thing that is asked of both the program and the model.</summary>
internal abstract record Asked(DateTimeOffset At)
{
    public sealed record Buy(DateTimeOffset At, string Id, int Cents, int Quantity) : Asked(At);

    public sealed record Return(DateTimeOffset At, string Of, int Quantity) : Asked(At);

    public sealed record Redeem(DateTimeOffset At, int Mugs) : Asked(At);

    public sealed record Adjust(DateTimeOffset At, int By) : Asked(At);

    public sealed record Pass(DateTimeOffset At) : Asked(At);
}

/// <summary>
/// A deliberately simple ledger to compare the real one with: lists of lots, and all of history gone through again for every question.
/// A point for every full euro, pending three days, living thirty; a mug costs ten.
/// </summary>
internal sealed class NaiveLedger(string policy)
{
    private sealed class Lot(string id, long left, DateTimeOffset earned, DateTimeOffset active, DateTimeOffset end)
    {
        public string Id => id;
        public long Left { get; set; } = left;
        public DateTimeOffset Earned => earned;
        public DateTimeOffset Active => active;
        public DateTimeOffset End => end;
    }

    private readonly List<Lot> lots = [];
    private readonly Dictionary<string, (int Cents, int Left)> bought = [];
    private readonly Dictionary<string, long> expired = [];
    private long owed;
    private DateTimeOffset now;

    /// <summary>Available, pending, owed, and what is left of each lot.</summary>
    public static string After(IEnumerable<Asked> history, string policy, DateTimeOffset at)
    {
        var ledger = new NaiveLedger(policy);
        foreach (var asked in history)
            ledger.Do(asked);
        ledger.Go(at);
        var pending = ledger.lots.Where(l => l.Active > at).Sum(l => l.Left);
        return Written(ledger.Usable, pending, ledger.owed, ledger.lots.Where(l => l.Left > 0).Select(l => (l.Id, l.Left)));
    }

    public static string Written(long available, long pending, long owed, IEnumerable<(string Id, long Left)> lots) =>
        $"{available} available, {pending} pending, {owed} owed; {string.Join(", ", lots.Select(l => $"{l.Id} {l.Left}").Order())}";

    private long Usable => lots.Where(l => l.Active <= now).Sum(l => l.Left) - owed;

    private IEnumerable<Lot> InOrder => lots.OrderBy(l => l.End).ThenBy(l => l.Earned);

    private void Do(Asked asked)
    {
        Go(asked.At);
        switch (asked)
        {
            case Asked.Buy buy:
                bought[buy.Id] = (buy.Cents, buy.Quantity);
                Earn(buy.Id, buy.Cents * buy.Quantity / 100, Midnight(3));
                break;
            case Asked.Return back when bought.TryGetValue(back.Of, out var was) && was.Left >= back.Quantity:
                bought[back.Of] = was with { Left = was.Left - back.Quantity };
                TakeBack(back.Of, was.Cents * was.Left / 100 - was.Cents * (was.Left - back.Quantity) / 100);
                break;
            case Asked.Redeem redeem when Usable >= 10 * redeem.Mugs:
                Take(InOrder.Where(l => l.Active <= now), 10 * redeem.Mugs);
                break;
            case Asked.Adjust { By: > 0 } more:
                Earn($"adjusted {now.UtcTicks}", more.By, now);
                break;
            case Asked.Adjust { By: < 0 } less when Usable >= -less.By:
                Take(InOrder.Where(l => l.Active <= now), -less.By);
                break;
        }
    }

    /// <summary>Time goes on: what ended is gone, and remembered with its purchase.</summary>
    private void Go(DateTimeOffset at)
    {
        now = at;
        foreach (var lot in lots.Where(l => l.End <= at))
        {
            expired[lot.Id] = expired.GetValueOrDefault(lot.Id) + lot.Left;
            lot.Left = 0;
        }
    }

    private void Earn(string id, long amount, DateTimeOffset active)
    {
        var repaid = Math.Min(owed, amount);
        owed -= repaid;
        lots.Add(new Lot(id, amount - repaid, now, active, Midnight(31)));
    }

    /// <summary>Its own lot, then what of it expired, then by the policy: other lots, and the rest owed or forgotten.</summary>
    private void TakeBack(string of, long amount)
    {
        amount -= Take(lots.Where(l => l.Id == of), amount);
        var reversed = Math.Min(amount, expired.GetValueOrDefault(of));
        expired[of] = expired.GetValueOrDefault(of) - reversed;
        amount -= reversed;
        if (policy != "only pending")
            amount -= Take(InOrder.Where(l => l.Id != of), amount);
        owed += policy == "arrears" ? amount : 0;
    }

    private static long Take(IEnumerable<Lot> from, long amount)
    {
        var taken = 0L;
        foreach (var lot in from.ToArray())
        {
            var part = Math.Min(lot.Left, amount - taken);
            lot.Left -= part;
            taken += part;
        }
        return taken;
    }

    private DateTimeOffset Midnight(int days) => new(now.UtcDateTime.Date.AddDays(days), TimeSpan.Zero);
}
