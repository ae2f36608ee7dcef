using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>A panel for reading: the averages, then by group, by time since joining, and every cell.</summary>
internal static class PanelReport
{
    public static IReadOnlyList<ReportPart> Of(StudyRun run, StaggeredEffects effects, PeriodScale scale) =>
    [
        Averages(run, effects),
        new ReportText(Trend(run, effects.BeforeTrend)),
        Table(run, "panel.groups", "head.joined-in", effects.ByGroup.Points.Select(point => (scale.Text(point.At), point.Estimate))),
        Table(run, "panel.events", "head.since-joining", effects.ByEventTime.Points
            .Select(point => (run.Show.Count(point.At), point.Estimate))),
        Table(run, "panel.cells", "head.joined-seen", effects.Cells.Select(cell =>
            ($"{scale.Text(cell.Group)} · {scale.Text(cell.Period)}{(cell.IsAfterJoining ? "" : $" ({run.Say("panel.before")})")}",
                cell.Estimate))),
    ];

    private static ReportTable Averages(StudyRun run, StaggeredEffects effects)
    {
        var rows = Lines(run, [
            (run.Say("panel.over-groups"), effects.ByGroup.Overall),
            (run.Say("panel.simple"), effects.Simple),
            (run.Say("panel.over-events"), effects.ByEventTime.Overall)]).ToList();
        if (effects.TwoWayFixedEffects is { } regression)
            rows.Add([run.Say("panel.regression"), run.Show.Change(regression), "", "", ""]);
        return new(run.Say("panel.averages"), Head(run, ""), rows);
    }

    private static ReportTable Table(StudyRun run, string title, string first, IEnumerable<(string Name, Estimate Estimate)> lines) =>
        new(run.Say(title), Head(run, run.Say(first)), [.. Lines(run, lines)]);

    private static IEnumerable<IReadOnlyList<string>> Lines(StudyRun run, IEnumerable<(string Name, Estimate Estimate)> lines) =>
        lines.Select(line => (string[])
        [
            line.Name, run.Show.Change(line.Estimate.Value), run.Show.Number(line.Estimate.StandardError),
            run.Show.Between(line.Estimate.Interval), run.Show.Chance(line.Estimate.PValue),
        ]);

    private static string[] Head(StudyRun run, string first) =>
        [first, run.Say("head.effect"), run.Say("head.error"), run.Say("head.range"), run.Say("head.p")];

    private static string Trend(StudyRun run, TrendTest? trend) => trend is null
        ? run.Say("panel.no-trend")
        : run.Say(trend.Passed ? "panel.trend-passed" : "panel.trend-failed", ("p", run.Show.Chance(trend.PValue)));
}
