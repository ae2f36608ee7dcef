using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;

namespace Laurel.Insight.Studies;

/// <summary>One treated unit against a mixture of others that followed it before, read from a file.</summary>
public static class SyntheticStudy
{
    private const int MostPlacebosShown = 10;

    /// <exception cref="StudyException">The file cannot be read so.</exception>
    /// <exception cref="UnusableSampleException">The figures cannot carry the method.</exception>
    public static StudyResult Run(SyntheticRequest request, StudyRun run)
    {
        var series = SyntheticFile.Read(request, run);
        run.Report("computing");
        var effects = SyntheticControl.Fit(series.Treated, series.Donors, series.Before, run.Level);
        run.Warn(effects.Cautions);
        var rung = StudyResult.Rung(run, effects.Evidence);
        return new()
        {
            Study = "synthetic",
            Files = run.Files,
            Level = run.Level,
            Evidence = rung.Letter,
            EvidenceText = rung.Text,
            Verdict = Verdict(request, run, series, effects),
            Headline = StudyHeadline.Of("average_after", EstimateShape.Of(effects.AverageAfter)),
            Estimates = new SyntheticEstimates(
                EstimateShape.Of(effects.AverageAfter), effects.DifferenceInDifferences, Gaps(series, effects),
                [.. effects.Weights.Select(donor => new WeightShape(donor.Name, donor.Weight))]),
            Diagnostics = Diagnostics(series, effects),
            Warnings = run.Warnings,
            Report = Report(run, series, effects),
        };
    }

    private static StudyVerdict Verdict(SyntheticRequest request, StudyRun run, SyntheticSeries series, SyntheticEffects effects)
    {
        var after = effects.AverageAfter;
        var code = !after.ExcludesZero ? "not-seen" : after.Value > 0 ? "higher" : "lower";
        return new(code, run.Say(
            $"synthetic.{code}",
            ("outcome", request.Outcome),
            ("unit", series.Treated.Name),
            ("from", series.Scale.Text(series.From)),
            ("value", code == "not-seen" ? run.Show.Change(after.Value) : run.Show.Number(Math.Abs(after.Value))),
            ("range", run.Show.Between(after.Interval)),
            ("rank", effects.Rank),
            ("units", effects.Placebos.Count)));
    }

    private static GapShape[] Gaps(SyntheticSeries series, SyntheticEffects effects) =>
        [.. series.Periods.Select((period, i) => new GapShape(
            series.Scale.Label(period), period >= series.From, series.Treated.Values[i], series.Treated.Values[i] - effects.Gaps[i],
            effects.Gaps[i]))];

    private static SyntheticDiagnostics Diagnostics(SyntheticSeries series, SyntheticEffects effects) => new(
        series.Treated.Name,
        series.Scale.Label(series.From),
        series.Donors.Count,
        series.Before,
        series.Periods.Count - series.Before,
        effects.RmspeBefore,
        effects.RmspeBefore / Math.Abs(series.Treated.Values.Take(series.Before).Average()),
        effects.Rank,
        effects.PValue,
        [.. effects.Placebos.Select(one =>
            new PlaceboShape(one.Name, one.Name == series.Treated.Name, one.RmspeBefore, one.AverageAfter, one.Ratio))]);

    private static List<ReportPart> Report(StudyRun run, SyntheticSeries series, SyntheticEffects effects) =>
    [
        new ReportTable(run.Say("synthetic.result"), ["", run.Say("head.effect"), run.Say("head.error"), run.Say("head.range")],
        [
            [run.Say("synthetic.average"), run.Show.Change(effects.AverageAfter.Value), run.Show.Number(effects.AverageAfter.StandardError),
                run.Show.Between(effects.AverageAfter.Interval)],
            [run.Say("synthetic.plain"), run.Show.Change(effects.DifferenceInDifferences), "", ""],
        ]),
        new ReportText(run.Say(
            "synthetic.fit", ("error", run.Show.Number(effects.RmspeBefore)), ("rank", effects.Rank), ("units", effects.Placebos.Count),
            ("p", run.Show.Chance(effects.PValue)))),
        new ReportTable(run.Say("synthetic.weights"), [run.Say("head.unit"), run.Say("head.weight")],
            [.. effects.Weights.Select(donor => (string[])[donor.Name, run.Show.Share(donor.Weight)])]),
        new ReportTable(run.Say("synthetic.gaps"),
            [run.Say("head.period"), series.Treated.Name, run.Say("head.mixture"), run.Say("head.gap")],
            [.. Gaps(series, effects).Select(gap => (string[])
            [
                $"{gap.Time}{(gap.AfterStart ? "" : $" ({run.Say("panel.before")})")}",
                run.Show.Number(gap.Actual), run.Show.Number(gap.Synthetic), run.Show.Change(gap.Gap),
            ])]),
        new ReportTable(run.Say("synthetic.placebos"), [run.Say("head.unit"), run.Say("head.ratio"), run.Say("head.gap")],
            [.. effects.Placebos.Take(MostPlacebosShown).Select(one => (string[])
                [one.Name, run.Show.Number(one.Ratio), run.Show.Change(one.AverageAfter)])]),
    ];
}
