namespace Laurel.Insight.Studies;

/// <summary>Joiners and others as they are, beside every way of making them comparable; in the unit of the outcome, per joiner.</summary>
/// <param name="RawComparison">As they are: rung E, a comparison and nothing more.</param>
/// <param name="DoublyRobust">The headline (AIPW).</param>
/// <param name="InverseProbability">Others weighted by e/(1 − e), normalised.</param>
/// <param name="OutcomeRegression">Joiners against what a regression among the others predicts for them.</param>
/// <param name="LeastSquares">The coefficient of having joined in one regression.</param>
/// <param name="Trimmed">Inverse probability among units whose chance of joining is middling; null when too few are left.</param>
/// <param name="MatchedPairs">Each joiner against the most similar other; null when there are fewer others than joiners.</param>
public sealed record AdjustEstimates(
    RawComparisonShape RawComparison, EstimateShape DoublyRobust, EstimateShape InverseProbability, EstimateShape OutcomeRegression,
    EstimateShape LeastSquares, TrimmedShape? Trimmed, MatchedShape? MatchedPairs);

/// <summary>Two groups as they are.</summary>
/// <param name="Evidence">Always E.</param>
/// <param name="Difference">Mean of those who joined less mean of the others.</param>
/// <param name="RelativeDifference">As a share of the others' mean; null when that is 0.</param>
public sealed record RawComparisonShape(
    string Evidence, double JoinedMean, double OthersMean, EstimateShape Difference, EstimateShape? RelativeDifference);

/// <summary>The figure among the units that were kept.</summary>
public sealed record TrimmedShape(
    double Estimate, double StandardError, double IntervalLow, double IntervalHigh, double PValue, int UnitsKept, double LowestKept,
    double HighestKept);

/// <summary>The figure among pairs, and how alike they are: differences in standard deviations of the joiners.</summary>
public sealed record MatchedShape(
    double Estimate, double StandardError, double IntervalLow, double IntervalHigh, double PValue, int Pairs,
    double PropensityDifferenceBefore,
    double PropensityDifferenceAfter, double LargestDifferenceAfter);

/// <summary>Whether there is anybody to compare with.</summary>
/// <param name="EffectiveOthers">How many equally weighted others would carry the comparison as well.</param>
/// <param name="EValueEstimate">How strong (as a risk ratio) an unseen difference would have to be to explain the headline away.</param>
/// <param name="EValueInterval">The same for the end of its interval nearest to 0.</param>
public sealed record AdjustDiagnostics(
    int Joined, int Others, IReadOnlyList<BalanceShape> Balance, double LargestDifferenceBefore, double LargestDifferenceAfter,
    double EffectiveOthers, double LowestPropensity, double HighestPropensity, double EValueEstimate, double EValueInterval);

/// <summary>How different joiners and others are in one covariate, in standard deviations of the joiners.</summary>
public sealed record BalanceShape(string Covariate, double Before, double After);
