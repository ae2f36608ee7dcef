using Laurel.Insight.Experiments;

namespace Laurel.Insight.Questions;

/// <summary>The interval of a share that behaves at 0, at 1 and for few people.</summary>
/// <remarks>Wilson (1927): (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n), z for 95%.</remarks>
internal static class Wilson
{
    private const double Z = 1.959963984540054;

    internal static Interval Of(long part, long whole)
    {
        var (n, p) = ((double)whole, (double)part / whole);
        var centre = p + Z * Z / (2 * n);
        var half = Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        var scale = 1 + Z * Z / n;
        return new(Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }
}
