namespace Laurel.Insight.Statistics;

/// <summary>Quantiles and shares of observed values.</summary>
public static class Quantiles
{
    /// <summary>
    /// The quantile of sorted values, interpolated between neighbours (type 7 of Hyndman and Fan 1996, as numpy and R do).
    /// </summary>
    /// <param name="sorted">At least one value, smallest first.</param>
    /// <param name="share">0 to 1; .5 is the median.</param>
    public static double Linear(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty || !(share >= 0) || share > 1)
            throw new ArgumentException($"A quantile needs at least one value and a share of 0 to 1, not {sorted.Length} and {share}.");
        var place = share * (sorted.Length - 1);
        var below = Math.Min((int)place, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The part of the total that the largest values hold: the top fifth often holds most of the revenue.</summary>
    /// <param name="values">In any order, with a positive sum.</param>
    /// <param name="share">The share of members counted as the top, rounded up to whole members.</param>
    public static double TopShare(ReadOnlySpan<double> values, double share)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var top = (int)Math.Ceiling(share * sorted.Length - 1e-9);
        return sorted.AsSpan(sorted.Length - top).ToArray().Sum() / sorted.Sum();
    }
}
