namespace Laurel.Insight.Statistics;

/// <summary>
/// How large a test must be, and what it can see, for a two-sided comparison of two arms. Significance is the chance of a false alarm
/// (.05), power the chance to see an effect that is there (.8).
/// </summary>
/// <remarks>
/// Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), chapter 4, without continuity correction.
/// </remarks>
public static class Power
{
    /// <summary>Members per arm (round up) to tell one share from another; the variance under no effect is pooled.</summary>
    /// <param name="baseline">The share without the offer, 0 to 1.</param>
    /// <param name="target">The share with it.</param>
    public static double MembersPerArm(double baseline, double target, double significance = 0.05, double power = 0.8)
    {
        RequireShares(baseline, target);
        var pooled = (baseline + target) / 2;
        var root = Upper(significance / 2) * Math.Sqrt(2 * pooled * (1 - pooled))
            + Upper(1 - power) * Math.Sqrt(Variance(baseline) + Variance(target));
        return root * root / ((target - baseline) * (target - baseline));
    }

    /// <summary>Members per arm (round up) to see a difference of means: (z₁ + z₂)² (σ²_T + σ²_C) / Δ².</summary>
    public static double MembersPerArmForMeans(
        double varianceTreated, double varianceControl, double difference, double significance = 0.05, double power = 0.8)
    {
        if (difference == 0 || !(varianceTreated >= 0) || !(varianceControl >= 0))
            throw new ArgumentException("A test is sized for a difference other than 0 and variances of 0 or more.");
        var z = Upper(significance / 2) + Upper(1 - power);
        return z * z * (varianceTreated + varianceControl) / (difference * difference);
    }

    /// <summary>The smallest difference of means that arms of these sizes see: (z₁ + z₂) √(σ²_T / n_T + σ²_C / n_C).</summary>
    public static double DetectableDifference(
        double varianceTreated, double treated, double varianceControl, double control, double significance = 0.05, double power = 0.8)
    {
        if (!(treated > 0) || !(control > 0))
            throw new ArgumentException("Both arms need members.");
        var z = Upper(significance / 2) + Upper(1 - power);
        return z * Math.Sqrt(varianceTreated / treated + varianceControl / control);
    }

    /// <summary>
    /// The smallest share above the baseline that arms of these sizes tell from it; 1 when they see none. A hold-out of a twentieth has
    /// <paramref name="control"/> a nineteenth of <paramref name="treated"/>.
    /// </summary>
    public static double DetectableShare(double baseline, double treated, double control, double significance = 0.05, double power = 0.8)
    {
        RequireShares(baseline, 1);
        var (low, high) = (baseline, 1.0);
        while (high - low > 1e-12)
        {
            var middle = 0.5 * (low + high);
            (low, high) = ToSeeShares(baseline, middle, treated, control, significance) < power ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>The chance to see a difference of shares with arms of these sizes.</summary>
    public static double ToSeeShares(double baseline, double target, double treated, double control, double significance = 0.05)
    {
        var pooled = (baseline * control + target * treated) / (control + treated);
        var under = Math.Sqrt(Variance(pooled) * (1 / treated + 1 / control));
        var real = Math.Sqrt(Variance(baseline) / control + Variance(target) / treated);
        var difference = Math.Abs(target - baseline);
        var z = Upper(significance / 2) * under;
        return real == 0
            ? difference > 0 ? 1 : 0
            : Distributions.NormalTail((z - difference) / real) + Distributions.NormalTail((z + difference) / real);
    }

    /// <summary>The chance to see a true difference with an estimate of this standard error.</summary>
    public static double ToSee(double difference, double standardError, double significance = 0.05)
    {
        var z = Upper(significance / 2);
        var distance = Math.Abs(difference) / standardError;
        return Distributions.NormalTail(z - distance) + Distributions.NormalTail(z + distance);
    }

    private static double Upper(double tail) => -Distributions.NormalQuantile(tail);

    private static double Variance(double share) => share * (1 - share);

    private static void RequireShares(double baseline, double target)
    {
        if (!(baseline >= 0) || !(target >= 0) || baseline > 1 || target > 1 || baseline == target)
            throw new ArgumentException($"Two different shares of 0 to 1 are compared, not {baseline} and {target}.");
    }
}
