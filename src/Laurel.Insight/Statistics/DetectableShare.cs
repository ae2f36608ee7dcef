namespace Laurel.Insight.Statistics;

/// <summary>
/// What a test of shares sees when its arms differ in size, as a small hold-out and everybody else do. Two-sided, variance pooled
/// under no effect; with equal arms the same as the usual size per arm. A hold-out of a twentieth has a nineteenth of the others' size.
/// </summary>
/// <remarks>Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), chapter 4.</remarks>
public static class DetectableShare
{
    /// <summary>The smallest share above the baseline that arms of these sizes tell from it; 1 when they see none.</summary>
    /// <param name="baseline">The share without the offer, 0 or more and below 1.</param>
    /// <param name="treated">Members who get it.</param>
    /// <param name="control">Members who do not.</param>
    /// <param name="significance">The chance of a false alarm.</param>
    /// <param name="power">The chance to see what is there.</param>
    public static double Above(double baseline, double treated, double control, double significance = 0.05, double power = 0.8)
    {
        var (low, high) = (baseline, 1.0);
        while (high - low > 1e-12)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Power(baseline, middle, treated, control, significance) < power ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>The chance to see one share become another with arms of these sizes.</summary>
    /// <exception cref="ArgumentException">A share outside 0 to 1, or an empty arm.</exception>
    public static double Power(double baseline, double target, double treated, double control, double significance = 0.05)
    {
        if (!(baseline >= 0) || !(target >= 0) || baseline > 1 || target > 1)
            throw new ArgumentException($"Shares lie between 0 and 1, not at {baseline} and {target}.");
        if (!(treated > 0) || !(control > 0))
            throw new ArgumentException("Both arms need members.");
        var pooled = (baseline * control + target * treated) / (control + treated);
        var border = -Distributions.NormalQuantile(significance / 2) * Math.Sqrt(Variance(pooled) * (1 / treated + 1 / control));
        var error = Math.Sqrt(Variance(baseline) / control + Variance(target) / treated);
        var difference = Math.Abs(target - baseline);
        return error == 0
            ? difference > 0 ? 1 : 0
            : Distributions.NormalTail((border - difference) / error) + Distributions.NormalTail((border + difference) / error);
    }

    private static double Variance(double share) => share * (1 - share);
}
