namespace Laurel.Insight.Statistics;

/// <summary>
/// Adjusts the p-values of several tests asked at once; compare the adjusted ones with the usual threshold.
/// </summary>
public static class MultipleTests
{
    /// <summary>For decisions: the chance of even one false alarm stays below the threshold.</summary>
    /// <returns>Adjusted p-values in the order given.</returns>
    /// <remarks>Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).</remarks>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        var (sorted, places) = Sorted(pValues);
        var adjusted = new double[sorted.Length];
        var largest = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            largest = Math.Max(largest, Math.Min(1, (sorted.Length - i) * sorted[i]));
            adjusted[places[i]] = largest;
        }
        return adjusted;
    }

    /// <summary>For scans: the expected share of false alarms among the findings stays below the threshold.</summary>
    /// <returns>Adjusted p-values in the order given.</returns>
    /// <remarks>
    /// Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995).
    /// </remarks>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        var (sorted, places) = Sorted(pValues);
        var adjusted = new double[sorted.Length];
        var smallest = 1.0;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            smallest = Math.Min(smallest, sorted[i] * sorted.Length / (i + 1));
            adjusted[places[i]] = smallest;
        }
        return adjusted;
    }

    private static (double[] Sorted, int[] Places) Sorted(ReadOnlySpan<double> pValues)
    {
        var sorted = pValues.ToArray();
        foreach (var p in sorted)
        {
            if (!(p >= 0) || p > 1)
                throw new ArgumentOutOfRangeException(nameof(pValues), p, "A p-value lies between 0 and 1.");
        }
        var places = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, places);
        return (sorted, places);
    }
}
