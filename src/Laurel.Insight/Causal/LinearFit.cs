using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>Least squares over some of the rows, with predictions for all of them.</summary>
internal sealed class LinearFit
{
    private readonly Design design;
    private readonly Vector<double> uses;
    private readonly Matrix<double> inverse;

    private LinearFit(Design design, Vector<double> outcome, Vector<double> uses)
    {
        (this.design, this.uses) = (design, uses);
        inverse = design.Inverse(uses);
        Coefficients = inverse * design.Columns.TransposeThisAndMultiply(outcome.PointwiseMultiply(uses));
        Residuals = outcome - design.Columns * Coefficients;
    }

    public Vector<double> Coefficients { get; }

    /// <summary>Outcome minus prediction, also of rows that were not used.</summary>
    public Vector<double> Residuals { get; }

    public static LinearFit Of(Design design, IReadOnlyList<double> outcome, Func<int, bool>? uses = null) => new(
        design,
        Vector<double>.Build.DenseOfEnumerable(outcome),
        Vector<double>.Build.Dense(outcome.Count, row => uses is null || uses(row) ? 1 : 0));

    /// <summary>What each row contributes to h′β̂: n·h′(X′X)⁻¹xᵢ·eᵢ.</summary>
    public double[] Trace(Vector<double> direction)
    {
        var leverage = design.Columns * (inverse * direction);
        return [.. leverage.PointwiseMultiply(Residuals).PointwiseMultiply(uses) * design.Rows];
    }
}
