using Laurel.Insight.Experiments;
using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>The probability of joining given what was known before (propensity score), by logistic regression.</summary>
/// <remarks>Maximum likelihood by Newton's method (iteratively reweighted least squares), McCullagh and Nelder (1989), chapter 4.</remarks>
internal sealed class LogitFit
{
    private const int MostSteps = 50;
    private readonly Design design;
    private readonly Vector<double> errors;
    private readonly Matrix<double> inverse;

    private LogitFit(Design design, Vector<double> joined, Vector<double> propensity, Matrix<double> inverse)
    {
        this.design = design;
        this.inverse = inverse;
        errors = joined - propensity;
        Propensity = propensity.ToArray();
    }

    /// <summary>Strictly between 0 and 1, one per unit.</summary>
    public double[] Propensity { get; }

    /// <summary>e/(1 − e): what makes a unit that did not join stand for those who did.</summary>
    public double[] Odds => [.. Propensity.Select(e => e / (1 - e))];

    /// <exception cref="UnusableSampleException">When the covariates tell joiners from others without error.</exception>
    public static LogitFit Of(Design design, IReadOnlyList<bool> joined)
    {
        var target = Vector<double>.Build.Dense(joined.Count, row => joined[row] ? 1 : 0);
        var coefficients = Vector<double>.Build.Dense(design.Columns.ColumnCount);
        for (var step = 0; step < MostSteps; step++)
        {
            var propensity = (design.Columns * coefficients).Map(score => 1 / (1 + Math.Exp(-score)));
            var weights = propensity.PointwiseMultiply(1 - propensity);
            var inverse = step == 0 ? design.Inverse(weights) : design.InverseOrNull(weights);
            if (inverse is null)
                break;
            var move = inverse * design.Columns.TransposeThisAndMultiply(target - propensity);
            if (move.AbsoluteMaximum() < 1e-10)
                return new(design, target, propensity, inverse);
            coefficients += move;
        }
        throw new UnusableSampleException("nobody-comparable");
    }

    /// <summary>What each unit contributes to h′γ̂: n·h′(X′WX)⁻¹xᵢ·(Dᵢ − eᵢ).</summary>
    public double[] Trace(Vector<double> direction)
    {
        var leverage = design.Columns * (inverse * direction);
        return [.. leverage.PointwiseMultiply(errors) * design.Rows];
    }
}
