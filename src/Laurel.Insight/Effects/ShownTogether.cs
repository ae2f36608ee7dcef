using Laurel.Insight.Experiments;
using Laurel.Insight.Statistics;

namespace Laurel.Insight.Effects;

/// <summary>
/// Several effects looked at side by side: with each one more there is one more chance of a false alarm, so their p-values are adjusted for
/// all of them together.
/// </summary>
/// <remarks>Holm (1979), of the p-values of the estimates: those of running experiments survive being watched.</remarks>
public static class ShownTogether
{
    /// <summary>Below this an adjusted p-value counts as seen.</summary>
    public const double Threshold = 0.05;

    /// <returns>In the order given; null where there is no effect to judge, which is not counted among the tests.</returns>
    public static IReadOnlyList<double?> Adjusted(IReadOnlyList<Estimate?> effects)
    {
        double[] raw = [.. effects.OfType<Estimate>().Select(e => Math.Clamp(e.PValue, 0, 1))];
        var adjusted = MultipleTests.Holm(raw);
        var next = 0;
        return [.. effects.Select(e => e is null ? (double?)null : adjusted[next++])];
    }
}
