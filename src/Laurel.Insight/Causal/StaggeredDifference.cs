using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>
/// Difference in differences when units join at different times: each group is compared only with units that had not joined.
/// </summary>
/// <remarks>
/// Callaway and Sant'Anna (2021), "Difference-in-differences with multiple time periods", J. Econometrics 225; unconditional. Assumes
/// parallel trends and that nobody changes in anticipation of joining.
/// </remarks>
public static class StaggeredDifference
{
    /// <exception cref="UnusableSampleException">When nobody joins within the panel, or nobody is there to compare with.</exception>
    public static StaggeredEffects Estimate(Panel panel, StaggeredOptions? options = null)
    {
        options ??= new();
        if (options.Draws < 100)
            throw new UnusableSampleException("too-few-draws");
        var cells = GroupTime.Cells(panel, options.ComparedWith);
        if (!cells.Exists(cell => cell.IsAfterJoining))
            throw new UnusableSampleException(WhyNothing(panel, options));
        var sums = new Aggregation(panel, cells);
        var byEventTime = sums.ByEventTime();
        var simple = sums.Simple().ToEstimate(options.Level, panel.Clusters);
        var trend = TrendTest.Of(cells, byEventTime, panel.Clusters);
        var regression = TwoWayFixedEffects.Coefficient(panel);
        var cautions = StaggeredCautions.Of(panel, cells, byEventTime, trend, simple, regression);
        return new(
            Show(panel, cells, options),
            simple,
            Series(panel, options, sums.OverGroups(), sums.ByGroup(), at => panel.Periods[at]),
            Series(panel, options, sums.OverEventTimes(), byEventTime, at => at),
            trend,
            regression,
            panel.Report,
            StaggeredCautions.Allow(trend, cautions),
            cautions);
    }

    /// <summary>Only the average over those who joined, by group; null where nothing can be compared.</summary>
    internal static double? Overall(Panel panel, ComparedWith comparedWith)
    {
        var cells = GroupTime.Cells(panel, comparedWith);
        return cells.Exists(cell => cell.IsAfterJoining) ? new Aggregation(panel, cells).OverGroups().Value : null;
    }

    private static string WhyNothing(Panel panel, StaggeredOptions options) => (panel.Groups.Length, options.ComparedWith) switch
    {
        (0, _) => "nobody-joins",
        (_, ComparedWith.NeverJoined) => "everybody-joins",
        _ => "all-join-together",
    };

    private static List<GroupTimeEffect> Show(Panel panel, List<GroupTimeCell> cells, StaggeredOptions options)
    {
        var critical = Critical(panel, [.. cells.Select(cell => cell.Effect)], options);
        return [.. cells.Select(cell =>
        {
            var estimate = cell.Effect.ToEstimate(options.Level, panel.Clusters);
            var band = SimultaneousBand.Around(estimate, critical);
            return new GroupTimeEffect(panel.Periods[cell.Group], panel.Periods[cell.Time], panel.Periods[cell.Base], estimate, band,
                cell.Units, cell.Controls);
        })];
    }

    private static EffectSeries Series(
        Panel panel, StaggeredOptions options, Linearised overall, SortedDictionary<int, Linearised> points, Func<int, int> label)
    {
        var critical = Critical(panel, [.. points.Values], options);
        return new(overall.ToEstimate(options.Level, panel.Clusters), [.. points.Select(point =>
        {
            var estimate = point.Value.ToEstimate(options.Level, panel.Clusters);
            return new SeriesPoint(label(point.Key), estimate, SimultaneousBand.Around(estimate, critical));
        })]);
    }

    private static double Critical(Panel panel, IReadOnlyList<Linearised> family, StaggeredOptions options) =>
        SimultaneousBand.Critical(family, panel.Clusters, options.Level, options.Draws, options.Seed);
}
