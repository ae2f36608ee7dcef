namespace Laurel.Insight.Studies;

/// <summary>The estimates of a synthetic control, in the unit of the outcome.</summary>
/// <param name="AverageAfter">Mean gap from the start on; its error is the spread of the donors' own gaps, so it is rough.</param>
/// <param name="DifferenceInDifferences">The same with all donors weighing alike, only for comparison.</param>
/// <param name="Gaps">Every period: the unit, its synthetic control, and the first less the second.</param>
/// <param name="Weights">Donors with a weight above 0, heaviest first.</param>
public sealed record SyntheticEstimates(
    EstimateShape AverageAfter, double DifferenceInDifferences, IReadOnlyList<GapShape> Gaps, IReadOnlyList<WeightShape> Weights);

/// <summary>One period.</summary>
public sealed record GapShape(object Time, bool AfterStart, double Actual, double Synthetic, double Gap);

/// <summary>A donor's share of the synthetic control.</summary>
public sealed record WeightShape(string Unit, double Weight);

/// <summary>How well the mixture followed the unit before, and how unusual its gap is among the donors' own.</summary>
/// <param name="PlaceboRank">Place of the treated unit among all, by how much its gap grew; 1 is the most unusual.</param>
/// <param name="PlaceboPValue">Rank over number of units.</param>
/// <param name="Placebos">Every unit as if it had been treated, most unusual first.</param>
public sealed record SyntheticDiagnostics(
    string TreatedUnit, object From, int Donors, int PeriodsBefore, int PeriodsAfter, double RmspeBefore, double RmspeBeforeShareOfMean,
    int PlaceboRank, double PlaceboPValue, IReadOnlyList<PlaceboShape> Placebos);

/// <summary>One unit as if treated; the ratio is the root mean squared gap after over before, null when the fit before was
/// perfect.</summary>
public sealed record PlaceboShape(string Unit, bool IsTreated, double RmspeBefore, double AverageAfter, double Ratio);
