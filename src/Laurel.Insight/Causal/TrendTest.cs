using Laurel.Insight.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Laurel.Insight.Causal;

/// <summary>
/// Whether joiners and controls moved together before anybody joined; passing it does not prove that they would have later.
/// </summary>
/// <param name="Wald">a′V⁻¹a of what is compared before joining.</param>
/// <param name="Cells">Its degrees of freedom.</param>
/// <param name="PValue">Small when trends differed.</param>
/// <param name="IsOfCells">Every group in every period before joining; false where there are too few units for that, and the averages by time before
/// joining are compared.</param>
/// <remarks>
/// Callaway and Sant'Anna (2021), section 4; Roth (2022) on how little a passed pre-test shows. With few units behind many cells V is so badly
/// known that the test would nearly always fail: then only times before joining with enough units behind them are compared, by F instead of χ²
/// (Hotelling, 1931).
/// </remarks>
public sealed record TrendTest(double Wald, int Cells, double PValue, bool IsOfCells = true)
{
    /// <summary>The border under which trends count as different.</summary>
    public const double WarnsBelow = 0.1;

    /// <summary>Units (or clusters) that must stand behind each thing compared.</summary>
    private const int UnitsEach = 10;

    /// <summary>Share of the largest spread below which a spread is only rounding.</summary>
    private const double Negligible = 1e-10;

    /// <summary>Joiners behind an average by time before joining.</summary>
    private const int FewestJoiners = 30;

    public bool Passed => PValue >= WarnsBelow;

    /// <summary>Null when there is no period before joining to compare.</summary>
    /// <param name="cells">All cells; those after joining are not looked at.</param>
    /// <param name="byEventTime">Their averages by time since joining.</param>
    internal static TrendTest? Of(IReadOnlyList<GroupTimeCell> cells, SortedDictionary<int, Linearised> byEventTime, Clusters clusters)
    {
        var before = cells.Where(cell => !cell.IsAfterJoining).ToList();
        if (before.Count == 0)
            return null;
        if (IsEnough(before, clusters))
            return Wise([.. before.Select(cell => cell.Effect)], clusters, null);
        var joiners = Math.Min(clusters.Count, before.DistinctBy(cell => cell.Group).Sum(cell => cell.Units));
        var times = before.GroupBy(cell => cell.EventTime).Where(time => time.Sum(cell => cell.Units) >= FewestJoiners)
            .Select(time => time.Key).OrderDescending().Take(joiners / UnitsEach).Select(time => byEventTime[time]).ToList();
        return Wise(times.Count > 0 ? times : [Linearised.Average([.. before.Select(cell => cell.Effect)])], clusters, joiners);
    }

    private static bool IsEnough(List<GroupTimeCell> before, Clusters clusters) =>
        before.GroupBy(cell => cell.Group).All(group => group.Count() * UnitsEach <= group.First().Units)
        && (!clusters.AreGiven || before.Count * UnitsEach <= clusters.Count);

    /// <summary>a′V⁺a and the rank of V: what follows from the rest adds neither distance nor degrees of freedom, however it was rounded.</summary>
    private static (double Wald, int Rank) Distance(Matrix<double> covariance, Vector<double> values)
    {
        var parts = covariance.Evd(Symmetricity.Symmetric);
        var spreads = parts.EigenValues.Real();
        var along = parts.EigenVectors.TransposeThisAndMultiply(values);
        int[] kept = [.. Enumerable.Range(0, spreads.Count).Where(k => spreads[k] > Negligible * spreads.AbsoluteMaximum())];
        return (kept.Sum(k => along[k] * along[k] / spreads[k]), kept.Length);
    }

    /// <param name="units">So many stand behind the covariance; null is many.</param>
    private static TrendTest? Wise(List<Linearised> compared, Clusters clusters, int? units)
    {
        var scores = Matrix<double>.Build.DenseOfColumnArrays(compared.Select(one => clusters.Sums(one.Influence)));
        var all = compared[0].Influence.Length;
        var covariance = scores.TransposeThisAndMultiply(scores) / ((double)all * all);
        var values = Vector<double>.Build.DenseOfEnumerable(compared.Select(one => one.Value));
        var (wald, rank) = Distance(covariance, values);
        if (rank == 0)
            return null;
        if (units is not { } n)
            return new(wald, rank, Distributions.ChiSquaredTail(wald, rank));
        return n > rank ? new(wald, rank, Distributions.FTail((n - rank) * wald / (rank * (n - 1.0)), rank, n - rank), IsOfCells: false) : null;
    }
}
