using Laurel.Insight.Experiments;
using Laurel.Insight.Statistics;
using Estimate = Laurel.Insight.Experiments.Estimate;

namespace Laurel.Insight.Causal;

/// <summary>
/// How many standard errors wide intervals must be to hold for all of a family at once: the quantile of max|b_k|/SE_k, where b is drawn by
/// giving each cluster a random sign.
/// </summary>
/// <remarks>
/// Multiplier bootstrap of Callaway and Sant'Anna (2021), algorithm 1, with Rademacher signs; the same seed gives the same band.
/// </remarks>
internal static class SimultaneousBand
{
    private const int MostBlocks = 2000;

    public static double Critical(IReadOnlyList<Linearised> family, Clusters clusters, double level, int draws, int seed)
    {
        var single = Distributions.NormalQuantile(0.5 + level / 2);
        double[][] sums = [.. family.Select(member => Fold(clusters.Sums(member.Influence))).Where(sum => Norm(sum) > 0)];
        if (sums.Length < 2)
            return single;
        double[] errors = [.. sums.Select(Norm)];
        var random = new Random(seed);
        var largest = new double[draws];
        var signs = new double[sums[0].Length];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < signs.Length; i++)
                signs[i] = random.Next(2) == 0 ? -1 : 1;
            for (var k = 0; k < sums.Length; k++)
                largest[draw] = Math.Max(largest[draw], Math.Abs(Dot(sums[k], signs)) / errors[k]);
        }
        Array.Sort(largest);
        return Math.Max(single, largest[Math.Min(draws - 1, (int)Math.Ceiling(level * draws) - 1)]);
    }

    public static Interval Around(Estimate estimate, double critical) =>
        new(estimate.Value - critical * estimate.StandardError, estimate.Value + critical * estimate.StandardError);

    /// <summary>
    /// Of more than enough clusters, every <see cref="MostBlocks"/>th shares a sign: as good, and a hundred times faster.
    /// </summary>
    private static double[] Fold(double[] sums)
    {
        if (sums.Length <= MostBlocks)
            return sums;
        var blocks = new double[MostBlocks];
        for (var i = 0; i < sums.Length; i++)
            blocks[i % MostBlocks] += sums[i];
        return blocks;
    }

    private static double Norm(double[] values) => Math.Sqrt(Dot(values, values));

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
