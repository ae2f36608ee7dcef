namespace Laurel.Insight.Statistics;

/// <summary>The units issued in one period and what became of them.</summary>
/// <param name="Issued">Units issued, reversals taken off.</param>
/// <param name="RedeemedToDate">Units of this cohort redeemed so far, cumulative by age, oldest lots first.</param>
public sealed record IssuedCohort(double Issued, IReadOnlyList<double> RedeemedToDate);

/// <summary>The ultimate redemption rate of one cohort.</summary>
/// <param name="Rate">Units that will ever be redeemed over units issued, 0 to 1.</param>
/// <param name="StandardError">Of the rate.</param>
/// <param name="StillToRedeem">Units expected to be redeemed from now on.</param>
public readonly record struct CohortRedemption(double Rate, double StandardError, double StillToRedeem);

/// <summary>
/// How much of what was issued will ever be redeemed (URR); the rest is breakage. Issued less redeemed to date would overstate
/// breakage in every growing program.
/// </summary>
/// <param name="Cohorts">One per cohort, in the order given.</param>
/// <param name="Rate">Over all cohorts, 0 to 1.</param>
/// <param name="StandardError">Of the rate over all cohorts.</param>
/// <param name="Low">Lower end of the 95% interval.</param>
/// <param name="High">Upper end of the 95% interval.</param>
/// <param name="StillToRedeem">Units outstanding that are expected to be redeemed.</param>
/// <param name="Caveats">Young cohorts, or a rate that is not known well.</param>
/// <remarks>
/// Chain ladder on redemptions: Gault, Llaguno and Ménard, "Loyalty rewards and gift card programs" (CAS 2012, revised 2021).
/// </remarks>
public sealed record RedemptionRate(
    IReadOnlyList<CohortRedemption> Cohorts, double Rate, double StandardError, double Low, double High, double StillToRedeem,
    IReadOnlyList<Caveat> Caveats)
{
    private const int MonthsToKnow = 24;
    private const double WidestHalf = 0.05;

    /// <summary>Parameters from cohorts by age; units of the oldest one must have expired or been redeemed by its last age.</summary>
    /// <param name="cohorts">The oldest first.</param>
    /// <param name="monthsPerPeriod">The length of a period of age in months.</param>
    /// <exception cref="ArgumentException">A cohort redeemed more than it issued, or the ages are no triangle.</exception>
    public static RedemptionRate Estimate(IReadOnlyList<IssuedCohort> cohorts, double monthsPerPeriod)
    {
        if (cohorts.Any(cohort => !(cohort.Issued > 0) || cohort.RedeemedToDate.Any(redeemed => redeemed > cohort.Issued)))
            throw new ArgumentException("Every cohort issued something and redeemed no more than that.", nameof(cohorts));
        var ladder = ChainLadder.Estimate([.. cohorts.Select(cohort => cohort.RedeemedToDate)]);
        var rates = cohorts.Select((cohort, i) => Cohort(cohort, ladder.Ultimates[i], ladder.StandardErrors[i])).ToArray();
        var issued = cohorts.Sum(cohort => cohort.Issued);
        var rate = rates.Zip(cohorts, (redemption, cohort) => redemption.Rate * cohort.Issued).Sum() / issued;
        var error = ladder.StandardError / issued;
        var half = error * Distributions.NormalQuantile(0.975);
        return new RedemptionRate(rates, rate, error, Math.Max(0, rate - half), Math.Min(1, rate + half),
            rates.Sum(redemption => redemption.StillToRedeem), Warn(cohorts[0].RedeemedToDate.Count * monthsPerPeriod, half));
    }

    /// <summary>What the outstanding units will cost when redeemed: expected redemptions × cost of a unit, in its currency.</summary>
    public double CostLiability(double costPerUnit) => StillToRedeem * costPerUnit;

    private static CohortRedemption Cohort(IssuedCohort cohort, double ultimate, double error)
    {
        var redeemed = Math.Min(ultimate, cohort.Issued);
        return new CohortRedemption(redeemed / cohort.Issued, error / cohort.Issued, redeemed - cohort.RedeemedToDate[^1]);
    }

    private static IReadOnlyList<Caveat> Warn(double oldestMonths, double half)
    {
        var caveats = new List<Caveat>();
        if (oldestMonths < MonthsToKnow)
            caveats.Add(new Caveat(CaveatKind.YoungCohorts, oldestMonths, MonthsToKnow));
        if (half > WidestHalf)
            caveats.Add(new Caveat(CaveatKind.UncertainUltimate, half, WidestHalf));
        return caveats;
    }
}
