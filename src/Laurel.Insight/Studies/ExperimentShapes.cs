using Laurel.Insight.Experiments;

namespace Laurel.Insight.Studies;

/// <summary>The estimates of a randomised test.</summary>
public sealed record ExperimentEstimates(IReadOnlyList<MetricShape> Metrics);

/// <summary>One metric: its arms, control first, and every other arm against the control.</summary>
/// <param name="Covariate">The column it was adjusted by, or null.</param>
/// <param name="Cuped">What the adjustment did, or null.</param>
public sealed record MetricShape(
    string Metric, string? Covariate, IReadOnlyList<ArmShape> Arms, IReadOnlyList<ArmComparison> Comparisons, CupedShape? Cuped);

/// <summary>One arm. Standard deviation and error are of the units' values, and of their mean.</summary>
public sealed record ArmShape(string Arm, bool IsControl, long Units, long Missing, double Mean, double StandardDeviation,
    double StandardError)
{
    internal static ArmShape Of(string arm, bool isControl, long missing, ArmMean mean) =>
        new(arm, isControl, mean.N, missing, mean.Mean, Math.Sqrt(mean.Variance), Math.Sqrt(mean.SquaredError));
}

/// <summary>θ of the adjustment, the share of variance that is left, and the share of units without a past.</summary>
public sealed record CupedShape(double Theta, double VarianceKept, double MissingShare);

/// <summary>Fieller's set of a relative difference: between the two ends, outside of them, or everything.</summary>
public sealed record ExactShape(string Shape, double Low, double High);

/// <summary>The figure with the largest values cut off at the same cap in all arms.</summary>
public sealed record CappedShape(double Quantile, double Cap, long Capped, EstimateShape Difference);

/// <summary>What joining did to those who joined because of the invitation, and how many it moved.</summary>
public sealed record JoinedShape(EstimateShape OnThoseWhoJoined, EstimateShape Uptake, double FirstStageF, ExactShape Robust);

/// <summary>One arm against the control, per unit of randomisation, everybody drawn counted.</summary>
/// <param name="Headline">Which of the estimates the verdict rests on: <c>difference</c>, <c>adjusted</c> or <c>always_valid</c>.</param>
/// <param name="Difference">Mean of the arm less mean of the control (Welch); null when the draw is broken, or when nothing varies within the arms.</param>
/// <param name="RelativeLift">The same as a share of the control's mean (delta method); null when that is 0.</param>
/// <param name="RelativeLiftExact">Its exact set (Fieller), the one to use when the control's mean is near 0.</param>
/// <param name="Adjusted">After what was to be expected from the past is taken out (CUPED).</param>
/// <param name="AlwaysValid">An interval that may be looked at daily; of the adjusted figure where there is one.</param>
/// <param name="PValueHolm">p of the headline, counting all comparisons of this run (Holm): for decisions, and the verdict is by it.</param>
/// <param name="PValueBh">The same for scans (Benjamini–Hochberg): below 0.05, one finding in twenty is expected to be a false alarm.</param>
/// <param name="SmallestVisible">The smallest true difference a test of this size sees with 80% probability.</param>
public sealed record ArmComparison(
    string Arm,
    string Control,
    StudyVerdict Verdict,
    string Headline,
    EstimateShape? Difference,
    EstimateShape? RelativeLift,
    ExactShape? RelativeLiftExact,
    EstimateShape? Adjusted,
    EstimateShape? AdjustedRelativeLift,
    EstimateShape? AlwaysValid,
    CappedShape? Capped,
    JoinedShape? Joined,
    double? PValueHolm,
    double? PValueBh,
    double? SmallestVisible);

/// <summary>Whether the draw and the counting can be trusted.</summary>
/// <param name="ExpectedShares">As given, or even, adding up to 1; in the order of the arms.</param>
/// <param name="SharesGiven">False when nobody said what the draw should have given, and even shares were assumed.</param>
/// <param name="Stops">True when the sizes rule out the shares that were given: then there are no estimates.</param>
public sealed record ExperimentDiagnostics(
    long Units, IReadOnlyList<string> Arms, IReadOnlyList<long> Assigned, IReadOnlyList<double> ExpectedShares, bool SharesGiven,
    double SampleRatioChiSquared, double SampleRatioPValue, bool Stops, long? PlannedUnits, bool Ended);
