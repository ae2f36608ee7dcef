using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>
/// How strongly something unseen would have to go with both joining and the outcome, as a risk ratio, to explain a figure away; 1 means
/// that nothing is needed.
/// </summary>
/// <param name="OfEstimate">For the estimate itself.</param>
/// <param name="OfInterval">For the end of the interval nearest to no effect; 1 when the interval contains it.</param>
/// <remarks>
/// VanderWeele and Ding (2017), "Sensitivity analysis in observational research: introducing the E-value", Ann. Intern. Med. 167; a
/// difference d in standard deviations counts as a risk ratio exp(0.91·d).
/// </remarks>
public sealed record EValue(double OfEstimate, double OfInterval)
{
    /// <summary>An end of the interval that a risk ratio of 1.5 explains away is not much to build on (a convention).</summary>
    public const double SmallBelow = 1.5;

    /// <summary>RR + √(RR(RR − 1)); a ratio under 1 counts as its inverse.</summary>
    public static double OfRiskRatio(double ratio)
    {
        if (!(ratio > 0))
            throw new UnusableSampleException("risk-ratio");
        var above = ratio < 1 ? 1 / ratio : ratio;
        return above + Math.Sqrt(above * (above - 1));
    }

    /// <param name="estimate">A difference of means.</param>
    /// <param name="spread">Standard deviation of the outcome; at 0 nothing differs, and nothing is needed to explain that.</param>
    public static EValue Of(Estimate estimate, double spread)
    {
        if (spread == 0)
            return new(1, 1);
        double Ratio(double difference) => OfRiskRatio(Math.Exp(0.91 * difference / spread));
        var nearest = estimate.Value > 0 ? estimate.Interval.Low : estimate.Interval.High;
        return new(Ratio(estimate.Value), estimate.ExcludesZero ? Ratio(nearest) : 1);
    }
}
