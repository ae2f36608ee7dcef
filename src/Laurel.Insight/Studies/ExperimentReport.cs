namespace Laurel.Insight.Studies;

/// <summary>A test for reading: for each metric its arms, and how each compares with the control.</summary>
internal static class ExperimentReport
{
    public static IReadOnlyList<ReportPart> Of(StudyRun run, IReadOnlyList<MetricShape> metrics) =>
        [.. metrics.SelectMany(metric => metric.Comparisons.All(one => one.Difference is null)
            ? [Arms(run, metric)]
            : (ReportPart[])[Arms(run, metric), Comparisons(run, metric)])];

    private static ReportTable Arms(StudyRun run, MetricShape metric) => new(
        metric.Metric,
        [run.Say("head.arm"), run.Say("head.units"), run.Say("head.mean"), run.Say("head.deviation")],
        [.. metric.Arms.Select(arm => (string[])
        [
            arm.IsControl ? run.Say("experiment.control", ("arm", arm.Arm)) : arm.Arm,
            run.Show.Count(arm.Units), run.Show.Number(arm.Mean), run.Show.Number(arm.StandardDeviation),
        ])]);

    private static ReportTable Comparisons(StudyRun run, MetricShape metric) => new(
        run.Say("experiment.against", ("control", metric.Comparisons[0].Control)),
        [run.Say("head.arm"), run.Say("head.difference"), run.Say("head.error"), run.Say("head.range"), run.Say("head.p"),
            run.Say("head.lift")],
        [.. metric.Comparisons.Where(one => one.Difference is not null).SelectMany(one => Lines(run, one))]);

    private static IEnumerable<string[]> Lines(StudyRun run, ArmComparison one)
    {
        yield return Line(run, one.Arm, one.Difference!, one.RelativeLift);
        if (one.Adjusted is { } adjusted)
            yield return Line(run, run.Say("experiment.adjusted", ("arm", one.Arm)), adjusted, one.AdjustedRelativeLift);
        if (one.Capped is { } capped)
            yield return Line(run, run.Say("experiment.capped", ("arm", one.Arm), ("cap", run.Show.Number(capped.Cap))),
                capped.Difference, null);
        if (one.Headline == "always_valid")
            yield return Line(run, run.Say("experiment.watched", ("arm", one.Arm)), one.AlwaysValid!, null);
        if (one.Joined is { } joined)
            yield return Line(run, run.Say("experiment.joined", ("arm", one.Arm)), joined.OnThoseWhoJoined, null);
    }

    private static string[] Line(StudyRun run, string name, EstimateShape estimate, EstimateShape? lift) =>
    [
        name, run.Show.Change(estimate.Estimate), run.Show.Number(estimate.StandardError),
        run.Show.Between(estimate.IntervalLow, estimate.IntervalHigh), run.Show.Chance(estimate.PValue),
        lift is null ? "" : run.Show.ChangeShare(lift.Estimate),
    ];
}
