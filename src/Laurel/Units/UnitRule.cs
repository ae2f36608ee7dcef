namespace Laurel.Units;

/// <summary>What returns do with units that were spent before the goods came back.</summary>
public enum SpentOnReturn
{
    /// <summary>Forgiven: written off.</summary>
    OnlyPending,

    /// <summary>Taken from other lots as far as they go; the rest is written off.</summary>
    WithinBalance,

    /// <summary>Taken from other lots; the rest is owed, and repaid by the next earning.</summary>
    Arrears,
}

/// <summary>Whether members may give units to each other.</summary>
public enum Transfers
{
    Yes,
    No,

    /// <summary>Also more than there is: the rest is owed, and repaid by the next earning.</summary>
    IntoArrears,
}

/// <summary>On what stored money is.</summary>
public enum HeldBy
{
    Anyone,

    /// <summary>Gift cards only.</summary>
    Cards,

    /// <summary>Members only: credit.</summary>
    Members,
}

/// <summary>The most a member takes with her over the end of a period, in the unit's smallest part.</summary>
public sealed record CarryOver(long AtMost, PeriodUnit Period)
{
    /// <summary>The first instant after the period an instant lies in.</summary>
    public DateTimeOffset Next(DateTimeOffset after, Calendar calendar) => calendar.End(Calendar.EndOf(Period, calendar.Day(after)));
}

/// <summary>A unit of the program: points, stamps, miles, each with its own rules.</summary>
public sealed record UnitRule
{
    public required string Id { get; init; }

    /// <summary>By whom counters name it.</summary>
    internal string Owner => "unit:" + Id;
    public required UnitName Name { get; init; }

    /// <summary>Amounts are whole numbers of 10^-Decimals units; at most four.</summary>
    public int Decimals { get; init; }

    /// <summary>How long units earned by a purchase cannot be spent.</summary>
    public Period? Pending { get; init; }
    public Expiry Expiry { get; init; } = Expiry.Never;
    public SpentOnReturn Returns { get; init; } = SpentOnReturn.WithinBalance;

    /// <summary>How much a member may owe: what a return takes beyond it is written off, and nothing is transferred beyond it. Null is without end.</summary>
    public long? OwedAtMost { get; init; }

    /// <summary>How long units live that come back after their lot has expired.</summary>
    public Period Regained { get; init; } = new(30, PeriodUnit.Day);

    public IReadOnlyList<Earning.Limit> Limits { get; init; } = [];

    /// <summary>Stored money of this currency (gift cards, credit), by its decimals; null is a unit that is earned.</summary>
    public Currency? Money { get; init; }

    /// <summary>Of stored money: whose it can be when it is loaded.</summary>
    public HeldBy HeldBy { get; init; }

    /// <summary>Of stored money: a return puts what it paid back where it came from, rather than into the customer's hand.</summary>
    public bool RefundsToCard { get; init; }

    /// <summary>Of stored money: what it pays for; null is everything.</summary>
    public Usable? Usable { get; init; }

    public Transfers Transfers { get; init; }

    /// <summary>How much a member may give, counted where she gives.</summary>
    public IReadOnlyList<Earning.Limit> TransferLimits { get; init; } = [];

    /// <summary>How much of it is carried over the end of a period; null is all.</summary>
    public CarryOver? CarryOver { get; init; }

    public long Scale => Powers.Ten(Decimals);

    /// <summary>The amount in the unit's smallest part; null when it is more precise than the unit, or too large.</summary>
    public long? TryAmount(decimal written)
    {
        if (Math.Abs(written) > long.MaxValue)
            return null;
        var amount = written * Scale;
        return amount == decimal.Truncate(amount) && Math.Abs(amount) <= long.MaxValue ? (long)amount : null;
    }

    /// <summary>As people write it, without the unit's name: 49 at two decimals is 0.49.</summary>
    public decimal ToDecimal(long amount) => (decimal)amount / Scale;
}

/// <summary>What one and many are called, in each language.</summary>
public sealed record UnitName(IReadOnlyList<string> One, IReadOnlyList<string> Many)
{
    public string For(decimal number, Language language)
    {
        var isOne = language == Language.French ? Math.Abs(number) < 2 : Math.Abs(number) == 1;
        return (isOne ? One : Many)[(int)language];
    }
}

/// <summary>When units end. A period ends with a day of the program's zone: its first instant after is the end.</summary>
public sealed record Expiry
{
    public static readonly Expiry Never = new();

    public Period? After { get; init; }

    /// <summary>Counted from the last visit, for the whole account, rather than from earning.</summary>
    public bool SinceLastVisit { get; init; }

    /// <summary>Moved to the end of this period of the calendar.</summary>
    public PeriodUnit? AtEndOf { get; init; }

    /// <summary>A fixed day each year, at whose end everything earned by then expires.</summary>
    public (int Month, int Day)? Each { get; init; }

    /// <summary>What holds from a level of the tiers on, lowest first, in place of this; none where it is the same for all.</summary>
    public IReadOnlyList<KeyValuePair<string, Expiry>> ByLevel { get; init; } = [];

    /// <summary>What holds for units that a member of a level earns.</summary>
    /// <param name="tier">Hers.</param>
    /// <param name="levels">All of them, lowest first.</param>
    public Expiry For(string? tier, IReadOnlyList<string> levels)
    {
        var (expiry, rank) = (this, levels.ToList().IndexOf(tier ?? ""));
        foreach (var (level, from) in ByLevel)
            expiry = levels.ToList().IndexOf(level) <= rank ? from : expiry;
        return expiry;
    }

    /// <summary>The first instant at which units earned at another are gone; null is never.</summary>
    public DateTimeOffset? Of(DateTimeOffset earned, Calendar calendar) =>
        After is { Unit: PeriodUnit.Hour } hours ? calendar.After(hours, earned) : Of(calendar.Day(earned), calendar);

    /// <summary>The same of units earned on a day, where hours do not matter.</summary>
    public DateTimeOffset? Of(DateOnly earned, Calendar calendar)
    {
        if (Each is var (month, day))
            return calendar.End(NextOf(earned, month, day));
        if (After is not { } period)
            return null;
        var last = period.After(earned);
        return calendar.End(AtEndOf is { } unit ? Calendar.EndOf(unit, last) : last);
    }

    private static DateOnly NextOf(DateOnly from, int month, int day)
    {
        var next = In(from.Year);
        return next < from ? In(from.Year + 1) : next;

        DateOnly In(int year) => new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
    }
}
