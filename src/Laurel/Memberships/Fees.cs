namespace Laurel.Memberships;

/// <summary>Days and money of fees: ends of periods, used and unused days, what is paid back, and what is revenue by now.</summary>
public static class Fees
{
    /// <summary>The first local day after a period that begins on a day.</summary>
    /// <param name="plan">Gives term and anniversary.</param>
    /// <param name="anchor">The day by which anniversaries are counted.</param>
    /// <param name="from">The first day of the period.</param>
    public static DateOnly? EndOf(MembershipPlan plan, DateOnly anchor, DateOnly from)
    {
        if (plan.Term is not { } term)
            return null;
        if (plan.Anniversary == Anniversary.LastEnd)
            return term.After(from);
        for (var count = term.Count; ; count += term.Count)
        {
            var end = new Period(count, term.Unit).After(anchor);
            if (end > from)
                return end;
        }
    }

    /// <summary>Days used of what was paid for and not over on a day, and days that are left.</summary>
    public static (int Used, int Unused) Days(HeldMembership held, DateOnly day, bool dayIsUsed)
    {
        var (used, unused) = (0, 0);
        foreach (var period in held.Periods.Where(p => p.To > day || (p.To is not null && p == held.Periods[^1])))
        {
            var gone = Gone(period, day, dayIsUsed);
            (used, unused) = (used + gone, unused + period.Days!.Value - gone);
        }
        return (used, unused);
    }

    /// <summary>The periods after a day ended them: each with what is paid back of its fee.</summary>
    public static IReadOnlyList<FeePeriod> Cut(HeldMembership held, DateOnly day, bool dayIsUsed, Func<FeePeriod, int, long> refund) =>
        [.. held.Periods.Select(p => p.To <= day ? p : Cut(p, day, dayIsUsed, refund))];

    /// <summary>The share of a fee that belongs to the unused days of a period.</summary>
    public static long ByDays(FeePeriod period, int used, Rounding rounding) => period.Days is { } all and > 0
        ? (long)Round.Divide((Int128)period.Kept * (all - used), all, rounding)
        : 0;

    /// <summary>The share that belongs to full months not begun; a term of days has none.</summary>
    public static long ByMonths(FeePeriod period, int used, Rounding rounding)
    {
        if (period.To is not { } to || Months(period.From, to) is not (> 0 and var all))
            return 0;
        var after = period.From.AddDays(used);
        var begun = Enumerable.Range(0, all + 1).First(m => m == all || period.From.AddMonths(m) >= after);
        return (long)Round.Divide((Int128)period.Kept * (all - begun), all, rounding);
    }

    /// <summary>
    /// What of the fees is revenue when a local day is over: each fee day by day over what it pays for, cut down, the last day takes
    /// the rest. What is left of <see cref="HeldMembership.Paid"/> is deferred. Minor units.
    /// </summary>
    public static long Recognised(HeldMembership held, DateOnly day, MembershipPlan? plan)
    {
        long sum = 0;
        foreach (var period in held.Periods)
        {
            var to = period.To ?? plan?.RecognisedOver?.After(period.From);
            sum += to is not { } end ? period.Kept
                : day < period.From ? 0
                : day.DayNumber + 1 >= end.DayNumber ? period.Kept
                : (long)((Int128)period.Kept * (day.DayNumber + 1 - period.From.DayNumber) / (end.DayNumber - period.From.DayNumber));
        }
        return sum;
    }

    private static FeePeriod Cut(FeePeriod period, DateOnly day, bool dayIsUsed, Func<FeePeriod, int, long> refund)
    {
        var used = Gone(period, day, dayIsUsed);
        var back = period.IsUnpaid ? 0 : refund(period, used);
        return period with { To = period.From.AddDays(used), Refunded = period.Refunded + back };
    }

    private static int Gone(FeePeriod period, DateOnly day, bool dayIsUsed) =>
        Math.Clamp(day.DayNumber - period.From.DayNumber + (dayIsUsed ? 1 : 0), 0, period.Days ?? int.MaxValue);

    private static int Months(DateOnly from, DateOnly to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        return to < from.AddMonths(months) ? months - 1 : months;
    }
}
