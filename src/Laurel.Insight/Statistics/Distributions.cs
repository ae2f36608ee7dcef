namespace Laurel.Insight.Statistics;

/// <summary>
/// Distribution functions and quantiles of the normal, Student's t, χ² and F distributions. `Cdf` is the share below,
/// `Tail` the share above (small tails keep their relative precision), `Quantile` takes a probability strictly between 0 and 1.
/// Degrees of freedom are positive and need not be whole.
/// </summary>
public static class Distributions
{
    /// <summary>Φ(z), the share of a standard normal distribution below z.</summary>
    /// <remarks>Hart (1968), as given by West, "Better approximations to cumulative normal functions" (2005).</remarks>
    public static double NormalCdf(double z) => z > 0 ? 1 - NormalTail(z) : NormalTail(-z);

    /// <summary>1 − Φ(z), the share of a standard normal distribution above z.</summary>
    public static double NormalTail(double z)
    {
        if (z < 0)
            return 1 - NormalTail(-z);
        if (z > 38)
            return 0;
        var density = Math.Exp(-0.5 * z * z);
        if (z >= 6)
            return density / FarFraction(z) / 2.5066282746310005;
        var above = ((((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z
            + 112.079291497871) * z + 221.213596169931) * z) + 220.206867912376;
        var below = (((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z
            + 296.564248779674) * z + 637.333633378831) * z + 793.826512519948) * z) + 440.413735824752;
        return density * above / below;
    }

    private static double FarFraction(double z)
    {
        var fraction = z;
        for (var level = 40; level > 0; level--)
            fraction = z + level / fraction;
        return fraction;
    }

    /// <summary>The z with Φ(z) = p.</summary>
    public static double NormalQuantile(double p)
    {
        RequireProbability(p);
        return NormalInverse.At(p);
    }

    /// <summary>P(T ≤ t) for Student's t.</summary>
    public static double StudentTCdf(double t, double degrees) =>
        t > 0 ? 1 - StudentTTail(t, degrees) : StudentTTail(-t, degrees);

    /// <summary>P(T &gt; t) for Student's t; double it for a two-sided p-value of |t|.</summary>
    public static double StudentTTail(double t, double degrees)
    {
        RequireDegrees(degrees);
        if (double.IsPositiveInfinity(degrees))
            return NormalTail(t);
        if (t < 0)
            return 1 - StudentTTail(-t, degrees);
        return 0.5 * IncompleteBeta.Lower(0.5 * degrees, 0.5, degrees / (degrees + t * t), t * t / (degrees + t * t));
    }

    /// <summary>The t with P(T ≤ t) = p.</summary>
    public static double StudentTQuantile(double p, double degrees)
    {
        RequireProbability(p);
        RequireDegrees(degrees);
        if (p == 0.5)
            return 0;
        var tail = Math.Min(p, 1 - p);
        var t = Root(t => StudentTTail(t, degrees), tail, Math.Max(1, -NormalInverse.At(tail)));
        return p < 0.5 ? -t : t;
    }

    /// <summary>P(χ² ≤ x), x ≥ 0.</summary>
    public static double ChiSquaredCdf(double x, double degrees) => IncompleteGamma.Lower(0.5 * degrees, 0.5 * x);

    /// <summary>P(χ² &gt; x), the p-value of a χ² test.</summary>
    public static double ChiSquaredTail(double x, double degrees) => IncompleteGamma.Upper(0.5 * degrees, 0.5 * x);

    /// <summary>The x with P(χ² ≤ x) = p.</summary>
    public static double ChiSquaredQuantile(double p, double degrees)
    {
        RequireProbability(p);
        RequireDegrees(degrees);
        return Root(x => ChiSquaredTail(x, degrees), 1 - p, degrees);
    }

    /// <summary>P(F ≤ f), f ≥ 0.</summary>
    public static double FCdf(double f, double numerator, double denominator)
    {
        var sum = numerator * f + denominator;
        return IncompleteBeta.Lower(0.5 * numerator, 0.5 * denominator, numerator * f / sum, denominator / sum);
    }

    /// <summary>P(F &gt; f), the p-value of an F test.</summary>
    public static double FTail(double f, double numerator, double denominator)
    {
        var sum = numerator * f + denominator;
        return IncompleteBeta.Lower(0.5 * denominator, 0.5 * numerator, denominator / sum, numerator * f / sum);
    }

    /// <summary>The f with P(F ≤ f) = p.</summary>
    public static double FQuantile(double p, double numerator, double denominator)
    {
        RequireProbability(p);
        RequireDegrees(numerator);
        RequireDegrees(denominator);
        return Root(f => FTail(f, numerator, denominator), 1 - p, 1);
    }

    /// <summary>The positive root of a falling function, bracketed by doubling and closed by bisection to the last digits.</summary>
    private static double Root(Func<double, double> falling, double value, double scale)
    {
        var (low, high) = (0.0, scale);
        while (falling(high) > value && high < 1e300)
            (low, high) = (high, 2 * high);
        while (high - low > 1e-15 * high && high > 1e-300)
        {
            var middle = 0.5 * (low + high);
            if (middle == low || middle == high)
                break;
            (low, high) = falling(middle) > value ? (middle, high) : (low, middle);
        }
        return 0.5 * (low + high);
    }

    private static void RequireProbability(double p)
    {
        if (!(p > 0) || !(p < 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile needs a probability strictly between 0 and 1.");
    }

    private static void RequireDegrees(double degrees)
    {
        if (!(degrees > 0))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "Degrees of freedom are positive.");
    }
}
