using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;

namespace Laurel.Insight.Studies;

/// <summary>Joiners against others who were like them before, read from a file; the comparison as they are stands beside it.</summary>
public static class AdjustStudy
{
    /// <exception cref="StudyException">The file cannot be read so.</exception>
    /// <exception cref="UnusableSampleException">The figures cannot carry the method.</exception>
    public static StudyResult Run(AdjustRequest request, StudyRun run)
    {
        var units = AdjustFile.Read(request, run);
        run.Report("computing");
        var effects = Adjustment.Estimate(units, run.Level);
        run.Report("computing");
        var matched = units.OthersCount >= units.JoinedCount ? Matching.OneToOne(units, run.Level) : null;
        run.Warn(effects.Cautions);
        var rung = StudyResult.Rung(run, effects.Evidence);
        var estimates = Estimates(units, effects, matched);
        return new()
        {
            Study = "adjust",
            Files = run.Files,
            Level = run.Level,
            Evidence = rung.Letter,
            EvidenceText = rung.Text,
            Verdict = Verdict(request, run, effects),
            Headline = StudyHeadline.Of("doubly_robust", estimates.DoublyRobust),
            Estimates = estimates,
            Diagnostics = Diagnostics(units, effects),
            Warnings = run.Warnings,
            Report = AdjustReport.Of(run, estimates, effects.Overlap),
        };
    }

    private static StudyVerdict Verdict(AdjustRequest request, StudyRun run, AdjustedEffects effects)
    {
        var (raw, adjusted) = (effects.Raw.Difference, effects.DoublyRobust);
        var code = !adjusted.ExcludesZero ? "not-seen" : adjusted.Value > 0 ? "higher" : "lower";
        var compared = run.Say(
            raw.Value < 0 ? "adjust.raw-lower" : "adjust.raw-higher",
            ("outcome", request.Outcome), ("value", run.Show.Number(Math.Abs(raw.Value))));
        return new(code, $"{compared} " + run.Say(
            $"adjust.{code}",
            ("outcome", request.Outcome),
            ("value", run.Show.Number(Math.Abs(adjusted.Value))),
            ("range", run.Show.Between(adjusted.Interval))));
    }

    private static AdjustEstimates Estimates(ComparedUnits units, AdjustedEffects effects, MatchedEffects? matched) => new(
        new(
            Evidence.RawComparison.Letter().ToString(), units.Group(true).Average, units.Group(false).Average,
            EstimateShape.Of(effects.Raw.Difference), EstimateShape.Of(effects.Raw.Relative)),
        EstimateShape.Of(effects.DoublyRobust),
        EstimateShape.Of(effects.InverseProbability),
        EstimateShape.Of(effects.OutcomeRegression),
        EstimateShape.Of(effects.LeastSquares),
        effects.Trimmed is { } trimmed ? Trimmed(trimmed) : null,
        matched is null ? null : Matched(matched));

    private static TrimmedShape Trimmed(TrimmedEstimate trimmed)
    {
        var one = EstimateShape.Of(trimmed.Estimate);
        return new(
            one.Estimate, one.StandardError, one.IntervalLow, one.IntervalHigh, one.PValue, trimmed.Kept, trimmed.LowestKept,
            trimmed.HighestKept);
    }

    private static MatchedShape Matched(MatchedEffects matched)
    {
        var one = EstimateShape.Of(matched.Difference);
        return new(
            one.Estimate, one.StandardError, one.IntervalLow, one.IntervalHigh, one.PValue, matched.Pairs.Count, matched.PropensityBefore,
            matched.PropensityAfter, matched.Balances.Max(balance => Math.Abs(balance.After)));
    }

    private static AdjustDiagnostics Diagnostics(ComparedUnits units, AdjustedEffects effects)
    {
        var overlap = effects.Overlap;
        return new(
            units.JoinedCount,
            units.OthersCount,
            [.. overlap.Balances.Select(balance => new BalanceShape(balance.Covariate, balance.Before, balance.After))],
            overlap.LargestDifferenceBefore,
            overlap.LargestDifferenceAfter,
            overlap.EffectiveOthers,
            overlap.LowestPropensity,
            overlap.HighestPropensity,
            effects.EValue.OfEstimate,
            effects.EValue.OfInterval);
    }
}
