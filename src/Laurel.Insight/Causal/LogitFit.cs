using Laurel.Insight.Experiments;
using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>The probability of joining given what was known before (propensity score), by logistic regression.</summary>
/// <remarks>Maximum likelihood by Newton's method (iteratively reweighted least squares), McCullagh and Nelder (1989), chapter 4.</remarks>
internal sealed class LogitFit
{
    private const int MostSteps = 50;

    /// <summary>Steps without a better fit after which only a coefficient still runs away.</summary>
    private const int StepsSettled = 4;

    private const double SameFit = 1e-8;

    /// <summary>Who is so certain to join has nobody like her among the others.</summary>
    private const double Certain = 1 - 1e-6;

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

    /// <summary>Where nobody of a kind joined, the coefficient of that kind has no end; their chances settle at 0 all the same, and they weigh
    /// nothing.</summary>
    /// <exception cref="UnusableSampleException">When the covariates tell joiners from others without error.</exception>
    public static LogitFit Of(Design design, IReadOnlyList<bool> joined)
    {
        var target = Vector<double>.Build.Dense(joined.Count, row => joined[row] ? 1 : 0);
        var coefficients = Vector<double>.Build.Dense(design.Columns.ColumnCount);
        var (deviance, settled) = (double.PositiveInfinity, 0);
        for (var step = 0; step < MostSteps; step++)
        {
            var propensity = (design.Columns * coefficients).Map(score => 1 / (1 + Math.Exp(-score)));
            var weights = propensity.PointwiseMultiply(1 - propensity);
            var inverse = step == 0 ? design.Inverse(weights) : design.InverseOrNull(weights);
            if (inverse is null)
                break;
            var move = inverse * design.Columns.TransposeThisAndMultiply(target - propensity);
            var before = deviance;
            deviance = Deviance(target, propensity);
            settled = Math.Abs(before - deviance) < SameFit * (deviance + 0.1) ? settled + 1 : 0;
            if (move.AbsoluteMaximum() < 1e-10 || (settled == StepsSettled && propensity.Maximum() < Certain))
                return new(design, target, propensity, inverse);
            coefficients += move;
        }
        throw new UnusableSampleException("nobody-comparable");
    }

    private static double Deviance(Vector<double> joined, Vector<double> propensity) =>
        -2 * joined.Zip(propensity, (one, chance) => Math.Log(one > 0 ? chance : 1 - chance)).Sum();

    /// <summary>What each unit contributes to h′γ̂: n·h′(X′WX)⁻¹xᵢ·(Dᵢ − eᵢ).</summary>
    public double[] Trace(Vector<double> direction)
    {
        var leverage = design.Columns * (inverse * direction);
        return [.. leverage.PointwiseMultiply(errors) * design.Rows];
    }
}
