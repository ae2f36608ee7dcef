namespace Laurel.Insight.Statistics;

/// <summary>One purchase of one member.</summary>
/// <param name="Member">The caller's number of the member, 0 or more; need not be dense.</param>
/// <param name="Day">The business day.</param>
/// <param name="Amount">What was paid, returns already taken off, in any one currency.</param>
public readonly record struct DatedPurchase(int Member, DateOnly Day, double Amount);

/// <summary>What is known of a member at the end of an observation.</summary>
/// <param name="Member">The caller's number of the member.</param>
/// <param name="FirstDay">The day of the first purchase.</param>
/// <param name="History">Repeats, last repeat and age, in weeks.</param>
/// <param name="MeanRepeatSpend">z̄: mean spend of a repeat purchase day; 0 without repeats.</param>
/// <param name="LaterDays">Purchase days after the end of the observation and up to the end of the hold-out.</param>
public readonly record struct ObservedCustomer(
    int Member, DateOnly FirstDay, PurchaseHistory History, double MeanRepeatSpend, int LaterDays);

/// <summary>Turns purchases into purchase histories: one purchase is one day with at least one purchase, as in the literature.</summary>
public static class ObservedCustomers
{
    private const double DaysPerWeek = 7;

    /// <summary>The customers whose first purchase is on or before <paramref name="end"/>, in order of member number.</summary>
    /// <param name="purchases">In any order.</param>
    /// <param name="end">The last day of the observation.</param>
    /// <param name="holdoutEnd">The last day of the hold-out; purchases after it are not looked at. None when absent.</param>
    public static ObservedCustomer[] From(ReadOnlySpan<DatedPurchase> purchases, DateOnly end, DateOnly? holdoutEnd = null)
    {
        var last = (holdoutEnd ?? end).DayNumber;
        var (days, amounts) = Sorted(purchases, last);
        var customers = new List<ObservedCustomer>();
        for (var start = 0; start < days.Length;)
        {
            var next = start;
            while (next < days.Length && days[next] >> 32 == days[start] >> 32)
                next++;
            if (DayOf(days[start]) <= end.DayNumber)
                customers.Add(Observe(days.AsSpan(start, next - start), amounts.AsSpan(start, next - start), end.DayNumber));
            start = next;
        }
        return [.. customers];
    }

    private static int DayOf(long key) => (int)(key & 0xFFFF_FFFF);

    /// <summary>Keys of member (high half) and day (low half) in order, with what was paid.</summary>
    private static (long[] Days, double[] Amounts) Sorted(ReadOnlySpan<DatedPurchase> purchases, int lastDay)
    {
        var (days, amounts, count) = (new long[purchases.Length], new double[purchases.Length], 0);
        foreach (var (member, day, amount) in purchases)
        {
            if (day.DayNumber > lastDay)
                continue;
            (days[count], amounts[count]) = (((long)member << 32) | (uint)day.DayNumber, amount);
            count++;
        }
        Array.Resize(ref days, count);
        Array.Resize(ref amounts, count);
        Array.Sort(days, amounts);
        return (days, amounts);
    }

    private static ObservedCustomer Observe(ReadOnlySpan<long> days, ReadOnlySpan<double> amounts, int end)
    {
        var first = DayOf(days[0]);
        var (previous, last, repeats, later, spend) = (first, first, 0, 0, 0.0);
        for (var i = 0; i < days.Length; i++)
        {
            var day = DayOf(days[i]);
            var isNew = day != previous;
            previous = day;
            if (day > end)
                later += isNew ? 1 : 0;
            else if (day > first)
            {
                repeats += isNew ? 1 : 0;
                spend += amounts[i];
                last = day;
            }
        }
        var history = new PurchaseHistory(repeats, (last - first) / DaysPerWeek, (end - first) / DaysPerWeek);
        return new ObservedCustomer(
            (int)(days[0] >> 32), DateOnly.FromDayNumber(first), history, repeats == 0 ? 0 : spend / repeats, later);
    }
}
