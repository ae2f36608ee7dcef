using System.Globalization;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Studies;

/// <summary>Counts customers by the period of their first purchase and by the periods in which they bought.</summary>
internal sealed class CohortTable
{
    /// <summary>Day 0, 1 January of the year 1, is a Monday.</summary>
    private const int DaysPerWeek = 7;

    private readonly CohortRequest request;
    private readonly DateOnly asOf;
    private readonly double level;
    private readonly int first;
    private readonly long[] active;
    private readonly long[] fresh;
    private readonly long[] retained;
    private readonly long[] yearAgo;
    private readonly long[,] cohorts;
    private long mature;
    private long repeated;
    private long again;

    public CohortTable(CohortRequest request, DatedPurchase[] purchases, DateOnly asOf, double level)
    {
        (this.request, this.asOf, this.level) = (request, asOf, level);
        var days = new PurchaseDays(purchases, asOf.AddDays(-1));
        var customers = Customers(days).ToList();
        if (customers.Count == 0)
            throw new StudyException("no-purchases", ("file", System.IO.Path.GetFileName(request.Purchases.File)));
        first = customers.Min(bought => Index(bought[0]));
        var count = Index(asOf.AddDays(-1)) - first + 1;
        (active, fresh, retained, yearAgo, cohorts) = (new long[count], new long[count], new long[count], new long[count],
            new long[count, count]);
        foreach (var bought in customers)
            Count(bought);
        Total = customers.Count;
    }

    public long Total { get; }

    private int PeriodsPerYear => request.Period switch
    {
        CohortPeriod.Month => 12,
        CohortPeriod.Quarter => 4,
        CohortPeriod.Year => 1,
        _ => 0,
    };

    public IReadOnlyList<PeriodShape> Periods() => [.. Enumerable.Range(0, active.Length).Select(at =>
    {
        var before = at == 0 ? 0 : active[at - 1];
        var complete = IsComplete(at);
        var year = PeriodsPerYear;
        return new PeriodShape(
            Label(at), $"{Start(first + at):yyyy-MM-dd}", complete, active[at], fresh[at], retained[at],
            active[at] - fresh[at] - retained[at],
            before - retained[at], complete && before > 0 ? ShareShape.From(retained[at], before, level) : null,
            complete && year > 0 && at >= year && active[at - year] > 0 ? ShareShape.From(yearAgo[at], active[at - year], level) : null);
    })];

    public IReadOnlyList<CohortShape> Cohorts() =>
        [.. Enumerable.Range(0, active.Length).Where(at => fresh[at] > 0).Select(at => new CohortShape(
        Label(at), fresh[at], [.. Enumerable.Range(0, active.Length - at).Select(later => new CohortCell(
            later, Label(at + later), IsComplete(at + later), cohorts[at, later],
            IsComplete(at + later) ? ShareShape.From(cohorts[at, later], fresh[at], level) : null))]))];

    public RepeatShape Repeat() => new(
        request.RepeatDays, mature, repeated, mature == 0 ? null : ShareShape.From(repeated, mature, level),
        ShareShape.From(again, Total, level));

    /// <summary>The days on which each customer bought, in order, each day once.</summary>
    private static IEnumerable<DateOnly[]> Customers(PurchaseDays days)
    {
        for (int start = 0, next; start < days.Count; start = next)
        {
            next = days.NextMember(start);
            DateOnly[] bought = [.. Enumerable.Range(start, next - start).Where(row => days.Amount(row) >= 0)
                .Select(row => DateOnly.FromDayNumber(days.Day(row))).Distinct()];
            if (bought.Length > 0)
                yield return bought;
        }
    }

    private void Count(DateOnly[] bought)
    {
        HashSet<int> periods = [.. bought.Select(day => Index(day) - first)];
        var joined = Index(bought[0]) - first;
        fresh[joined]++;
        foreach (var period in periods)
        {
            active[period]++;
            cohorts[joined, period - joined]++;
            retained[period] += periods.Contains(period - 1) ? 1 : 0;
            yearAgo[period] += PeriodsPerYear > 0 && periods.Contains(period - PeriodsPerYear) ? 1 : 0;
        }
        again += bought.Length > 1 ? 1 : 0;
        if (bought[0].AddDays(request.RepeatDays) >= asOf)
            return;
        mature++;
        repeated += bought.Length > 1 && bought[1].DayNumber - bought[0].DayNumber <= request.RepeatDays ? 1 : 0;
    }

    private bool IsComplete(int at) => Start(first + at + 1) <= asOf;

    private int Index(DateOnly day) => request.Period switch
    {
        CohortPeriod.Week => day.DayNumber / DaysPerWeek,
        CohortPeriod.Month => day.Year * 12 + day.Month - 1,
        CohortPeriod.Quarter => day.Year * 4 + (day.Month - 1) / 3,
        _ => day.Year,
    };

    private DateOnly Start(int index) => request.Period switch
    {
        CohortPeriod.Week => DateOnly.FromDayNumber(index * DaysPerWeek),
        CohortPeriod.Month => new(index / 12, index % 12 + 1, 1),
        CohortPeriod.Quarter => new(index / 4, index % 4 * 3 + 1, 1),
        _ => new(index, 1, 1),
    };

    /// <summary>2026-03, 2026Q1, 2026, 2026-W09.</summary>
    private string Label(int at)
    {
        var start = Start(first + at);
        return request.Period switch
        {
            CohortPeriod.Week => $"{ISOWeek.GetYear(start)}-W{ISOWeek.GetWeekOfYear(start):00}",
            CohortPeriod.Month => $"{start:yyyy-MM}",
            CohortPeriod.Quarter => $"{start.Year}Q{(start.Month - 1) / 3 + 1}",
            _ => $"{start.Year}",
        };
    }
}
