namespace Laurel.Tiers;

/// <summary>How much a member, or a household that stands together, has of what counts towards tiers, in a window of days.</summary>
internal readonly record struct Merits(Member Member, TierRule Tiers, Calendar Calendar)
{
    /// <summary>Whose counts together, with her; null is hers alone.</summary>
    public IReadOnlyList<Member>? Together { get; init; }

    /// <summary>Whose years of membership count: of a household, those of who came first.</summary>
    public static Member First(Member member, IReadOnlyList<Member>? together) =>
        together is { Count: > 0 } ? together.OrderBy(m => m.HouseholdSince).ThenBy(m => m.Id.Value, StringComparer.Ordinal).First() : member;

    /// <summary>Whether any of the thresholds is met in the window that ends with a day.</summary>
    public bool Meet(IReadOnlyList<Threshold> any, DateOnly day) => Meet(any, WindowStart(day), day);

    public bool Meet(IReadOnlyList<Threshold> any, DateOnly from, DateOnly to)
    {
        for (var i = 0; i < any.Count; i++)
        {
            if (Meet(any[i], from, to))
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
                return MembershipYear.StartOf(Calendar.Day(First(Member, Together).Joined), day);
        }
    }

    private long Of(Threshold threshold, DateOnly from, DateOnly to)
    {
        if (Together is null)
            return Of(Member, threshold, from, to);
        Int128 sum = 0;
        foreach (var member in Together)
            sum += Of(member, threshold, from, to);
        return (long)Int128.Clamp(sum, long.MinValue, long.MaxValue);
    }

    private long Of(Member member, Threshold threshold, DateOnly from, DateOnly to) =>
        Tiers.Window == Window.Ever ? Ever(member, threshold) : Between(member, threshold, from, to);

    private static long Ever(Member member, Threshold threshold) => threshold.Merit switch
    {
        Merit.Spend => member.SpendEver,
        Merit.Visits => member.VisitsEver,
        _ => member.Account(threshold.Unit!).Counted,
    };

    private static long Between(Member member, Threshold threshold, DateOnly from, DateOnly to)
    {
        long sum = 0;
        for (var i = 0; i < member.Days.Count; i++)
        {
            var day = member.Days[i];
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
