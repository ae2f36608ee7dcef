using Laurel.Insight.Causal;

namespace Laurel.Insight.Studies;

/// <summary>All specifications side by side, the raw comparison first, and how alike the groups are.</summary>
internal static class AdjustReport
{
    public static IReadOnlyList<ReportPart> Of(StudyRun run, AdjustEstimates estimates, Overlap overlap)
    {
        List<string[]> rows =
        [
            Line(run, "adjust.raw", "E", estimates.RawComparison.Difference),
            Line(run, "adjust.robust", "D", estimates.DoublyRobust),
            Line(run, "adjust.weighted", "D", estimates.InverseProbability),
            Line(run, "adjust.regression", "D", estimates.OutcomeRegression),
            Line(run, "adjust.least-squares", "D", estimates.LeastSquares),
        ];
        if (estimates.Trimmed is { } trimmed)
            rows.Add(Line(run, "adjust.trimmed", "D",
                new(trimmed.Estimate, trimmed.StandardError, trimmed.IntervalLow, trimmed.IntervalHigh, trimmed.PValue)));
        if (estimates.MatchedPairs is { } pairs)
            rows.Add(Line(run, "adjust.pairs", "D",
                new(pairs.Estimate, pairs.StandardError, pairs.IntervalLow, pairs.IntervalHigh, pairs.PValue)));
        return
        [
            new ReportTable(
                run.Say("adjust.ways"),
                ["", run.Say("head.rung"), run.Say("head.difference"), run.Say("head.error"), run.Say("head.range"), run.Say("head.p")],
                rows),
            new ReportText(run.Say(
                "adjust.overlap", ("effective", run.Show.Number(overlap.EffectiveOthers)), ("others", run.Show.Count(overlap.Others)),
                ("lowest", run.Show.Share(overlap.LowestPropensity)), ("highest", run.Show.Share(overlap.HighestPropensity)))),
            new ReportTable(
                run.Say("adjust.balance"), [run.Say("head.covariate"), run.Say("head.before"), run.Say("head.after")],
                [.. overlap.Balances.Select(balance => (string[])
                    [balance.Covariate, run.Show.Change(balance.Before), run.Show.Change(balance.After)])]),
        ];
    }

    private static string[] Line(StudyRun run, string key, string rung, EstimateShape estimate) =>
    [
        run.Say(key), rung, run.Show.Change(estimate.Estimate), run.Show.Number(estimate.StandardError),
        run.Show.Between(estimate.IntervalLow, estimate.IntervalHigh), run.Show.Chance(estimate.PValue),
    ];
}
