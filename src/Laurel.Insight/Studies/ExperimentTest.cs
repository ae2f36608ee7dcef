using Laurel.Insight.Experiments;
using Laurel.Insight.Statistics;
using Caution = Laurel.Insight.Experiments.Caution;
using CautionKind = Laurel.Insight.Experiments.CautionKind;
using Estimate = Laurel.Insight.Experiments.Estimate;
using Power = Laurel.Insight.Experiments.Power;

namespace Laurel.Insight.Studies;

/// <summary>Judges every arm of every metric against the control.</summary>
internal sealed class ExperimentTest(ExperimentRequest request, StudyRun run, ExperimentSample sample, bool isStopped)
{
    public bool IsStopped => isStopped;

    public bool Ended => request.PlannedUnits is not { } planned || sample.Assigned.Sum() >= planned;

    public IReadOnlyList<MetricShape> Judge()
    {
        var pairs = sample.Metrics.SelectMany(metric => Pairs(metric)).ToList();
        double[] raw = isStopped ? [] : [.. pairs.Where(pair => !pair.NothingVaries).Select(pair => pair.Headline.PValue)];
        var (holm, scanned) = (MultipleTests.Holm(raw), MultipleTests.BenjaminiHochberg(raw));
        var at = 0;
        return [.. sample.Metrics.Select(metric =>
        {
            var own = pairs.Where(pair => pair.Metric == metric).ToList();
            var cuped = own[0].Cuped;
            return new MetricShape(
                metric.Name,
                metric.Columns.Covariate,
                [.. sample.Arms.Select((arm, i) => ArmShape.Of(arm, i == 0, metric.Missing[i], metric.Mean(i)))],
                [.. own.Select(pair => isStopped ? Stopped(pair) : pair.NothingVaries ? Unvaried(pair) : Compare(pair, holm[at], scanned[at++], raw.Length))],
                cuped is null ? null : new(cuped.Theta, cuped.VarianceKept, cuped.MissingShare));
        })];
    }

    private IEnumerable<ArmPair> Pairs(MetricSample metric)
    {
        var cuped = metric.HasCovariate ? metric.Adjust() : null;
        if (cuped is not null)
            run.Warn(cuped.Cautions, metric.Name);
        for (var arm = 1; arm < sample.Arms.Count; arm++)
            yield return new(metric, arm, metric.Mean(0), metric.Mean(arm), cuped, run.Level, Ended ? null : PlannedFor(arm));
    }

    /// <summary>The part of the planned units that belongs to the control and one arm.</summary>
    private long PlannedFor(int arm) => (long)Math.Ceiling(
        request.PlannedUnits!.Value * (double)(sample.Assigned[0] + sample.Assigned[arm]) / sample.Assigned.Sum());

    private ArmComparison Stopped(ArmPair pair) => WithoutFigures(pair, new("stopped", Wording.Say(run.Language, Outcome.Stopped)));

    private ArmComparison Unvaried(ArmPair pair) => WithoutFigures(pair, new("nothing-varies", run.Say(
        "experiment.nothing-varies", ("metric", pair.Metric.Name), ("arm", sample.Arms[pair.Arm]), ("control", sample.Arms[0]))));

    private ArmComparison WithoutFigures(ArmPair pair, StudyVerdict verdict) => new(
        sample.Arms[pair.Arm], sample.Arms[0], verdict, pair.HeadlineName,
        null, null, null, null, null, null, null, null, null, null, null);

    private ArmComparison Compare(ArmPair pair, double holm, double scanned, int comparisons)
    {
        var lift = pair.Lift(pair.Treated, pair.Control);
        var adjustedLift = pair.Adjusted is null ? null : pair.Lift(pair.BestTreated, pair.BestControl);
        return new(
            sample.Arms[pair.Arm],
            sample.Arms[0],
            Verdict(pair, holm, comparisons, lift),
            pair.HeadlineName,
            EstimateShape.Of(pair.Difference),
            EstimateShape.Of(lift),
            lift is null ? null : Exact(lift.Exact),
            pair.Adjusted is null ? null : EstimateShape.Of(pair.Adjusted),
            EstimateShape.Of(adjustedLift),
            EstimateShape.Of(pair.AlwaysValid),
            request.Cap is { } quantile && CanCarry("--cap", pair.Metric) ? Capped(pair, quantile) : null,
            request.Joined is not null && CanCarry("--joined", pair.Metric) ? Joined(pair) : null,
            holm,
            scanned,
            Power.SmallestVisible(pair.Headline.StandardError, run.Level));
    }

    private StudyVerdict Verdict(ArmPair pair, double holm, int comparisons, RelativeLift? lift)
    {
        var code = Code(pair, holm, comparisons);
        WarnOf(pair, lift);
        var estimate = pair.Headline;
        var visible = Power.SmallestVisible(estimate.StandardError, run.Level);
        return new(code, run.Say(
            $"experiment.{code}",
            ("metric", pair.Metric.Name),
            ("arm", sample.Arms[pair.Arm]),
            ("control", sample.Arms[0]),
            ("value", run.Show.Number(Math.Abs(estimate.Value))),
            ("range", run.Show.Between(estimate.Interval)),
            ("visible", run.Show.Number(visible)),
            ("matters", run.Show.Number(request.Smallest)),
            ("comparisons", comparisons)));
    }

    private string Code(ArmPair pair, double holm, int comparisons)
    {
        if (request.Smallest is { } smallest && pair.Metric == sample.Metrics[0])
            return StableName.Of(Planned(pair, smallest).Outcome);
        if (!Ended && !pair.Headline.ExcludesZero)
            return "still-running";
        if (!pair.Headline.ExcludesZero)
            return "not-seen";
        if (comparisons > 1 && holm > 1 - run.Level)
            return "may-be-chance";
        return pair.Headline.Value > 0 ? "higher" : "lower";
    }

    private ExperimentVerdict Planned(ArmPair pair, double smallest)
    {
        long[] assigned = [sample.Assigned[0], sample.Assigned[pair.Arm]];
        var plan = new ExperimentPlan
        {
            Withheld = sample.Arms[pair.Arm],
            PlannedUnits = Math.Max(4, Ended ? assigned.Sum() : PlannedFor(pair.Arm)),
            SmallestThatMatters = smallest,
            Shares = [.. assigned.Select(count => (double)count)],
            Level = run.Level,
        };
        var verdict = Verdicts.Of(
            plan, new() { Treated = pair.BestTreated, Control = pair.BestControl, Assigned = assigned, Ended = Ended });
        run.Warn(verdict.Cautions.Where(caution => caution.Kind == CautionKind.CannotSeeSmallEffects), pair.Metric.Name);
        return verdict;
    }

    private void WarnOf(ArmPair pair, RelativeLift? lift)
    {
        var smallest = Math.Min(pair.Treated.N, pair.Control.N);
        if (smallest < Verdicts.FewUnits)
            run.Warn(new Caution(CautionKind.FewUnits, smallest, Verdicts.FewUnits));
        if (!Ended)
            run.Warn(new Caution(CautionKind.StillRunning, sample.Assigned.Sum(), request.PlannedUnits!.Value));
        if (lift is null or { ControlNearZero: true })
            run.Warn(new Caution(
                CautionKind.ControlNearZero, Math.Abs(pair.Control.Mean) / Math.Sqrt(pair.Control.SquaredError),
                RelativeLift.ErrorsFromZero), pair.Metric.Name);
    }

    /// <summary>A ratio has no value of one unit that could be cut off, or be traced to joining.</summary>
    private bool CanCarry(string option, MetricSample metric)
    {
        if (metric.IsRatio)
            run.WarnOnce("not-of-ratios", metric.Name, ("metric", metric.Name), ("option", option));
        return !metric.IsRatio;
    }

    private CappedShape Capped(ArmPair pair, double quantile)
    {
        var (cap, capped, arms) = pair.Metric.Capped(quantile);
        return new(quantile, cap, capped, EstimateShape.Of(Welch.Difference(arms[pair.Arm], arms[0], run.Level)));
    }

    private JoinedShape Joined(ArmPair pair)
    {
        var effects = Encouragement.Of(pair.Metric.Joined(pair.Arm), pair.Metric.Joined(0), run.Level);
        run.Warn(effects.Cautions, pair.Metric.Name);
        return new(
            EstimateShape.Of(effects.OnThoseWhoJoined), EstimateShape.Of(effects.Uptake), effects.FirstStageF, Exact(effects.Robust));
    }

    private static ExactShape Exact(ConfidenceSet set) => new(StableName.Of(set.Shape), set.Low, set.High);
}

/// <summary>One arm and the control, and what the formulas say of them.</summary>
internal sealed record ArmPair(
    MetricSample Metric, int Arm, ArmMean Control, ArmMean Treated, CupedArms? Cuped, double Level, long? RunsTo)
{
    public bool NothingVaries => Treated.IsConstant && Control.IsConstant;

    public ArmMean BestControl { get; } = Cuped is null ? Control : Metric.At(Cuped.Arms[0]);

    public ArmMean BestTreated { get; } = Cuped is null ? Treated : Metric.At(Cuped.Arms[Arm]);

    public Estimate Difference => Welch.Difference(Treated, Control, Level);

    public Estimate? Adjusted => Cuped is null ? null : Welch.Difference(BestTreated, BestControl, Level);

    public Estimate AlwaysValid =>
        Experiments.AlwaysValid.Difference(BestTreated, BestControl, Level, RunsTo ?? BestTreated.N + BestControl.N);

    /// <summary>While a test runs, only an interval that may be watched.</summary>
    public Estimate Headline => RunsTo is not null ? AlwaysValid : Adjusted ?? Difference;

    public string HeadlineName => RunsTo is not null ? "always_valid" : Cuped is null ? "difference" : "adjusted";

    public RelativeLift? Lift(ArmMean treated, ArmMean control) => control.Mean == 0 ? null : RelativeLift.Of(treated, control, Level);
}
