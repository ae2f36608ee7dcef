using Laurel.Insight.Statistics;

namespace Laurel.Insight.Experiments;

/// <summary>When an interval may be looked at.</summary>
public enum Looking
{
    /// <summary>Once, when the size fixed beforehand is reached. Looked at daily it errs far more often than it says.</summary>
    Once,

    /// <summary>As often as anybody likes: right at every moment at once.</summary>
    Always,
}

/// <summary>A figure with its uncertainty.</summary>
/// <param name="Value">The estimate, in the unit of what was measured.</param>
/// <param name="StandardError">Of the estimate, same unit.</param>
/// <param name="Interval">Where the truth lies with confidence <paramref name="Level"/>.</param>
/// <param name="PValue">Two-sided, against zero.</param>
/// <param name="Level">Confidence, between 0 and 1, usually 0.95.</param>
/// <param name="Looking">Whether interval and p-value survive being watched.</param>
public sealed record Estimate(double Value, double StandardError, Interval Interval, double PValue, double Level, Looking Looking)
{
    public bool ExcludesZero => !Interval.Contains(0);

    /// <summary>The usual interval Value ± z·SE.</summary>
    public static Estimate Normal(double value, double standardError, double level) =>
        Around(value, standardError, level, Distributions.NormalQuantile(0.5 + level / 2), Distributions.NormalTail);

    /// <summary>Value ± t·SE with the given degrees of freedom.</summary>
    public static Estimate StudentT(double value, double standardError, double degrees, double level) =>
        Around(value, standardError, level, Distributions.StudentTQuantile(0.5 + level / 2, degrees),
            t => Distributions.StudentTTail(t, degrees));

    /// <summary>The same estimate in another unit, for example times the number of members.</summary>
    public Estimate Times(double factor) => this with
    {
        Value = Value * factor,
        StandardError = StandardError * Math.Abs(factor),
        Interval = Interval.Times(factor),
    };

    private static Estimate Around(double value, double standardError, double level, double critical, Func<double, double> tail)
    {
        Confidence.Check(level);
        var half = critical * standardError;
        return new(value, standardError, new(value - half, value + half), TwoSided(value, standardError, tail), level, Looking.Once);
    }

    private static double TwoSided(double value, double standardError, Func<double, double> tail) => standardError > 0
        ? 2 * tail(Math.Abs(value / standardError))
        : value == 0 ? 1 : 0;
}

internal static class Confidence
{
    public static void Check(double level)
    {
        if (!(level > 0 && level < 1))
            throw new UnusableSampleException("bad-level", ("level", level));
    }
}
