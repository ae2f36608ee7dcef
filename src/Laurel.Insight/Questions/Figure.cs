using Laurel.Insight.Experiments;

namespace Laurel.Insight.Questions;

/// <summary>One number of an answer: what it is of, what it is, and how well it is known.</summary>
public sealed record Figure
{
    /// <summary>The place in each of the answer's dimensions, in their order.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public required Measure Measure { get; init; }

    /// <summary>
    /// In the measure's unit (money in major units); null while the figure is immature or when it would be a part of nothing. Never zero
    /// for want of knowledge.
    /// </summary>
    public double? Value { get; init; }

    /// <summary>The exact count, or the exact amount in minor units, above the line; so far, while the figure is immature.</summary>
    public long? Total { get; init; }

    /// <summary>The number below the line: people, baskets or (for shares of revenue) minor units. Null where nothing is divided.</summary>
    public long? N { get; init; }

    /// <summary>95%: Wilson for shares, Student's t for means of people. Null where neither holds.</summary>
    public Interval? Interval { get; init; }

    /// <summary>False while the period, or the time everybody in it needs, is not over, or when the facts begin too late.</summary>
    public bool IsMature { get; init; } = true;

    /// <summary>Fewer than the question's minimum sample: shown, but not to be leaned on.</summary>
    public bool IsTooFew { get; init; }
}
