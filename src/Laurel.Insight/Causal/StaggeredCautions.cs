using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>What to know before believing a staggered difference in differences.</summary>
internal static class StaggeredCautions
{
    private const int SmallestCohort = 30;
    private const int FewestClusters = 40;

    /// <summary>Standard errors from 0 at which a jump counts as one (5% two-sided).</summary>
    private const double Jump = 1.96;

    /// <summary>Share of the effect, and of its standard error, by which a regression must differ to be mentioned.</summary>
    private const double RegressionApart = 0.05;

    public static List<Caution> Of(
        Panel panel,
        List<GroupTimeCell> cells,
        SortedDictionary<int, Linearised> byEventTime,
        TrendTest? trend,
        Estimate simple,
        double? regression)
    {
        List<Caution> cautions = [.. AboutPanel(panel, cells), .. AboutTrend(trend), .. AboutJumps(panel, byEventTime)];
        if (regression is { } coefficient)
            cautions.AddRange(AboutRegression(simple, coefficient));
        return cautions;
    }

    /// <summary>C only when trends before joining could be compared, agreed, and nothing unusual happened just before.</summary>
    public static Evidence Allow(TrendTest? trend, List<Caution> cautions) =>
        trend is { Passed: true } && !cautions.Exists(caution =>
            caution.Kind is CautionKind.PeakBeforeJoining or CautionKind.DipBeforeJoining)
            ? Evidence.ParallelTrends
            : Evidence.AdjustedComparison;

    private static IEnumerable<Caution> AboutPanel(Panel panel, List<GroupTimeCell> cells)
    {
        var (report, smallest) = (panel.Report, cells.Min(cell => Math.Min(cell.Units, cell.Controls)));
        var without = panel.Groups.Sum(group => panel.Periods.Count - group) - cells.Count(cell => cell.IsAfterJoining);
        if (report.MissingPeriods.Count > 0)
            yield return new(CautionKind.UnbalancedPanel, report.MissingPeriods.Count / (double)report.Units, 0);
        if (report.JoinedBeforeFirstPeriod.Count > 0)
            yield return new(CautionKind.JoinedBeforeFirstPeriod, report.JoinedBeforeFirstPeriod.Count, 0);
        if (without > 0)
            yield return new(CautionKind.NoControls, without, 0);
        if (smallest < SmallestCohort)
            yield return new(CautionKind.SmallCohort, smallest, SmallestCohort);
        if (panel.Clusters.AreGiven && panel.Clusters.Count < FewestClusters)
            yield return new(CautionKind.FewClusters, panel.Clusters.Count, FewestClusters);
    }

    private static IEnumerable<Caution> AboutTrend(TrendTest? trend)
    {
        if (trend is null)
            yield return new(CautionKind.NoPeriodBefore, 0, 1);
        else if (!trend.Passed)
            yield return new(CautionKind.TrendsDifferedBefore, trend.PValue, TrendTest.WarnsBelow);
    }

    /// <summary>
    /// Ashenfelter (1978): people join when something unusual has just happened to them, and it would have passed anyway. A jump in the
    /// last period before joining spoils the base; one in the period of joining itself is the purchase that made them join.
    /// </summary>
    private static IEnumerable<Caution> AboutJumps(Panel panel, SortedDictionary<int, Linearised> byEventTime)
    {
        if (byEventTime.TryGetValue(-1, out var before) && Errors(before, panel) is var jump && Math.Abs(jump) > Jump)
            yield return new(jump > 0 ? CautionKind.PeakBeforeJoining : CautionKind.DipBeforeJoining, Math.Abs(jump), Jump);
        Linearised[] later = [.. byEventTime.Where(time => time.Key > 0).Select(time => time.Value)];
        if (later.Length == 0 || Errors(byEventTime[0], panel) <= Jump)
            yield break;
        if (Errors(byEventTime[0] - Linearised.Average(later), panel) is var spike && spike > Jump)
            yield return new(CautionKind.SpikeOnJoining, spike, Jump);
    }

    private static IEnumerable<Caution> AboutRegression(Estimate simple, double coefficient)
    {
        var apart = Math.Abs(coefficient - simple.Value);
        if (simple is { StandardError: > 0, Value: not 0 } && apart > RegressionApart * Math.Max(Math.Abs(simple.Value), simple.StandardError))
            yield return new(CautionKind.RegressionDiffers, apart / Math.Abs(simple.Value), RegressionApart);
    }

    private static double Errors(Linearised effect, Panel panel)
    {
        var error = effect.StandardError(panel.Clusters);
        return error > 0 ? effect.Value / error : 0;
    }
}
