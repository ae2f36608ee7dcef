namespace Laurel.Insight.Statistics;

/// <summary>The gamma function and its relatives, to about fifteen digits, for positive arguments.</summary>
/// <remarks>
/// Stirling's series after shifting the argument up: Abramowitz and Stegun (1964), formulas 6.1.41 and 6.3.18;
/// truncation is below 1e-15 from 8 upwards.
/// </remarks>
public static class SpecialFunctions
{
    private const double Shifted = 8;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <summary>The natural logarithm of Γ(x), x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        RequirePositive(x);
        var product = 1.0;
        while (x < Shifted)
            product *= x++;
        var stirling = (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingTail(x);
        return product == 1.0 ? stirling : stirling - Math.Log(product);
    }

    /// <summary>ψ(x), the derivative of ln Γ(x), x &gt; 0.</summary>
    public static double Digamma(double x)
    {
        RequirePositive(x);
        var sum = 0.0;
        while (x < Shifted)
            sum -= 1 / x++;
        var y = 1 / (x * x);
        var tail = y * (1.0 / 12 - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240
            - y * (1.0 / 132 - y * (691.0 / 32760 - y / 12))))));
        return sum + Math.Log(x) - 0.5 / x - tail;
    }

    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), a, b &gt; 0.</summary>
    public static double LogBeta(double a, double b)
    {
        var (small, large) = a < b ? (a, b) : (b, a);
        return LogGamma(small) - LogGammaStep(large, small);
    }

    /// <summary>ln Γ(x + step) − ln Γ(x), without the cancellation that a plain difference suffers when x is large.</summary>
    public static double LogGammaStep(double x, double step)
    {
        if (x < Shifted || x + step < Shifted)
            return LogGamma(x + step) - LogGamma(x);
        return (x - 0.5) * Log1P(step / x) + step * (Math.Log(x + step) - 1) + StirlingTail(x + step) - StirlingTail(x);
    }

    /// <summary>ln(1 + x), exact also where x is tiny.</summary>
    /// <remarks>Kahan's correction of the rounding of 1 + x.</remarks>
    public static double Log1P(double x)
    {
        var rounded = 1 + x;
        return rounded == 1 ? x : double.IsPositiveInfinity(rounded) ? rounded : Math.Log(rounded) * (x / (rounded - 1));
    }

    /// <summary>e^x − 1, exact also where x is tiny.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) > 0.5)
            return Math.Exp(x) - 1;
        var rounded = Math.Exp(x);
        return rounded == 1 ? x : (rounded - 1) * (x / Math.Log(rounded));
    }

    private static double StirlingTail(double x)
    {
        var y = 1 / (x * x);
        return (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680
            - y * (1.0 / 1188 - y * (691.0 / 360360 - y / 156)))))) / x;
    }

    private static void RequirePositive(double x)
    {
        if (x <= 0)
            throw new ArgumentOutOfRangeException(nameof(x), x, "The gamma function is taken of positive numbers here.");
    }
}
