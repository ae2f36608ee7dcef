using Laurel.Insight.Statistics;

namespace Laurel.Insight.Experiments;

/// <summary>Whether the arms have the sizes that the lottery should have given them.</summary>
/// <param name="ChiSquared">Σ(observed − expected)²/expected, arms − 1 degrees of freedom.</param>
/// <param name="PValue">Probability of a mismatch at least as large if the lottery worked.</param>
public sealed record SampleRatio(double ChiSquared, double PValue)
{
    /// <summary>Below this the lottery, or the counting, is broken, and there is nothing to read off the test.</summary>
    public const double StopsBelow = 0.001;

    public bool Stops => PValue < StopsBelow;

    /// <summary>Checks counts of all assigned units against their shares.</summary>
    /// <param name="assigned">Units in each arm.</param>
    /// <param name="shares">What each arm should hold; only their proportions matter.</param>
    /// <remarks>
    /// Fabijan et al. (2019), "Diagnosing sample ratio mismatch in online controlled experiments", KDD.
    /// </remarks>
    public static SampleRatio Check(IReadOnlyList<long> assigned, IReadOnlyList<double> shares)
    {
        if (assigned.Count < 2 || assigned.Count != shares.Count)
            throw new UnusableSampleException("lottery-arms", ("arms", assigned.Count), ("shares", shares.Count));
        if (shares.Any(share => !(share > 0)) || assigned.Any(count => count < 0))
            throw new UnusableSampleException("lottery-share");
        var (total, whole) = (assigned.Sum(), shares.Sum());
        if (total == 0)
            throw new UnusableSampleException("nobody-assigned");
        var statistic = assigned.Zip(shares, (count, share) => Deviation(count, total * share / whole)).Sum();
        return new(statistic, Distributions.ChiSquaredTail(statistic, assigned.Count - 1));
    }

    private static double Deviation(long observed, double expected) => (observed - expected) * (observed - expected) / expected;
}
