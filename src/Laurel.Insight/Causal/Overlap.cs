namespace Laurel.Insight.Causal;

/// <summary>How different joiners and others are in one covariate, in standard deviations of the joiners.</summary>
public sealed record Balance(string Covariate, double Before, double After);

/// <summary>Whether there is anybody to compare with.</summary>
/// <param name="Balances">Standardised mean differences before and after weighting.</param>
/// <param name="EffectiveOthers">(Σw)²/Σw²: how many equally weighted units would carry the comparison as well (Kish 1965).</param>
/// <param name="Others">Units that did not join.</param>
/// <param name="LowestPropensity">Smallest probability of joining of anybody.</param>
/// <param name="HighestPropensity">Largest.</param>
public sealed record Overlap(
    IReadOnlyList<Balance> Balances, double EffectiveOthers, int Others, double LowestPropensity, double HighestPropensity)
{
    public double LargestDifferenceBefore => Balances.Count == 0 ? 0 : Balances.Max(balance => Math.Abs(balance.Before));

    public double LargestDifferenceAfter => Balances.Count == 0 ? 0 : Balances.Max(balance => Math.Abs(balance.After));

    internal static Overlap Of(ComparedUnits units, double[] propensity, double[] weights)
    {
        double[] even = [.. units.Joined.Select(joined => joined ? 0.0 : 1)];
        var (sum, squares) = (weights.Sum(), weights.Sum(weight => weight * weight));
        return new(
            [.. units.Covariates.Select(covariate => new Balance(
                covariate.Name, Difference(units, covariate, even), Difference(units, covariate, weights)))],
            squares > 0 ? sum * sum / squares : 0,
            units.OthersCount,
            propensity.Min(),
            propensity.Max());
    }

    /// <summary>Austin and Stuart (2015): mean of joiners minus weighted mean of others, over the joiners' standard deviation.</summary>
    internal static double Difference(ComparedUnits units, Covariate covariate, double[] weights)
    {
        double[] joiners = [.. covariate.Values.Where((_, i) => units.Joined[i])];
        var mean = joiners.Average();
        var spread = Math.Sqrt(joiners.Sum(value => (value - mean) * (value - mean)) / (joiners.Length - 1));
        var others = covariate.Values.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();
        if (spread > 0)
            return (mean - others) / spread;
        return mean == others ? 0 : double.PositiveInfinity;
    }
}
