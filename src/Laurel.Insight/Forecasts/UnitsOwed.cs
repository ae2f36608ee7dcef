using Laurel.Insight.Facts;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Forecasts;

/// <summary>The units earned in one month and what became of them, in the unit's smallest part.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Issued">Earned, brought in or given by hand, less what returns took back of it.</param>
/// <param name="Redeemed">Used, less what came back.</param>
/// <param name="Expired">Not used in time.</param>
/// <param name="Outstanding">Still in lots.</param>
/// <param name="RedeemedByAge">Redeemed to date at the end of its first, second, … month; finished months only.</param>
public sealed record OwedCohort(
    DateOnly Month, long Issued, long Redeemed, long Expired, long Outstanding, IReadOnlyList<long> RedeemedByAge);

/// <summary>
/// What a program owes in one unit, as booked before the as-of day: by the month it was earned in, and how much of it will ever be
/// redeemed. Equals the ledger exactly: outstanding less arrears is the sum of all balances.
/// </summary>
/// <remarks>Ultimate redemption rate by chain ladder with Mack's error, see <see cref="RedemptionRate"/>.</remarks>
public sealed record UnitsOwed
{
    public required string Unit { get; init; }

    /// <summary>The first day that is not seen.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<OwedCohort> Cohorts { get; init; }

    /// <summary>Owed by members after returns, to be repaid by what they earn next.</summary>
    public required long Arrears { get; init; }

    /// <summary>Members who have something.</summary>
    public required long Holders { get; init; }

    /// <summary>Null before two finished months with redemptions are known.</summary>
    public RedemptionRate? Rate { get; init; }

    public long Issued => Cohorts.Sum(c => c.Issued);

    public long Redeemed => Cohorts.Sum(c => c.Redeemed);

    public long Expired => Cohorts.Sum(c => c.Expired);

    /// <summary>In lots; what members owe is not taken off.</summary>
    public long Outstanding => Cohorts.Sum(c => c.Outstanding);

    /// <summary>Redeemed over issued to date, 0 to 1; null before anything was issued. Not the share that ever will be.</summary>
    public double? BurnRatio => Issued > 0 ? (double)Redeemed / Issued : null;

    /// <summary>Of what is outstanding, how many units are expected to be redeemed; null without a rate.</summary>
    public double? StillToRedeem => Rate is null ? null : Expected(r => r.Rate);

    /// <summary>The ends of the same by the 95% interval of the rate.</summary>
    public (double Low, double High)? StillToRedeemBetween => Rate is { } rate
        ? (Expected(_ => rate.Low), Expected(_ => rate.High))
        : null;

    /// <summary>Outstanding that will not be redeemed, by the same rate.</summary>
    public double? Breakage => Outstanding - StillToRedeem;

    /// <summary>The rate a cohort comes to; the youngest known one for months that are not finished.</summary>
    internal double RateOf(int cohort, Func<CohortRedemption, double> pick) =>
        Rate is { Cohorts.Count: > 0 } rate ? pick(rate.Cohorts[Math.Min(cohort, rate.Cohorts.Count - 1)]) : 1;

    private double Expected(Func<CohortRedemption, double> pick)
    {
        var expected = 0.0;
        for (var i = 0; i < Cohorts.Count; i++)
            expected += Math.Clamp(RateOf(i, pick) * Cohorts[i].Issued - Cohorts[i].Redeemed, 0, Cohorts[i].Outstanding);
        return expected;
    }
}
