using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>The outcomes of one store or region, in order of period.</summary>
public sealed record Series(string Name, IReadOnlyList<double> Values);

/// <summary>A donor and its share of the synthetic control.</summary>
public sealed record DonorWeight(string Name, double Weight);

/// <summary>How much larger the gap became after the start than it was before, for one unit.</summary>
/// <param name="Ratio">RMSPE after over RMSPE before; infinite when the fit before was perfect.</param>
public sealed record PlaceboFit(string Name, double RmspeBefore, double AverageAfter, double Ratio);

/// <summary>One treated unit against a mixture of others that followed it before.</summary>
/// <param name="Weights">Donors with weight above 0, heaviest first.</param>
/// <param name="Gaps">Treated minus synthetic, in every period.</param>
/// <param name="AverageAfter">Mean gap after the start; its error is the spread of the donors' own gaps (placebo), so it is rough; its p-value is the placebos'.</param>
/// <param name="RmspeBefore">Root mean squared gap before the start, unit of the outcome.</param>
/// <param name="DifferenceInDifferences">The same with all donors weighing alike, for comparison.</param>
/// <param name="Placebos">The treated unit and every donor as if treated, largest ratio first.</param>
/// <param name="Rank">Place of the treated unit among them, 1 is the most unusual.</param>
/// <param name="PValue">Rank over number of units.</param>
/// <param name="Evidence">C when the mixture followed the treated unit before, otherwise D.</param>
public sealed record SyntheticEffects(
    IReadOnlyList<DonorWeight> Weights,
    IReadOnlyList<double> Gaps,
    Estimate AverageAfter,
    double RmspeBefore,
    double DifferenceInDifferences,
    IReadOnlyList<PlaceboFit> Placebos,
    int Rank,
    double PValue,
    Evidence Evidence,
    IReadOnlyList<Caution> Cautions)
{
    /// <param name="withheld">What the donors went without.</param>
    public Effect Effect(string withheld) => new(AverageAfter, Evidence, withheld);
}

/// <summary>min ‖y₁ − Y₀w‖² over the periods before, w ≥ 0, Σw = 1; the effect is the gap after.</summary>
/// <remarks>
/// Abadie, Diamond and Hainmueller (2010), "Synthetic control methods for comparative case studies", JASA 105, with past outcomes as the
/// only predictors; p-value by the placebo ratio of their section 3.4. Error of the average: placebo variance of Arkhangelsky et al.
/// (2021), "Synthetic difference-in-differences", algorithm 4.
/// </remarks>
public static class SyntheticControl
{
    /// <param name="treated">The unit in which something began.</param>
    /// <param name="donors">Units in which it did not, at least 3, same periods.</param>
    /// <param name="before">Number of periods before the start, at least 2.</param>
    /// <param name="level">Confidence of the rough interval.</param>
    public static SyntheticEffects Fit(Series treated, IReadOnlyList<Series> donors, int before, double level = 0.95)
    {
        Check(treated, donors, before);
        var weights = NearestInSimplex.Weights([.. donors.Select(donor => Head(donor, before))], Head(treated, before));
        var gaps = Gaps(treated, donors, weights);
        List<PlaceboFit> placebos = [Placebo(treated, gaps, before), .. donors.Select(donor => AsIfTreated(donor, donors, before))];
        var own = placebos[0];
        var rank = 1 + placebos.Count(placebo => placebo.Ratio > own.Ratio);
        var chance = rank / (double)placebos.Count;
        var error = ArmSummary.Of([.. placebos.Skip(1).Select(placebo => placebo.AverageAfter)]).Mean.Variance;
        DonorWeight[] named = [.. donors.Zip(weights, (donor, weight) => new DonorWeight(donor.Name, weight))
            .Where(donor => donor.Weight > 1e-9).OrderByDescending(donor => donor.Weight)];
        var cautions = SyntheticCautions.Of(treated, named, own.RmspeBefore, donors.Count, before).ToList();
        return new(
            named,
            gaps,
            Estimate.Normal(own.AverageAfter, Math.Sqrt(error), level) with { PValue = chance },
            own.RmspeBefore,
            DifferenceInDifferences(treated, donors, before),
            [.. placebos.OrderByDescending(placebo => placebo.Ratio)],
            rank,
            chance,
            cautions.Exists(caution => caution.Kind == CautionKind.PoorFitBefore)
                ? Evidence.AdjustedComparison
                : Evidence.ParallelTrends,
            cautions);
    }

    private static PlaceboFit AsIfTreated(Series one, IReadOnlyList<Series> donors, int before)
    {
        Series[] others = [.. donors.Where(donor => donor != one)];
        var weights = NearestInSimplex.Weights([.. others.Select(donor => Head(donor, before))], Head(one, before));
        return Placebo(one, Gaps(one, others, weights), before);
    }

    private static PlaceboFit Placebo(Series unit, double[] gaps, int before)
    {
        var (rmspe, after) = (RootMeanSquare(gaps[..before]), RootMeanSquare(gaps[before..]));
        return new(unit.Name, rmspe, gaps[before..].Average(), rmspe > 0 ? after / rmspe : double.PositiveInfinity);
    }

    private static double[] Gaps(Series unit, IReadOnlyList<Series> donors, double[] weights) => [.. unit.Values.Select(
        (value, period) => value - donors.Zip(weights, (donor, weight) => weight * donor.Values[period]).Sum())];

    private static double DifferenceInDifferences(Series treated, IReadOnlyList<Series> donors, int before)
    {
        double Change(Series unit) => unit.Values.Skip(before).Average() - unit.Values.Take(before).Average();
        return Change(treated) - donors.Average(Change);
    }

    private static void Check(Series treated, IReadOnlyList<Series> donors, int before)
    {
        if (donors.Count < 3)
            throw new UnusableSampleException("too-few-donors", ("n", donors.Count));
        if (before < 2 || before >= treated.Values.Count)
            throw new UnusableSampleException("too-few-periods");
        if (donors.Append(treated).FirstOrDefault(unit => unit.Values.Count != treated.Values.Count) is { } other)
            throw new UnusableSampleException("unequal-periods", ("unit", other.Name), ("n", other.Values.Count), ("needed", treated.Values.Count));
        if (donors.Append(treated).FirstOrDefault(unit => !unit.Values.All(double.IsFinite)) is { } broken)
            throw new UnusableSampleException("period-no-number", ("unit", broken.Name));
    }

    private static double[] Head(Series unit, int before) => [.. unit.Values.Take(before)];

    private static double RootMeanSquare(double[] values) => Math.Sqrt(values.Average(value => value * value));
}

/// <summary>What to know before believing a synthetic control.</summary>
internal static class SyntheticCautions
{
    private const double PoorFit = 0.05;
    private const int FewestDonors = 10;
    private const double PeriodsBeforeForEachAfter = 3;
    private const double HeaviestTwo = 0.8;

    public static IEnumerable<Caution> Of(Series treated, DonorWeight[] weights, double rmspe, int donors, int before)
    {
        var mean = Math.Abs(treated.Values.Take(before).Average());
        var fit = rmspe == 0 ? 0 : mean > 0 ? rmspe / mean : double.PositiveInfinity;
        var length = before / (double)(treated.Values.Count - before);
        var heaviest = weights.Take(2).Sum(donor => donor.Weight);
        if (fit > PoorFit)
            yield return new(CautionKind.PoorFitBefore, fit, PoorFit);
        if (donors < FewestDonors)
            yield return new(CautionKind.FewDonors, donors, FewestDonors);
        if (length < PeriodsBeforeForEachAfter)
            yield return new(CautionKind.ShortBefore, length, PeriodsBeforeForEachAfter);
        if (heaviest > HeaviestTwo)
            yield return new(CautionKind.WeightOnFewDonors, heaviest, HeaviestTwo);
    }
}
