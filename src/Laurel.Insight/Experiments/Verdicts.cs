using Laurel.Insight.Statistics;

namespace Laurel.Insight.Experiments;

/// <summary>
/// Judges a test. While it runs every interval is always-valid, so a page may be watched; the fixed-sample interval appears only when the
/// end has come of a plan that decides once. A broken lottery stops everything.
/// </summary>
public static class Verdicts
{
    /// <summary>Units per arm under which asymptotic intervals are not to be trusted.</summary>
    public const long FewUnits = 100;

    /// <summary>Share of controls that may have got the treatment.</summary>
    public const double ToleratedContamination = 0.02;

    /// <summary>More people than there are: a needed size is never reported above it.</summary>
    private const double MostUnits = 1e10;

    public static ExperimentVerdict Of(ExperimentPlan plan, ExperimentReading reading)
    {
        plan.Check();
        var lottery = SampleRatio.Check(reading.Assigned, plan.Shares);
        var visible = SmallestVisible(plan, reading);
        var units = UnitsToSeeWhatMatters(plan, reading, visible);
        if (lottery.Stops)
        {
            var mismatch = new Caution(CautionKind.SampleRatioMismatch, lottery.PValue, SampleRatio.StopsBelow);
            return new(Outcome.Stopped, null, null, visible, units, lottery, [], [mismatch]);
        }
        if (reading.NothingVaries)
            return new(Outcome.NothingVaries, null, null, visible, units, lottery, [], []);
        var effect = new Effect(Difference(plan, reading.Ended, reading.Treated, reading.Control), plan.Evidence, plan.Withheld);
        var lift = reading.Control.Mean == 0 ? null : Lift(plan, reading);
        var guardrails = reading.Guardrails.Select(guardrail => Judge(plan, reading.Ended, guardrail)).ToList();
        var outcome = Decide(plan, reading.Ended, visible, effect.Estimate);
        return new(outcome, effect, lift, visible, units, lottery, guardrails, Cautions(plan, reading, visible, lift, guardrails));
    }

    private static Outcome Decide(ExperimentPlan plan, bool ended, double visible, Estimate effect)
    {
        if (visible > plan.SmallestThatMatters)
            return Outcome.CannotSee;
        if (!ended && plan.Looking == Looking.Once)
            return Outcome.StillRunning;
        if (effect.ExcludesZero)
            return effect.Value > 0 ? Outcome.Higher : Outcome.Lower;
        return ended ? Outcome.NoDifferenceSeen : Outcome.StillRunning;
    }

    private static Estimate Difference(ExperimentPlan plan, bool ended, ArmMean treated, ArmMean control) => IsFixed(plan, ended)
        ? Welch.Difference(treated, control, plan.Level)
        : AlwaysValid.Difference(treated, control, plan.Level, plan.PlannedUnits);

    private static RelativeLift Lift(ExperimentPlan plan, ExperimentReading reading) => IsFixed(plan, reading.Ended)
        ? RelativeLift.Of(reading.Treated, reading.Control, plan.Level)
        : RelativeLift.Watched(reading.Treated, reading.Control, plan.Level, plan.PlannedUnits);

    private static GuardrailVerdict Judge(ExperimentPlan plan, bool ended, Guardrail guardrail)
    {
        var change = Difference(plan, ended, guardrail.Treated, guardrail.Control);
        var mildest = guardrail.HigherIsWorse ? change.Interval.Low : -change.Interval.High;
        return new(guardrail.Name, change, mildest > guardrail.Tolerated);
    }

    private static bool IsFixed(ExperimentPlan plan, bool ended) => ended && plan.Looking == Looking.Once;

    /// <summary>At the end of the test: the critical value of the interval then, plus that of the power, in standard errors then.</summary>
    private static double SmallestVisible(ExperimentPlan plan, ExperimentReading reading)
    {
        var units = reading.Ended ? Units(reading) : Math.Max(Units(reading), plan.PlannedUnits);
        var standardError = Welch.StandardError(reading.Treated, reading.Control) * Math.Sqrt((double)Units(reading) / units);
        if (plan.Looking == Looking.Once)
            return Power.SmallestVisible(standardError, plan.Level, plan.Power);
        var half = AlwaysValid.Around(0, standardError, units, plan.Level, plan.PlannedUnits).Interval.High;
        return half + Distributions.NormalQuantile(plan.Power) * standardError;
    }

    private static long UnitsToSeeWhatMatters(ExperimentPlan plan, ExperimentReading reading, double visible)
    {
        var units = reading.Ended ? Units(reading) : Math.Max(Units(reading), plan.PlannedUnits);
        var times = visible / plan.SmallestThatMatters;
        return (long)Math.Min(Math.Ceiling(units * times * times), MostUnits);
    }

    private static List<Caution> Cautions(
        ExperimentPlan plan, ExperimentReading reading, double visible, RelativeLift? lift, List<GuardrailVerdict> guardrails)
    {
        var cautions = new List<Caution>();
        void Add(bool applies, CautionKind kind, double figure, double limit)
        {
            if (applies)
                cautions.Add(new(kind, figure, limit));
        }
        var smallest = Math.Min(reading.Treated.N, reading.Control.N);
        Add(visible > plan.SmallestThatMatters, CautionKind.CannotSeeSmallEffects, visible, plan.SmallestThatMatters);
        Add(!reading.Ended, CautionKind.StillRunning, Units(reading), plan.PlannedUnits);
        Add(smallest < FewUnits, CautionKind.FewUnits, smallest, FewUnits);
        Add(lift is null or { ControlNearZero: true }, CautionKind.ControlNearZero,
            Math.Abs(reading.Control.Mean) / Math.Sqrt(reading.Control.SquaredError), RelativeLift.ErrorsFromZero);
        Add(reading.ContaminatedShare > ToleratedContamination, CautionKind.Contaminated, reading.ContaminatedShare,
            ToleratedContamination);
        foreach (var (guardrail, verdict) in reading.Guardrails.Zip(guardrails))
            Add(verdict.Harmed, CautionKind.GuardrailHarmed, verdict.Change.Value, guardrail.Tolerated);
        return cautions;
    }

    private static long Units(ExperimentReading reading) => reading.Treated.N + reading.Control.N;
}
