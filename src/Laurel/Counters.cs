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

    /// <summary>As 2026-03-05, and as 2026-03-05T143210.0000000.</summary>
    private const string DayFormat = "yyyy-MM-dd", InstantFormat = "yyyy-MM-ddTHHmmss.fffffff";

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

    /// <summary>The name of an instant of which any so many hours count: 2026-03-05T143210.0000000/24h.</summary>
    public static string RollingHours(int hours, DateTimeOffset at) =>
        FormattableString.Invariant($"{at.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture)}/{hours}h");

    /// <summary>The day or instant of such a name, at the end of a counter's, and how long a stretch of them counts; null of any other.</summary>
    public static (DateTime On, TimeSpan Length)? Rolled(string counter)
    {
        var slash = counter.LastIndexOf('/');
        if (slash < 0 || counter.LastIndexOf(':') is var colon && colon > slash)
            return null;
        var on = counter.AsSpan((colon + 1)..slash);
        var count = counter.AsSpan(slash + 1);
        var isHours = count is [.., 'h'];
        return on.Length == (isHours ? InstantFormat : DayFormat).Length
            && int.TryParse(isHours ? count[..^1] : count, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && DateTime.TryParseExact(on, isHours ? InstantFormat : DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? (at, isHours ? TimeSpan.FromHours(length) : TimeSpan.FromDays(length))
            : null;
    }

    /// <summary>The document in which a counter is kept: the days of any so many in a row are in one.</summary>
    public static string Kept(string counter) => Rolled(counter) is null
        ? counter
        : string.Concat(counter.AsSpan(0, counter.LastIndexOf(':')), counter.AsSpan(counter.LastIndexOf('/')));

    /// <summary>Of a counter that counts any so many days in a row, the part that names the day.</summary>
    public static string OfDay(string counter) => counter[counter.LastIndexOf(':')..];

    /// <summary>What the fullest stretch uses that holds the day or instant of a counter: whatever is added, no stretch gets more than its limit.</summary>
    public static long Fullest(IReadOnlyList<Use> uses, string counter, DateTime on, TimeSpan length)
    {
        var stem = counter[..(counter.LastIndexOf(':') + 1)];
        (DateTime On, long Amount)[] near =
        [
            .. uses.Where(u => u.Counter.StartsWith(stem, StringComparison.Ordinal))
                .Select(u => (Rolled(u.Counter)?.On ?? DateTime.MinValue, u.Amount))
                .Where(u => u.Item1 > on - length && u.Item1 < on + length),
        ];
        return near.Select(u => u.On).Where(other => other > on).Append(on)
            .Max(end => near.Where(u => u.On > end - length && u.On <= end).Sum(u => u.Amount));
    }

    /// <summary>Whether a counter belongs to a stretch of calendar that ended long before a day.</summary>
    public static bool IsLongAgo(string counter, DateOnly today)
    {
        if (Rolled(counter) is var (on, length))
            return DateOnly.FromDateTime(on + length).AddDays(DaysKept) < today;
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
        Receipts.ReceiptClaimed e => e.Uses,
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
