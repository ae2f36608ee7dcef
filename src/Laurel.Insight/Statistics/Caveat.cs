using System.Globalization;

namespace Laurel.Insight.Statistics;

/// <summary>Reasons to read a figure with care. Each has a sentence in four languages in `Statistics.*.json` under its key.</summary>
public enum CaveatKind
{
    /// <summary>Always said of customer value: it is a forecast, not what the program caused.</summary>
    ForecastNotEffect,

    /// <summary>Who buys more often also spends more (or less) each time: |correlation| above .3.</summary>
    SpendFollowsFrequency,

    /// <summary>The forecast missed the hold-out total by more than 20%.</summary>
    HoldoutBias,

    /// <summary>Purchases are more regular than random: k above 1.5.</summary>
    RegularRhythm,

    /// <summary>The search for parameters did not come to rest.</summary>
    NotConverged,

    /// <summary>A parameter ran away, or the data do not determine it.</summary>
    ParameterAtBounds,

    /// <summary>The best model predicts no better than going on at the observed rate.</summary>
    NoBetterThanNaive,

    /// <summary>BG/NBD counts every member with a single purchase as alive.</summary>
    SingleBuyersCountAsAlive,

    /// <summary>The data set no bound to the mean spend; the observed mean stands in.</summary>
    MeanSpendUnbounded,

    /// <summary>Fewer than five different values: five groups cannot be told apart.</summary>
    FewDistinctValues,

    /// <summary>Fewer than 100 answers.</summary>
    FewAnswers,

    /// <summary>Fewer than one in ten of those asked answered.</summary>
    LowResponse,

    /// <summary>Fewer than 50 deliveries.</summary>
    FewDeliveries,

    /// <summary>The oldest cohort of points is younger than 24 months.</summary>
    YoungCohorts,

    /// <summary>The ultimate redemption rate is known to no better than ±5 percentage points.</summary>
    UncertainUltimate,
}

/// <summary>A reason to read a figure with care.</summary>
/// <param name="Figure">What was found.</param>
/// <param name="Limit">What it was held against.</param>
public readonly record struct Caveat(CaveatKind Kind, double Figure, double Limit)
{
    /// <summary>The stable name in texts and in the API, such as <c>holdout-bias</c>; its sentence may hold {figure} and {limit}.</summary>
    public string Key => KeyOf(Kind);

    internal static string KeyOf(CaveatKind kind) => string.Concat(kind.ToString().Select((letter, at) =>
        char.IsUpper(letter) ? $"{(at > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>The figure as a reader writes it: shares as percentages, counts whole, the rest to two or three digits.</summary>
    public string ShowFigure(CultureInfo culture) => Figure.ToString(Format, culture);

    /// <summary>The limit, written as the figure.</summary>
    public string ShowLimit(CultureInfo culture) => Limit.ToString(Format, culture);

    private string Format => Kind switch
    {
        CaveatKind.HoldoutBias or CaveatKind.LowResponse or CaveatKind.UncertainUltimate => "P0",
        CaveatKind.SpendFollowsFrequency or CaveatKind.RegularRhythm or CaveatKind.NoBetterThanNaive => "0.00",
        _ => "N0",
    };
}
