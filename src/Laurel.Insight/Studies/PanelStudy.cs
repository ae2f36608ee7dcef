using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Studies;

/// <summary>Joining at different times, read from a file: Callaway and Sant'Anna's group-time effects and their averages.</summary>
public static class PanelStudy
{
    private const int MostNames = 20;

    /// <exception cref="StudyException">The file cannot be read so.</exception>
    /// <exception cref="UnusableSampleException">The figures cannot carry the method.</exception>
    public static StudyResult Run(PanelRequest request, StudyRun run)
    {
        var (panel, scale) = PanelFile.Read(request, run);
        run.Report("computing");
        var comparedWith = Controls(request, panel, run);
        var options = new StaggeredOptions { ComparedWith = comparedWith, Level = run.Level, Seed = request.Seed };
        var effects = StaggeredDifference.Estimate(panel, options);
        run.Warn(effects.Cautions);
        var rung = StudyResult.Rung(run, effects.Evidence);
        return new()
        {
            Study = "panel",
            Files = run.Files,
            Level = run.Level,
            Evidence = rung.Letter,
            EvidenceText = rung.Text,
            Verdict = Verdict(request, run, effects),
            Headline = StudyHeadline.Of("group.overall", EstimateShape.Of(effects.ByGroup.Overall)),
            Estimates = Estimates(effects, scale),
            Diagnostics = Diagnostics(comparedWith, panel, effects, scale),
            Warnings = run.Warnings,
            Report = PanelReport.Of(run, effects, scale),
        };
    }

    private static ComparedWith Controls(PanelRequest request, Panel panel, StudyRun run)
    {
        if (panel.Groups.Length == 0 || panel.Joined.Contains(Panel.Never))
            return request.ComparedWith ?? ComparedWith.NeverJoined;
        if (request.ComparedWith == ComparedWith.NeverJoined)
            throw new StudyException("everybody-joins", ("column", request.Cohort ?? request.Treated));
        if (request.ComparedWith is null)
            run.Warn("everybody-joins", request.Cohort ?? request.Treated);
        return ComparedWith.NotYetJoined;
    }

    private static StudyVerdict Verdict(PanelRequest request, StudyRun run, StaggeredEffects effects)
    {
        var headline = effects.ByGroup.Overall;
        var code = !headline.ExcludesZero ? "not-seen" : headline.Value > 0 ? "higher" : "lower";
        return new(code, run.Say(
            $"panel.{code}",
            ("outcome", request.Outcome),
            ("value", run.Show.Number(Math.Abs(headline.Value))),
            ("range", run.Show.Between(headline.Interval))));
    }

    private static PanelEstimates Estimates(StaggeredEffects effects, PeriodScale scale) => new(
        [.. effects.Cells.Select(cell => Shape(cell, scale))],
        EstimateShape.Of(effects.Simple),
        new(EstimateShape.Of(effects.ByGroup.Overall), [.. effects.ByGroup.Points.Select(point => Group(point, scale))]),
        new(EstimateShape.Of(effects.ByEventTime.Overall), [.. effects.ByEventTime.Points.Select(Event)]),
        effects.TwoWayFixedEffects);

    private static GroupTimeShape Shape(GroupTimeEffect cell, PeriodScale scale)
    {
        var one = EstimateShape.Of(cell.Estimate);
        return new(
            scale.Label(cell.Group), scale.Label(cell.Period), scale.Label(cell.BasePeriod), cell.IsAfterJoining, one.Estimate,
            one.StandardError,
            one.IntervalLow, one.IntervalHigh, one.PValue, cell.Band.Low, cell.Band.High, cell.Units, cell.Controls);
    }

    private static GroupPoint Group(SeriesPoint point, PeriodScale scale)
    {
        var one = EstimateShape.Of(point.Estimate);
        return new(
            scale.Label(point.At), one.Estimate, one.StandardError, one.IntervalLow, one.IntervalHigh, one.PValue, point.Band.Low,
            point.Band.High);
    }

    private static EventPoint Event(SeriesPoint point)
    {
        var one = EstimateShape.Of(point.Estimate);
        return new(point.At, one.Estimate, one.StandardError, one.IntervalLow, one.IntervalHigh, one.PValue, point.Band.Low,
            point.Band.High);
    }

    private static PanelDiagnostics Diagnostics(ComparedWith comparedWith, Panel panel, StaggeredEffects effects, PeriodScale scale)
    {
        var report = effects.Panel;
        return new(
            effects.BeforeTrend is { } trend ? new(trend.IsOfCells ? "cells" : "event_times", trend.Wald, trend.Cells, trend.PValue, trend.Passed) : null,
            comparedWith == ComparedWith.NeverJoined ? "never" : "not-yet",
            report.Units,
            report.Kept,
            panel.Joined.Count(joined => joined == Panel.Never),
            [.. panel.Periods.Select(scale.Label)],
            [.. panel.Groups.Select(group =>
                new GroupSize(scale.Label(panel.Periods[group]), panel.Joined.Count(joined => joined == group)))],
            report.MissingPeriods.Count,
            [.. report.MissingPeriods.Take(MostNames)],
            report.JoinedBeforeFirstPeriod.Count,
            [.. report.JoinedBeforeFirstPeriod.Take(MostNames)]);
    }
}
