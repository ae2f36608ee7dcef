using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>
/// The weights w ≥ 0, Σw = 1 for which Σ wⱼ·pointⱼ lies nearest to the target: an exact active-set method, no step sizes.
/// </summary>
/// <remarks>
/// Wolfe (1976), "Finding the nearest point in a polytope", Math. Programming 11: the nearest point to the origin among the mixtures of
/// pointⱼ − target. A corral is a set of points whose best affine mixture has only positive weights.
/// </remarks>
internal static class NearestInSimplex
{
    private const double Tolerance = 1e-12;

    public static double[] Weights(IReadOnlyList<double[]> points, double[] target)
    {
        var shifted = Scale([.. points.Select(point => Vector<double>.Build.DenseOfArray(point) - ToVector(target))]);
        var nearest = Enumerable.Range(0, shifted.Count).MinBy(j => shifted[j].DotProduct(shifted[j]));
        var corral = new SortedDictionary<int, double> { [nearest] = 1 };
        for (var step = 0; step < 100 * (points.Count + 1); step++)
        {
            var mixture = Mix(shifted, corral);
            var entering = Enumerable.Range(0, shifted.Count).MinBy(j => mixture.DotProduct(shifted[j]));
            var gain = mixture.DotProduct(mixture) - mixture.DotProduct(shifted[entering]);
            if (gain <= Tolerance || corral.ContainsKey(entering))
                return Spread(corral, points.Count);
            corral[entering] = 0;
            Shrink(shifted, corral);
        }
        throw new InvalidOperationException("The weights of the synthetic control did not settle.");
    }

    /// <summary>Moves to the best affine mixture; points whose weight would become negative leave the corral.</summary>
    private static void Shrink(List<Vector<double>> points, SortedDictionary<int, double> corral)
    {
        while (true)
        {
            int[] members = [.. corral.Keys];
            var best = AffineBest(points, members);
            var reach = 1.0;
            for (var k = 0; k < members.Length; k++)
            {
                if (best[k] <= Tolerance)
                    reach = Math.Min(reach, corral[members[k]] / Math.Max(corral[members[k]] - best[k], Tolerance));
            }
            for (var k = 0; k < members.Length; k++)
                corral[members[k]] += reach * (best[k] - corral[members[k]]);
            if (reach >= 1)
                return;
            foreach (var member in members.Where(member => corral[member] <= Tolerance))
                corral.Remove(member);
        }
    }

    /// <summary>argmin ‖Σv·point‖ with Σv = 1: (11′ + AA′)v = 1, then divided by its sum.</summary>
    private static Vector<double> AffineBest(List<Vector<double>> points, int[] members)
    {
        var gram = Matrix<double>.Build.Dense(members.Length, members.Length,
            (i, j) => 1 + points[members[i]].DotProduct(points[members[j]]));
        var solution = gram.Solve(Vector<double>.Build.Dense(members.Length, 1));
        return solution / solution.Sum();
    }

    private static Vector<double> Mix(List<Vector<double>> points, SortedDictionary<int, double> corral)
    {
        var mixture = Vector<double>.Build.Dense(points[0].Count);
        foreach (var (member, weight) in corral)
            mixture += weight * points[member];
        return mixture;
    }

    private static List<Vector<double>> Scale(List<Vector<double>> points)
    {
        var largest = points.Max(point => point.L2Norm());
        return largest > 0 ? [.. points.Select(point => point / largest)] : points;
    }

    private static double[] Spread(SortedDictionary<int, double> corral, int count)
    {
        var weights = new double[count];
        foreach (var (member, weight) in corral)
            weights[member] = weight;
        return weights;
    }

    private static Vector<double> ToVector(double[] values) => Vector<double>.Build.DenseOfArray(values);
}
