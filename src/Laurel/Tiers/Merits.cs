namespace Laurel.Tiers;

/// <summary>How much a member has of what counts towards tiers, in a window of days.</summary>
internal readonly record struct Merits(Member Member, TierRule Tiers, Calendar Calendar)
{
    /// <summary>Whether any of the thresholds is met in the window that ends with a day.</summary>
    public bool Meet(IReadOnlyList<Threshold> any, DateOnly day) => Meet(any, WindowStart(day), day);

    public bool Meet(IReadOnlyList<Threshold> any, DateOnly from, DateOnly to)
    {
        foreach (var threshold in any)
        {
            if (Meet(threshold, from, to))
                return true;
        }
        return false;
    }

    private bool Meet(Threshold threshold, DateOnly from, DateOnly to) =>
        Of(threshold, from, to) >= threshold.Amount && (threshold.And is not { } and || Meet(and, from, to));

    /// <summary>Minor units of money, visits, or the unit's smallest part, whichever the threshold asks for.</summary>
    public long Of(Threshold threshold, DateOnly day) => Of(threshold, WindowStart(day), day);

    /// <summary>The first day of the window that ends with a day.</summary>
    public DateOnly WindowStart(DateOnly day)
    {
        switch (Tiers.Window)
        {
            case Window.Ever:
                return DateOnly.MinValue;
            case Window.Rolling:
                return Tiers.Length.Before(day).AddDays(1);
            case Window.Calendar:
                return Calendar.StartOf(Tiers.Length.Unit, day);
            default:
                return MembershipYear.StartOf(Calendar.Day(Member.Joined), day);
        }
    }

    private long Of(Threshold threshold, DateOnly from, DateOnly to) =>
        Tiers.Window == Window.Ever ? Ever(threshold) : Between(threshold, from, to);

    private long Ever(Threshold threshold) => threshold.Merit switch
    {
        Merit.Spend => Member.SpendEver,
        Merit.Visits => Member.VisitsEver,
        _ => Member.Account(threshold.Unit!).Counted,
    };

    private long Between(Threshold threshold, DateOnly from, DateOnly to)
    {
        long sum = 0;
        for (var i = 0; i < Member.Days.Count; i++)
        {
            var day = Member.Days[i];
            if (day.On < from || day.On > to)
                continue;
            sum += threshold.Merit switch
            {
                Merit.Spend => day.Spend,
                Merit.Visits => day.Brought + (day.Net > 0 ? 1 : 0),
                _ => Counted(day, threshold.Unit!),
            };
        }
        return sum;
    }

    private static long Counted(Day day, string unit)
    {
        long sum = 0;
        foreach (var use in day.Counted)
            sum += use.Counter == unit ? use.Amount : 0;
        return sum;
    }
}
