using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>Joiners against the most similar others, one to one; rung D.</summary>
/// <param name="Difference">Mean difference within pairs.</param>
/// <param name="Pairs">Positions in the table: who joined, and the other she is paired with.</param>
/// <param name="PropensityBefore">How far apart the chances of joining were, in standard deviations of the joiners.</param>
/// <param name="PropensityAfter">The same among the pairs: matching that leaves this large has compared unlike people.</param>
public sealed record MatchedEffects(
    Estimate Difference,
    IReadOnlyList<(int Joined, int Other)> Pairs,
    double PropensityBefore,
    double PropensityAfter,
    IReadOnlyList<Balance> Balances,
    IReadOnlyList<Caution> Cautions)
{
    public Evidence Evidence => Evidence.AdjustedComparison;

    /// <param name="withheld">What those who did not join went without.</param>
    public Effect Effect(string withheld) => new(Difference, Evidence, withheld);
}

/// <summary>
/// Nearest neighbour on the chance of joining, without replacement, those with the largest chance first.
/// </summary>
/// <remarks>Rubin (1973); order and defaults as in the R package MatchIt (Ho, Imai, King and Stuart 2011).</remarks>
public static class Matching
{
    private const double LargestDifference = 0.1;

    /// <exception cref="UnusableSampleException">When there are fewer others than joiners.</exception>
    public static MatchedEffects OneToOne(ComparedUnits units, double level = 0.95)
    {
        if (units.OthersCount < units.JoinedCount)
            throw new UnusableSampleException("too-few-for-pairs");
        var propensity = LogitFit.Of(Design.Of(units), units.Joined).Propensity;
        var pairs = Pair(units, propensity);
        var differences = ArmSummary.Of([.. pairs.Select(pair => units.Outcome[pair.Joined] - units.Outcome[pair.Other])]).Mean;
        var (even, matched) = (new double[units.Count], new double[units.Count]);
        for (var i = 0; i < units.Count; i++)
            even[i] = units.Joined[i] ? 0 : 1;
        foreach (var (_, other) in pairs)
            matched[other] = 1;
        var chance = new Covariate("chance of joining", propensity);
        Balance[] balances = [.. units.Covariates.Select(covariate => new Balance(
            covariate.Name, Overlap.Difference(units, covariate, even), Overlap.Difference(units, covariate, matched)))];
        var (before, after) = (Overlap.Difference(units, chance, even), Overlap.Difference(units, chance, matched));
        var worst = Math.Max(Math.Abs(after), balances.Max(balance => Math.Abs(balance.After)));
        return new(
            Estimate.StudentT(differences.Mean, Math.Sqrt(differences.SquaredError), pairs.Count - 1, level),
            pairs,
            before,
            after,
            balances,
            worst > LargestDifference ? [new(CautionKind.StillUnbalanced, worst, LargestDifference)] : []);
    }

    private static List<(int Joined, int Other)> Pair(ComparedUnits units, double[] propensity)
    {
        var everybody = Enumerable.Range(0, units.Count);
        var free = new FreeNeighbours([.. everybody.Where(i => !units.Joined[i])], propensity);
        return [.. everybody.Where(i => units.Joined[i]).OrderByDescending(i => propensity[i])
            .Select(joined => (joined, free.Take(propensity[joined])))];
    }

    /// <summary>Units in order of propensity, from which the nearest is taken away; taken stretches are skipped in one step.</summary>
    private sealed class FreeNeighbours
    {
        private readonly int[] units;
        private readonly double[] values;
        private readonly int[] right;
        private readonly int[] left;

        public FreeNeighbours(int[] units, double[] propensity)
        {
            this.units = [.. units.OrderBy(unit => propensity[unit])];
            values = [.. this.units.Select(unit => propensity[unit])];
            right = [.. Enumerable.Range(0, units.Length + 1)];
            left = [.. Enumerable.Range(0, units.Length + 1)];
        }

        public int Take(double value)
        {
            var at = First(value);
            var above = Free(right, at);
            var below = Free(left, at) - 1;
            var isAbove = below < 0 || above < values.Length && values[above] - value < value - values[below];
            var taken = isAbove ? above : Free(right, First(values[below]));
            right[taken] = taken + 1;
            left[taken + 1] = taken;
            return units[taken];
        }

        /// <summary>Position of the first value that is not smaller; among equals the first in the table is taken first.</summary>
        private int First(double value)
        {
            var (low, high) = (0, values.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = values[middle] < value ? (middle + 1, high) : (low, middle);
            }
            return low;
        }

        private static int Free(int[] next, int at)
        {
            while (next[at] != at)
                at = next[at] = next[next[at]];
            return at;
        }
    }
}
