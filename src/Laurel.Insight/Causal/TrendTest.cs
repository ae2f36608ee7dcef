using Laurel.Insight.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>
/// Whether joiners and controls moved together before anybody joined; passing it does not prove that they would have later.
/// </summary>
/// <param name="Wald">a′V⁻¹a of all effects before joining.</param>
/// <param name="Cells">Its degrees of freedom.</param>
/// <param name="PValue">Small when trends differed.</param>
/// <remarks>Callaway and Sant'Anna (2021), section 4; Roth (2022) on how little a passed pre-test shows.</remarks>
public sealed record TrendTest(double Wald, int Cells, double PValue)
{
    /// <summary>The border under which trends count as different.</summary>
    public const double WarnsBelow = 0.1;

    public bool Passed => PValue >= WarnsBelow;

    /// <summary>Null when there is no period before joining to compare.</summary>
    internal static TrendTest? Of(IReadOnlyList<Linearised> before, Clusters clusters)
    {
        if (before.Count == 0)
            return null;
        var scores = Matrix<double>.Build.DenseOfColumnArrays(before.Select(cell => clusters.Sums(cell.Influence)));
        var units = before[0].Influence.Length;
        var covariance = scores.TransposeThisAndMultiply(scores) / ((double)units * units);
        var values = Vector<double>.Build.DenseOfEnumerable(before.Select(cell => cell.Value));
        var rank = covariance.Rank();
        if (rank == 0)
            return null;
        var wald = values * (covariance.PseudoInverse() * values);
        return new(wald, rank, Distributions.ChiSquaredTail(wald, rank));
    }
}
