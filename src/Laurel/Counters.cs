using System.Globalization;
using Laurel.Coalition;

namespace Laurel;

/// <summary>
/// Names of counters: <c>member:rule:0:2026-03</c> is kept with the member, <c>program:…</c>, <c>location:…</c> and
/// <c>stock:…</c> are documents of their own.
/// </summary>
internal static class Counters
{
    /// <summary>How long a counter is kept after its stretch of calendar has ended.</summary>
    private const int DaysKept = 60;

    /// <summary>As 2026-03-05.</summary>
    private const int DayLength = 10;

    public const string OfMember = "member:";

    /// <summary>What was spent towards whole steps: it is one sum, whenever its purchases arrive.</summary>
    public const string Spent = "spent/";

    public static bool IsSpent(string counter) => counter.StartsWith(OfMember + Spent, StringComparison.Ordinal);

    public static bool IsShared(string counter) => !counter.StartsWith(OfMember, StringComparison.Ordinal);

    public static string Stock(string reward) => "stock:" + reward;

    /// <summary>How many of a reward's own codes were handed out. Whoever has read one may have used it: they never come back.</summary>
    public static string Vouchers(string reward) => "vouchers:" + reward;

    /// <summary>The name of the stretch of calendar a day lies in: 2026-03-05, 2026-w10, 2026-03, 2026-q1, 2026 or ever.</summary>
    public static string Since(PeriodUnit? window, DateOnly day) => window switch
    {
        null => "ever",
        PeriodUnit.Day => day.ToString("O", CultureInfo.InvariantCulture),
        PeriodUnit.Week => FormattableString.Invariant($"{ISOWeek.GetYear(day)}-w{ISOWeek.GetWeekOfYear(day):00}"),
        PeriodUnit.Month => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        PeriodUnit.Quarter => FormattableString.Invariant($"{day.Year:0000}-q{(day.Month + 2) / 3}"),
        _ => day.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>The name of a day of which any so many days in a row count: 2026-03-05/30.</summary>
    public static string Rolling(int days, DateOnly day) => FormattableString.Invariant($"{day:O}/{days}");

    /// <summary>The day and the number of days of such a name, at the end of a counter's; null of any other.</summary>
    public static (DateOnly Day, int Days)? Rolled(string counter)
    {
        var slash = counter.LastIndexOf('/');
        return slash >= DayLength && counter[slash - DayLength - 1] == ':' && int.TryParse(counter.AsSpan(slash + 1), CultureInfo.InvariantCulture, out var days)
            && DateOnly.TryParseExact(counter.AsSpan(slash - DayLength, DayLength), "O", out var day)
            ? (day, days)
            : null;
    }

    /// <summary>The document in which a counter is kept: the days of any so many in a row are in one.</summary>
    public static string Kept(string counter) => Rolled(counter) is var (_, days)
        ? FormattableString.Invariant($"{counter[..counter.LastIndexOf(':')]}/{days}")
        : counter;

    /// <summary>Of a counter that counts any so many days in a row, the part that names the day.</summary>
    public static string OfDay(string counter) => counter[counter.LastIndexOf(':')..];

    /// <summary>What the fullest stretch of days uses that holds the day of a counter: whatever is added, no stretch gets more than its limit.</summary>
    public static long Fullest(IReadOnlyList<Use> uses, string counter, DateOnly day, int days)
    {
        var stem = counter[..(counter.LastIndexOf(':') + 1)];
        (DateOnly On, long Amount)[] near =
        [
            .. uses.Where(u => u.Counter.StartsWith(stem, StringComparison.Ordinal))
                .Select(u => (Rolled(u.Counter)?.Day ?? DateOnly.MinValue, u.Amount))
                .Where(u => u.Item1 > day.AddDays(-days) && u.Item1 < day.AddDays(days)),
        ];
        return near.Select(u => u.On).Where(on => on > day).Append(day)
            .Max(end => near.Where(u => u.On > end.AddDays(-days) && u.On <= end).Sum(u => u.Amount));
    }

    /// <summary>Whether a counter belongs to a stretch of calendar that ended long before a day.</summary>
    public static bool IsLongAgo(string counter, DateOnly today)
    {
        if (Rolled(counter) is var (day, days))
            return day.AddDays(days + DaysKept) < today;
        var since = counter[(counter.LastIndexOf(':') + 1)..];
        PeriodUnit? window = since.Length switch
        {
            10 => PeriodUnit.Day,
            8 => PeriodUnit.Week,
            7 when since[5] == 'q' => PeriodUnit.Quarter,
            7 => PeriodUnit.Month,
            4 when since != "ever" => PeriodUnit.Year,
            _ => null,
        };
        return window is { } unit && string.CompareOrdinal(since, Since(unit, new Period(1, unit).Before(today).AddDays(-DaysKept))) < 0;
    }

    /// <summary>What an event uses of limits and stock, or gives back to them.</summary>
    public static IReadOnlyList<Use> Of(Event happened) => happened switch
    {
        UnitsMoved e => e.Uses,
        PurchaseRecorded e => e.Uses,
        LinesReturned e => e.Uses,
        RedemptionReserved e => e.Uses,
        RedemptionReleased e => e.Uses,
        RedemptionCancelled e => e.Uses,
        MoneyMoved e => [.. e.Entries.Select(x => new Use(MoneyAccount.Counter(x.Account), x.Micros)), .. e.Uses],
        Games.GamePlayed e => e.Uses,
        _ => [],
    };

    /// <summary>The same, given back.</summary>
    public static Use[] Freed(IEnumerable<Use> uses) =>
        [.. uses.Where(u => !u.Counter.StartsWith("vouchers:", StringComparison.Ordinal)).Select(u => u with { Amount = -u.Amount })];
}
