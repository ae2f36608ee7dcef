namespace Laurel;

/// <summary>A stretch of calendar: period ends clamp, so 31 January and one month is 28 February.</summary>
public readonly record struct Period(int Count, PeriodUnit Unit)
{
    private const int HoursOfADay = 24;

    /// <summary>The day that lies so much later; hours reach into as many days as they fill or begin.</summary>
    public DateOnly After(DateOnly day) => Unit switch
    {
        PeriodUnit.Day => day.AddDays(Count),
        PeriodUnit.Week => day.AddDays(7 * Count),
        PeriodUnit.Month => day.AddMonths(Count),
        PeriodUnit.Quarter => day.AddMonths(3 * Count),
        PeriodUnit.Hour => day.AddDays((Count + HoursOfADay - 1) / HoursOfADay),
        _ => day.AddYears(Count),
    };

    public DateOnly Before(DateOnly day) => new Period(-Count, Unit).After(day);

    /// <summary>At most a hundred years, so that every day it leads to is a day of the calendar.</summary>
    internal bool IsCountable => Count <= Unit switch
    {
        PeriodUnit.Day => 36_525,
        PeriodUnit.Week => 5_200,
        PeriodUnit.Month => 1_200,
        PeriodUnit.Quarter => 400,
        PeriodUnit.Hour => 876_600,
        _ => 100,
    };
}

public enum PeriodUnit
{
    Day,
    Week,
    Month,
    Quarter,
    Year,

    /// <summary>Of time, not of the calendar: only where instants are counted.</summary>
    Hour,
}

/// <summary>
/// Days and instants in the program's time zone. A local time that a clock change skips is the first instant after the gap;
/// one that it repeats is the earlier of the two.
/// </summary>
public sealed class Calendar(TimeZoneInfo zone)
{
    /// <summary>Clocks change at a quarter of an hour.</summary>
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;
    private const int DaysKnown = 512;
    private static readonly DateTimeOffset FirstCountable = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset AfterCountable = new(2300, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Beginnings that were asked for before: lots end and become active with days, the same for all who buy on one.</summary>
    private readonly Beginning?[] known = new Beginning?[DaysKnown];

    /// <summary>What clocks show more than UTC, on the days that were asked about last.</summary>
    private readonly Offset?[] offsets = new Offset?[DaysKnown];

    public TimeZoneInfo Zone { get; } = zone;

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    public DateTime Local(DateTimeOffset at)
    {
        var day = at.UtcTicks / TimeSpan.TicksPerDay;
        ref var place = ref offsets[day % DaysKnown];
        var offset = place;
        if (offset?.Day != day)
            place = offset = new Offset(day, AllDay(day));
        return at.UtcDateTime + (offset.Of ?? Zone.GetUtcOffset(at));
    }

    /// <summary>What clocks show more than UTC on a day of UTC; null where they change.</summary>
    private TimeSpan? AllDay(long day)
    {
        var (start, end) = (day * TimeSpan.TicksPerDay, (day + 1) * TimeSpan.TicksPerDay);
        var offset = Zone.GetUtcOffset(new DateTime(start, DateTimeKind.Utc));
        for (var at = start + Quarter; at < end; at += Quarter)
        {
            if (Zone.GetUtcOffset(new DateTime(at, DateTimeKind.Utc)) != offset)
                return null;
        }
        return offset;
    }

    /// <summary>The first instant of a local day.</summary>
    public DateTimeOffset Start(DateOnly day)
    {
        ref var place = ref known[day.DayNumber % DaysKnown];
        var beginning = place;
        if (beginning?.Day != day)
            place = beginning = new Beginning(day, Instant(day.ToDateTime(TimeOnly.MinValue)));
        return beginning.At;
    }

    /// <summary>The first instant after a local day: what ends with the day ends here, exclusively.</summary>
    public DateTimeOffset End(DateOnly day) => Start(day.AddDays(1));

    /// <summary>The instant so many hours later, or the first one of the day that lies so much later.</summary>
    public DateTimeOffset After(Period period, DateTimeOffset at) =>
        period.Unit == PeriodUnit.Hour ? at.AddHours(period.Count) : Start(period.After(Day(at)));

    /// <summary>The first instant after so many hours, or after the day that lies so much later.</summary>
    public DateTimeOffset EndOf(Period period, DateTimeOffset at) =>
        period.Unit == PeriodUnit.Hour ? at.AddHours(period.Count) : End(period.After(Day(at)));

    public DateTimeOffset Instant(DateTime local)
    {
        while (Zone.IsInvalidTime(local))
            local = local.AddTicks(Quarter - local.Ticks % Quarter);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>Between 1900 and 2300: whoever means another time has mistyped it.</summary>
    public static bool IsCountable(DateTimeOffset at) => at >= FirstCountable && at < AfterCountable;

    /// <summary>The first day of the week, month, quarter or year a day lies in; weeks begin on Monday.</summary>
    public static DateOnly StartOf(PeriodUnit unit, DateOnly day) => unit switch
    {
        PeriodUnit.Day => day,
        PeriodUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        PeriodUnit.Month => new(day.Year, day.Month, 1),
        PeriodUnit.Quarter => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        _ => new(day.Year, 1, 1),
    };

    /// <summary>The last day of the week, month, quarter or year a day lies in.</summary>
    public static DateOnly EndOf(PeriodUnit unit, DateOnly day) => new Period(1, unit).After(StartOf(unit, day)).AddDays(-1);

    private sealed record Beginning(DateOnly Day, DateTimeOffset At);

    private sealed record Offset(long Day, TimeSpan? Of);
}
