namespace Laurel.Insight.Questions;

/// <summary>What a question found, with everything a reader needs to judge it.</summary>
public sealed record Answer
{
    public required Question Question { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>The currency of its money, when it has any.</summary>
    public Currency? Currency { get; init; }

    /// <summary>What the figures are split by; the names of <see cref="Figure.Keys"/>.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>What must be read with the figures.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Whether there is a mature value at all.</summary>
    public bool IsKnown => Figures.Any(f => f.Value is not null);

    /// <summary>The figure of a measure at a place; null when there is none.</summary>
    public Figure? Find(string measure, params ReadOnlySpan<string> keys)
    {
        foreach (var figure in Figures)
        {
            if (figure.Measure.Key == measure && Matches(figure.Keys, keys))
                return figure;
        }
        return null;
    }

    /// <summary>The figures of a measure, in order.</summary>
    public IEnumerable<Figure> Of(string measure) => Figures.Where(f => f.Measure.Key == measure);

    private static bool Matches(IReadOnlyList<string> keys, ReadOnlySpan<string> wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (keys[i] != wanted[i])
                return false;
        }
        return wanted.Length == keys.Count;
    }
}

/// <summary>A sentence that belongs to an answer; its text is <c>remark.{code}</c>.</summary>
public sealed record Remark(string Code, string Name = "", object? Value = null)
{
    /// <summary>Members and others as they are: a comparison, never an effect.</summary>
    public static readonly Remark Comparison = new("comparison");

    public static readonly Remark NeedsMembers = new("needs-members");

    /// <summary>The facts do not reach back far enough to tell who is in the segment.</summary>
    public static readonly Remark SegmentTooEarly = new("segment-too-early");

    /// <summary>What they bought before this day made them what they are.</summary>
    public static Remark FoundByPurchases(DateOnly day) =>
        new("found-by-purchases", "day", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
