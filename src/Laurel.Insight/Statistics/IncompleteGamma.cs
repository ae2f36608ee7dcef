namespace Laurel.Insight.Statistics;

/// <summary>The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), a &gt; 0, x ≥ 0.</summary>
/// <remarks>
/// Series below the hump, continued fraction above it, so that either tail keeps its relative precision.
/// Press et al., Numerical Recipes (2007), section 6.2.
/// </remarks>
public static class IncompleteGamma
{
    private const int MaxTerms = 100_000;
    private const double Precision = 1e-16;
    private const double Tiny = 1e-300;

    /// <summary>P(a, x): the share below x of a gamma distribution with shape a and rate 1.</summary>
    public static double Lower(double a, double x)
    {
        Require(a, x);
        return x == 0 ? 0 : x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);
    }

    /// <summary>Q(a, x): the share above x.</summary>
    public static double Upper(double a, double x)
    {
        Require(a, x);
        return x == 0 ? 1 : x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < MaxTerms && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }
        return sum * Math.Exp(a * Math.Log(x) - x - SpecialFunctions.LogGamma(a));
    }

    private static double Fraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < MaxTerms; n++)
        {
            var an = n * (a - n);
            b += 2;
            d = 1 / Away(an * d + b);
            c = Away(b + an / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Precision * 4)
                break;
        }
        return h * Math.Exp(a * Math.Log(x) - x - SpecialFunctions.LogGamma(a));
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static void Require(double a, double x)
    {
        if (!(a > 0) || !(x >= 0))
            throw new ArgumentOutOfRangeException(nameof(a), $"P(a, x) needs a > 0 and x ≥ 0, not a = {a}, x = {x}.");
    }
}
