namespace Laurel.Insight.Facts;

/// <summary>Which purchases a question sees; the words are stable and stand in addresses.</summary>
public enum Among
{
    /// <summary>Purchases of members from the day they joined on.</summary>
    Members,

    /// <summary>Purchases of everybody who had not joined by then, known or not.</summary>
    Others,
}

/// <summary>A part of the facts: by who bought, by the tier she is in now, by place and by channel. Null is no condition.</summary>
public sealed record Slice
{
    public static readonly Slice All = new();

    public Among? Among { get; init; }

    /// <summary>The tier members are in now; what they bought in another counts too.</summary>
    public string? Tier { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    public bool IsAll => this == All;

    /// <summary>Names the slice where answers are kept.</summary>
    public string Key => IsAll ? "" : $"{Among}|{Tier}|{Location}|{Channel}";
}

/// <summary>The values by which a program's facts can be sliced, in alphabetical order; tiers and places that occur.</summary>
public sealed record SliceValues(IReadOnlyList<string> Tiers, IReadOnlyList<string> Locations, IReadOnlyList<string> Channels);
