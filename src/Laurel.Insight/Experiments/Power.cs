using Laurel.Insight.Statistics;

namespace Laurel.Insight.Experiments;

/// <summary>What a test of a given size can see, and what size it takes to see something; shown before the start.</summary>
/// <remarks>
/// Two-sided tests of two means: n per arm = (z_{1−α/2} + z_{power})²(σ²_T + σ²_C)/Δ². Cohen (1988), "Statistical power analysis for the
/// behavioral sciences", chapter 2; shares as in Fleiss, Levin and Paik (2003), section 4.2.
/// </remarks>
public static class Power
{
    /// <summary>The smallest true difference found with the given power, for an estimate with this standard error.</summary>
    public static double SmallestVisible(double standardError, double level = 0.95, double power = 0.8) =>
        Factor(level, power) * standardError;

    /// <summary>The probability of finding a true difference, for an estimate with this standard error.</summary>
    public static double Of(double difference, double standardError, double level = 0.95)
    {
        Confidence.Check(level);
        var z = Distributions.NormalQuantile(0.5 + level / 2);
        var shift = Math.Abs(difference) / standardError;
        return Distributions.NormalCdf(shift - z) + Distributions.NormalCdf(-shift - z);
    }

    /// <summary>Units per arm, not rounded, to see a difference of two means.</summary>
    public static double UnitsPerArm(
        double difference, double treatedVariance, double controlVariance, double level = 0.95, double power = 0.8)
    {
        RequireDifference(difference);
        var factor = Factor(level, power);
        return factor * factor * (treatedVariance + controlVariance) / (difference * difference);
    }

    /// <summary>Units per arm, not rounded, to see one share become another; the variance under "no difference" is pooled.</summary>
    public static double UnitsPerArmForShares(double control, double treated, double level = 0.95, double power = 0.8)
    {
        RequireDifference(treated - control);
        Confidence.Check(level);
        Confidence.Check(power);
        var pooled = (control + treated) / 2;
        var under = Distributions.NormalQuantile(0.5 + level / 2) * Math.Sqrt(2 * pooled * (1 - pooled));
        var apart = Distributions.NormalQuantile(power) * Math.Sqrt(control * (1 - control) + treated * (1 - treated));
        return (under + apart) * (under + apart) / ((treated - control) * (treated - control));
    }

    private static double Factor(double level, double power)
    {
        Confidence.Check(level);
        Confidence.Check(power);
        return Distributions.NormalQuantile(0.5 + level / 2) + Distributions.NormalQuantile(power);
    }

    private static void RequireDifference(double difference)
    {
        if (difference == 0 || !double.IsFinite(difference))
            throw new UnusableSampleException("no-difference");
    }
}
