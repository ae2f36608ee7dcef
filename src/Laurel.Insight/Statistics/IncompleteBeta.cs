namespace Laurel.Insight.Statistics;

/// <summary>The regularised incomplete beta function I_x(a, b), a, b &gt; 0, 0 ≤ x ≤ 1.</summary>
/// <remarks>Lentz's continued fraction on the side where it converges fast. Press et al., Numerical Recipes (2007), section 6.4.</remarks>
public static class IncompleteBeta
{
    private const int MaxTerms = 100_000;
    private const double Precision = 4e-16;
    private const double Tiny = 1e-300;

    /// <summary>The share below x of a beta distribution with shapes a and b.</summary>
    public static double Lower(double a, double b, double x) => Lower(a, b, x, 1 - x);

    /// <summary>The same, for callers who know <paramref name="rest"/> = 1 − x to more digits than a subtraction gives.</summary>
    public static double Lower(double a, double b, double x, double rest)
    {
        if (!(a > 0) || !(b > 0) || !(x >= 0) || x > 1)
            throw new ArgumentOutOfRangeException(nameof(x), $"I_x(a, b) needs a, b > 0 and 0 ≤ x ≤ 1, not a = {a}, b = {b}, x = {x}.");
        if (x == 0 || rest == 0)
            return x;
        var (logX, logRest) = x < 0.5
            ? (Math.Log(x), SpecialFunctions.Log1P(-x))
            : (SpecialFunctions.Log1P(-rest), Math.Log(rest));
        var front = Math.Exp(a * logX + b * logRest - SpecialFunctions.LogBeta(a, b));
        return x < (a + 1) / (a + b + 2)
            ? front * Fraction(a, b, x) / a
            : 1 - front * Fraction(b, a, rest) / b;
    }

    private static double Fraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / Away(1 - (a + b) * x / (a + 1));
        var h = d;
        for (var m = 1; m < MaxTerms; m++)
        {
            var even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
            d = 1 / Away(1 + even * d);
            c = Away(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            d = 1 / Away(1 + odd * d);
            c = Away(1 + odd / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < Precision)
                break;
        }
        return h;
    }

    private static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
