namespace Laurel.Insight.Questions;

/// <summary>What the value of a figure is measured in.</summary>
public enum Unit
{
    /// <summary>How many.</summary>
    Count,

    /// <summary>A part of a whole, 0 to 1: so many of n people or baskets. Carries a Wilson interval.</summary>
    Share,

    /// <summary>A ratio written as a percentage that is no part of people: it may exceed 1. No interval.</summary>
    Ratio,

    /// <summary>An amount in major units of the answer's currency.</summary>
    Money,

    /// <summary>A mean number per person (or per person and month).</summary>
    Mean,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Hours, nights and weekends included.</summary>
    Hours,
}

/// <summary>One thing a question measures.</summary>
/// <param name="Key">Stable, snake_case; names it in JSON and CSV.</param>
public sealed record Measure(string Key, Unit Unit);
