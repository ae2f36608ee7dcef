namespace Laurel.Insight.Statistics;

/// <summary>One purchase of one member.</summary>
/// <param name="Member">The caller's number of the member, 0 or more; need not be dense.</param>
/// <param name="Day">The business day.</param>
/// <param name="Amount">What was paid, in any one currency; a negative amount is a return.</param>
public readonly record struct DatedPurchase(int Member, DateOnly Day, double Amount);

/// <summary>What is known of a member at the end of an observation.</summary>
/// <param name="Member">The caller's number of the member.</param>
/// <param name="FirstDay">The day of the first purchase.</param>
/// <param name="History">Repeats, last repeat and age, in weeks.</param>
/// <param name="MeanRepeatSpend">z̄: mean spend of a repeat purchase day; 0 without repeats.</param>
/// <param name="LaterDays">Purchase days after the end of the observation and up to the end of the hold-out.</param>
public readonly record struct ObservedMember(
    int Member, DateOnly FirstDay, PurchaseHistory History, double MeanRepeatSpend, int LaterDays)
{
    /// <summary>What the model of spend sees.</summary>
    public SpendHistory Spend => new(History.Repeats, MeanRepeatSpend);
}

/// <summary>
/// Turns purchases into purchase histories: one purchase is one day with at least one purchase, as in the literature. A return
/// (a negative amount) lowers the spend and is no purchase; a return before any purchase is not looked at.
/// </summary>
public static class ObservedMembers
{
    private const double DaysPerWeek = 7;

    /// <summary>The members whose first purchase is on or before <paramref name="end"/>, in order of member number.</summary>
    /// <param name="purchases">In any order.</param>
    /// <param name="end">The last day of the observation.</param>
    /// <param name="holdoutEnd">The last day of the hold-out; purchases after it are not looked at. None when absent.</param>
    public static ObservedMember[] From(ReadOnlySpan<DatedPurchase> purchases, DateOnly end, DateOnly? holdoutEnd = null)
    {
        var days = new PurchaseDays(purchases, holdoutEnd ?? end);
        var members = new List<ObservedMember>();
        for (int start = 0, next; start < days.Count; start = next)
        {
            next = days.NextMember(start);
            while (start < next && days.Amount(start) < 0)
                start++;
            if (start < next && days.Day(start) <= end.DayNumber)
                members.Add(Observe(days, start, next, end.DayNumber));
        }
        return [.. members];
    }

    private static ObservedMember Observe(PurchaseDays days, int start, int next, int end)
    {
        var first = days.Day(start);
        var (previous, last, repeats, later, spend) = (first, first, 0, 0, 0.0);
        for (var row = start; row < next; row++)
        {
            var (day, amount) = (days.Day(row), days.Amount(row));
            var isNew = amount >= 0 && day != previous;
            previous = isNew ? day : previous;
            if (day > end)
                later += isNew ? 1 : 0;
            else if (day > first)
            {
                repeats += isNew ? 1 : 0;
                spend += amount;
                last = previous;
            }
        }
        var history = new PurchaseHistory(repeats, (last - first) / DaysPerWeek, (end - first) / DaysPerWeek);
        var mean = repeats == 0 ? 0 : Math.Max(0, spend / repeats);
        return new ObservedMember(days.Member(start), DateOnly.FromDayNumber(first), history, mean, later);
    }
}
