namespace Laurel.Insight.Experiments;

/// <summary>
/// One arm of a test as the formulas see it. Every kind of metric (a mean, a share, a ratio, a value adjusted by its past) becomes one
/// of these; the tests do not care which.
/// </summary>
public sealed record ArmMean
{
    /// <summary>As a share of the squared mean, what sums of double precision can leave.</summary>
    private const double RoundingVariance = 1e-24;

    /// <param name="n">Units of randomisation (members or households, never orders), at least 2.</param>
    /// <param name="mean">Mean over the units.</param>
    /// <param name="variance">Variance of one unit's value, at least 0; the squared standard error of the mean is variance / n.</param>
    public ArmMean(long n, double mean, double variance)
    {
        if (n < 2)
            throw new UnusableSampleException("arm-too-small", ("n", n));
        if (!double.IsFinite(mean) || !double.IsFinite(variance) || variance < 0)
            throw new UnusableSampleException("arm-not-finite", ("mean", mean), ("variance", variance));
        (N, Mean, Variance) = (n, mean, variance);
    }

    public long N { get; }

    public double Mean { get; }

    public double Variance { get; }

    /// <summary>Every unit has the same value, but for rounding: such an arm has no standard error to judge by.</summary>
    public bool IsConstant => Variance <= RoundingVariance * Mean * Mean;

    /// <summary>Squared standard error of the mean.</summary>
    public double SquaredError => Variance / N;

    /// <summary>An arm in which every unit did something or did not; variance p(1−p).</summary>
    public static ArmMean Share(long did, long n)
    {
        if (did < 0 || did > n)
            throw new UnusableSampleException("not-a-share", ("did", did), ("n", n));
        var share = n == 0 ? 0 : (double)did / n;
        return new(n, share, share * (1 - share));
    }
}
