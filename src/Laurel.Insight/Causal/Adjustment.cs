using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>Compares joiners with others who were like them before: regression, weighting, both, and what remains doubtful.</summary>
public static class Adjustment
{
    private const double TrimBelow = 0.1;
    private const double TrimAbove = 0.9;
    private const int FewestKept = 10;

    public static AdjustedEffects Estimate(ComparedUnits units, double level = 0.95)
    {
        if (units.Covariates.Count == 0)
            throw new UnusableSampleException("nothing-to-adjust");
        var ways = new AverageOnJoiners(units);
        var alone = Clusters.None(units.Count);
        Estimate Show(Linearised estimate) => estimate.ToEstimate(level, alone);
        var (joined, others) = (units.Group(true).Mean, units.Group(false).Mean);
        var robust = Show(ways.DoublyRobust());
        Estimate[] all = [Show(ways.LeastSquares()), Show(ways.OutcomeRegression()), Show(ways.InverseProbability()), robust];
        var overlap = Overlap.Of(units, ways.Propensity, ways.Weights);
        var evalue = EValue.Of(robust, PooledSpread(joined, others));
        return new(
            Comparison.Of(joined, others, level: level),
            all[0],
            all[1],
            all[2],
            robust,
            Trim(units, ways, level),
            overlap,
            evalue,
            [.. AdjustmentCautions.Of(overlap, evalue, all)]);
    }

    private static TrimmedEstimate? Trim(ComparedUnits units, AverageOnJoiners ways, double level)
    {
        var kept = Enumerable.Range(0, units.Count).Where(unit => ways.Propensity[unit] is >= TrimBelow and <= TrimAbove).ToList();
        var joined = kept.Count(unit => units.Joined[unit]);
        if (Math.Min(joined, kept.Count - joined) < FewestKept)
            return null;
        var estimate = ways.InverseProbability(TrimBelow, TrimAbove).ToEstimate(level, Clusters.None(units.Count));
        return new(estimate, kept.Count, TrimBelow, TrimAbove);
    }

    private static double PooledSpread(ArmMean one, ArmMean other) =>
        Math.Sqrt(((one.N - 1) * one.Variance + (other.N - 1) * other.Variance) / (one.N + other.N - 2));
}

/// <summary>What to know before believing an adjusted comparison.</summary>
internal static class AdjustmentCautions
{
    /// <summary>Beyond a quarter of a standard deviation regression only extrapolates: Imbens and Rubin (2015), section 14.2.</summary>
    private const double LargestDifferenceBefore = 0.25;

    private const double LargestDifference = 0.1;
    private const double FewestEffective = 100;
    private const double SmallestShare = 0.1;
    private const double NearlyCertain = 0.9;
    private const double Disagreement = 1;

    public static IEnumerable<Caution> Of(Overlap overlap, EValue evalue, Estimate[] ways)
    {
        var share = overlap.EffectiveOthers / overlap.Others;
        var apart = (ways.Max(way => way.Value) - ways.Min(way => way.Value)) / ways[^1].StandardError;
        if (overlap.LargestDifferenceBefore > LargestDifferenceBefore)
            yield return new(CautionKind.DifferedBefore, overlap.LargestDifferenceBefore, LargestDifferenceBefore);
        if (overlap.LargestDifferenceAfter > LargestDifference)
            yield return new(CautionKind.StillUnbalanced, overlap.LargestDifferenceAfter, LargestDifference);
        if (overlap.EffectiveOthers < FewestEffective)
            yield return new(CautionKind.FewEffectiveControls, overlap.EffectiveOthers, FewestEffective);
        if (share < SmallestShare)
            yield return new(CautionKind.SmallShareOfControls, share, SmallestShare);
        if (overlap.HighestPropensity > NearlyCertain)
            yield return new(CautionKind.NearlyCertainToJoin, overlap.HighestPropensity, NearlyCertain);
        if (evalue.OfInterval < EValue.SmallBelow)
            yield return new(CautionKind.EasilyExplainedAway, evalue.OfInterval, EValue.SmallBelow);
        if (apart > Disagreement)
            yield return new(CautionKind.MethodsDisagree, apart, Disagreement);
    }
}
