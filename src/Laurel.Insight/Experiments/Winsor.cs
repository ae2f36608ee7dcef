namespace Laurel.Insight.Experiments;

/// <summary>Values with the largest ones brought down to a cap.</summary>
/// <param name="Cap">The highest value left.</param>
/// <param name="Values">In the order given.</param>
/// <param name="Capped">How many were above the cap.</param>
public sealed record WinsorisedValues(double Cap, IReadOnlyList<double> Values, long Capped);

/// <summary>
/// Tames a few enormous buyers. The cap is one for all arms, so it cannot make a difference where there is none; results are shown with and
/// without it.
/// </summary>
/// <remarks>
/// Dixon (1960), "Simplified estimation from censored normal samples", Ann. Math. Stat. 31; quantile 7 of Hyndman and Fan.
/// </remarks>
public static class Winsor
{
    /// <param name="values">Of all arms together.</param>
    /// <param name="quantile">Where the cap lies, decided beforehand.</param>
    public static WinsorisedValues Cap(ReadOnlySpan<double> values, double quantile = 0.999)
    {
        if (values.IsEmpty || !(quantile > 0 && quantile <= 1))
            throw new UnusableSampleException("no-cap");
        var cap = Quantile(values, quantile);
        var capped = new double[values.Length];
        long above = 0;
        for (var i = 0; i < values.Length; i++)
        {
            capped[i] = Math.Min(values[i], cap);
            above += values[i] > cap ? 1 : 0;
        }
        return new(cap, capped, above);
    }

    private static double Quantile(ReadOnlySpan<double> values, double quantile)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var position = (sorted.Length - 1) * quantile;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
