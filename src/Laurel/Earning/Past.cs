namespace Laurel.Earning;

/// <summary>What a member did before, as conditions look at it: other visits and other spend, up to the day of the moment.</summary>
/// <param name="Member">The member as she is known; what is asked about lies in her.</param>
/// <param name="Day">The local day of the moment.</param>
/// <param name="Location">The place of the present purchase: the visit there on that day is the present one; null outside of purchases.</param>
/// <param name="OwnSpend">What of the member's spend is that of the purchase itself; minor units.</param>
public sealed record Past(Member Member, DateOnly Day, (string? Name, bool IsHere) Location, long OwnSpend)
{
    /// <summary>Spend in the calendar stretch the day lies in, or in so many days up to it; without either, ever.</summary>
    public long Spend(PeriodUnit? window, int? days = null) =>
        (Start(window, days) is { } start ? Days(start).Sum(d => d.Spend) : Member.SpendEver) - OwnSpend;

    /// <summary>Visits in that stretch.</summary>
    public long Visits(PeriodUnit? window, int? days = null)
    {
        var here = Member.Days.Any(d => d.On == Day && IsHere(d) && d.Net > 0) ? 1 : 0;
        return Start(window, days) is { } start
            ? Days(start).Sum(d => d.Brought + (d.Net > 0 && !(d.On == Day && IsHere(d)) ? 1 : 0))
            : Member.VisitsEver - here;
    }

    /// <summary>The day of the visit before the present one; null when there is none.</summary>
    public DateOnly? LastVisit => Member.Days.LastOrDefault(d => d.Net > 0 && d.On <= Day && !(d.On == Day && IsHere(d)))?.On;

    private bool IsHere(Day day) => Location.IsHere && day.Location == Location.Name;

    private DateOnly? Start(PeriodUnit? window, int? days) =>
        days is { } count ? Day.AddDays(1 - count) : window is { } unit ? Calendar.StartOf(unit, Day) : null;

    private IEnumerable<Day> Days(DateOnly start) => Member.Days.Where(d => d.On >= start && d.On <= Day);
}
