namespace Laurel.Insight.Simulation;

/// <summary>Logarithm and exponential from the four exact operations alone: the same bits on every machine, within 1e-15.</summary>
internal static class Portable
{
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private static ReadOnlySpan<double> OddInverses =>
        [1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3, 1];

    private static ReadOnlySpan<double> FactorialInverses =>
    [
        1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040,
        1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1, 1,
    ];

    /// <summary>Natural logarithm of a normal positive number: x = 2ᵏ·m, ln m = 2·artanh((m−1)/(m+1)).</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m /= 2;
            exponent++;
        }
        var s = (m - 1) / (m + 1);
        return exponent * Ln2High + (2 * s * Horner(OddInverses, s * s) + exponent * Ln2Low);
    }

    /// <summary>Exponential of a number between −700 and 700: eˣ = 2ᵏ·eʳ with |r| ≤ ½ ln 2.</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        var k = (int)Math.Floor(x / (Ln2High + Ln2Low) + 0.5);
        var r = x - k * Ln2High - k * Ln2Low;
        return Horner(FactorialInverses, r) * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }

    private static double Horner(ReadOnlySpan<double> highestFirst, double x)
    {
        double sum = 0;
        foreach (var coefficient in highestFirst)
            sum = sum * x + coefficient;
        return sum;
    }
}
