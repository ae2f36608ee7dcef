using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>The weighted figure once units whose chance of joining was extreme are left out.</summary>
/// <param name="Kept">Units left.</param>
public sealed record TrimmedEstimate(Estimate Estimate, int Kept, double LowestKept, double HighestKept);

/// <summary>
/// What joining did to those who joined, if everything that matters was known before: rung D. All specifications stand side by side, so
/// that nobody can show the favourable one alone.
/// </summary>
/// <param name="Raw">Joiners against others as they are, rung E.</param>
/// <param name="LeastSquares">Coefficient of "joined" in one regression.</param>
/// <param name="OutcomeRegression">Joiners against what a regression among the others predicts for them.</param>
/// <param name="InverseProbability">Others weighted by e/(1 − e).</param>
/// <param name="DoublyRobust">Both together (AIPW); the headline.</param>
/// <param name="Trimmed">Inverse probability among units with a middling chance of joining; null when too few are left.</param>
/// <param name="Overlap">Whether there is anybody to compare with.</param>
/// <param name="EValue">How strong an unseen difference would have to be to explain the headline away.</param>
public sealed record AdjustedEffects(
    Comparison Raw,
    Estimate LeastSquares,
    Estimate OutcomeRegression,
    Estimate InverseProbability,
    Estimate DoublyRobust,
    TrimmedEstimate? Trimmed,
    Overlap Overlap,
    EValue EValue,
    IReadOnlyList<Caution> Cautions)
{
    public Evidence Evidence => Evidence.AdjustedComparison;

    /// <param name="withheld">What those who did not join went without.</param>
    public Effect Effect(string withheld) => new(DoublyRobust, Evidence, withheld);
}
