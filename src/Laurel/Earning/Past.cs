namespace Laurel.Earning;

/// <summary>What a member did before, as conditions look at it: other visits and other spend, up to the day of the moment.</summary>
/// <param name="Member">The member as she is known; what is asked about lies in her.</param>
/// <param name="Day">The local day of the moment.</param>
/// <param name="Location">The place of the present purchase: the visit there on that day is the present one; null outside of purchases.</param>
/// <param name="OwnSpend">What of the member's spend is that of the purchase itself; minor units.</param>
public readonly record struct Past(Member Member, DateOnly Day, (string? Name, bool IsHere) Location, long OwnSpend)
{
    /// <summary>The day of the visit before the present one; null when there is none.</summary>
    public DateOnly? LastVisit
    {
        get
        {
            for (var i = Member.Days.Count - 1; i >= 0; i--)
            {
                if (Member.Days[i] is { Net: > 0 } day && day.On <= Day && !IsNow(day))
                    return day.On;
            }
            return null;
        }
    }

    /// <summary>Spend in the calendar stretch the day lies in, or in so many days up to it; without either, ever.</summary>
    public long Spend(PeriodUnit? window, int? days = null)
    {
        var spend = -OwnSpend;
        if (Start(window, days) is not { } start)
            return spend + Member.SpendEver;
        for (var i = 0; i < Member.Days.Count; i++)
            spend += IsWithin(start, Member.Days[i]) ? Member.Days[i].Spend : 0;
        return spend;
    }

    /// <summary>Visits in that stretch.</summary>
    public long Visits(PeriodUnit? window, int? days = null)
    {
        var (start, visits, now) = (Start(window, days), 0L, 0);
        for (var i = 0; i < Member.Days.Count; i++)
        {
            var day = Member.Days[i];
            var isVisit = day.Net > 0;
            now |= isVisit && IsNow(day) ? 1 : 0;
            visits += start is { } from && IsWithin(from, day) ? day.Brought + (isVisit && !IsNow(day) ? 1 : 0) : 0;
        }
        return start is null ? Member.VisitsEver - now : visits;
    }

    /// <summary>Whether a day and its place are those of the present purchase.</summary>
    private bool IsNow(Day day) => Location.IsHere && day.On == Day && day.Location == Location.Name;

    private bool IsWithin(DateOnly start, Day day) => day.On >= start && day.On <= Day;

    private DateOnly? Start(PeriodUnit? window, int? days) =>
        days is { } count ? Day.AddDays(1 - count) : window is { } unit ? Calendar.StartOf(unit, Day) : null;
}
