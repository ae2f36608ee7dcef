namespace Laurel.Insight.Statistics;

/// <summary>
/// What cohorts will come to in the end, from how earlier cohorts grew: for points, how many of those issued in a month will ever
/// be redeemed.
/// </summary>
/// <param name="Factors">f_k, the growth from development period k to k + 1.</param>
/// <param name="Variances">σ²_k, how much single cohorts scatter around it.</param>
/// <param name="Ultimates">The final amount of each cohort.</param>
/// <param name="Reserves">What is still to come of each cohort.</param>
/// <param name="StandardErrors">Of each reserve; 0 for cohorts that are complete.</param>
/// <param name="Reserve">What is still to come in all.</param>
/// <param name="StandardError">Of that sum; the cohorts share the estimated factors, so it is more than the root of the squares.</param>
/// <remarks>
/// Mack, "Distribution-free calculation of the standard error of chain ladder reserve estimates", ASTIN Bulletin 23 (1993).
/// </remarks>
public sealed record ChainLadder(
    IReadOnlyList<double> Factors, IReadOnlyList<double> Variances, IReadOnlyList<double> Ultimates, IReadOnlyList<double> Reserves,
    IReadOnlyList<double> StandardErrors, double Reserve, double StandardError)
{
    /// <summary>Parameters from cumulative amounts.</summary>
    /// <param name="triangle">
    /// One row per cohort, the oldest first, with its cumulative amount after 1, 2, 3, … periods as far as they are known. The oldest row
    /// is complete: nothing comes after its last period, because units have expired by then. No row is longer than an older one.
    /// </param>
    /// <exception cref="ArgumentException">The rows are not such a triangle.</exception>
    public static ChainLadder Estimate(IReadOnlyList<IReadOnlyList<double>> triangle)
    {
        var cohorts = new CohortTriangle(triangle);
        var ultimates = Enumerable.Range(0, triangle.Count).Select(cohort => cohorts.At(cohort, cohorts.Periods - 1)).ToArray();
        var reserves = ultimates.Select((ultimate, cohort) => ultimate - triangle[cohort][^1]).ToArray();
        var errors = ultimates.Select((_, cohort) => Math.Sqrt(cohorts.SquaredError(cohort))).ToArray();
        var squares = errors.Sum(error => error * error);
        for (var older = 0; older < ultimates.Length; older++)
            squares += 2 * ultimates[older] * ultimates[(older + 1)..].Sum() * cohorts.SharedError(older);
        return new ChainLadder(
            cohorts.Factors, cohorts.Variances, ultimates, reserves, errors, reserves.Sum(), Math.Sqrt(squares));
    }
}
