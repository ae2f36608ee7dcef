using Laurel.Insight.Statistics;

namespace Laurel.Insight.Forecasts;

/// <summary>The redemption rates that were expected at the end of each month, from what was known by then.</summary>
internal sealed class DatedRates
{
    private readonly IReadOnlyList<OwedCohort> cohorts;
    private readonly RedemptionRate?[] atEndOf;

    /// <param name="cohorts">The oldest first; finished months only.</param>
    internal DatedRates(IReadOnlyList<OwedCohort> cohorts)
    {
        this.cohorts = cohorts;
        atEndOf = [.. cohorts.Select((_, i) => OwedReader.RateOf([.. cohorts.Take(i + 1).Select(c => Known(c, cohorts[i].Month))]))];
    }

    /// <summary>
    /// 0 to 1: the share of a cohort's units expected to be redeemed, in its month of that age (0 is the first). A cohort of which nothing
    /// was redeemed yet is expected to do as the one before it; 1 before anything is known.
    /// </summary>
    internal decimal At(int cohort, int age)
    {
        var month = cohorts[cohort].Month.AddMonths(age);
        var at = cohorts.Count - 1;
        while (at > cohort && cohorts[at].Month > month)
            at--;
        if (atEndOf[at] is not { } rates)
            return 1;
        var last = rates.Cohorts.Take(cohort + 1).Select(c => c.Rate).LastOrDefault(rate => double.IsFinite(rate) && rate > 0);
        return last > 0 ? (decimal)Math.Min(last, 1) : 1;
    }

    private static OwedCohort Known(OwedCohort cohort, DateOnly month)
    {
        var ages = (month.Year - cohort.Month.Year) * 12 + month.Month - cohort.Month.Month + 1;
        return cohort with { RedeemedByAge = [.. cohort.RedeemedByAge.Take(ages)] };
    }
}
