namespace Laurel.Insight.Facts;

/// <summary>Which purchases a question sees; the words are stable and stand in addresses.</summary>
public enum Among
{
    /// <summary>Purchases of members from the day they joined on.</summary>
    Members,

    /// <summary>Purchases of everybody who had not joined by then, known or not.</summary>
    Others,
}

/// <summary>What a place or a channel says of those who are asked about.</summary>
public enum Place
{
    /// <summary>What happened there: purchases, and whatever else says where it was.</summary>
    Happened,

    /// <summary>All that is known of members who joined there.</summary>
    Joined,
}

/// <summary>A part of the facts: by who bought, by segment, by the tier she is in now, by place and by channel. Null is no condition.</summary>
public sealed record Slice
{
    public static readonly Slice All = new();

    public Among? Among { get; init; }

    /// <summary>Everything customers of it did, also before they were in it.</summary>
    public Segment? Segment { get; init; }

    /// <summary>The tier members are in now; what they bought in another counts too.</summary>
    public string? Tier { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    public bool IsAll => this == All;

    /// <summary>Whether it is by somewhere.</summary>
    internal bool IsByPlace => Location is not null || Channel is not null;

    /// <summary>What it is asked by, as in an address: names and values in order.</summary>
    public IReadOnlyList<(string Name, string Value)> Conditions =>
    [
        .. new (string Name, string? Value)[]
        {
            ("among", Among?.ToString().ToLowerInvariant()), ("segment", Segment?.ToString()),
            ("segment_on", Segment?.On?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("tier", Tier),
            ("location", Location), ("channel", Channel),
        }.Where(c => c.Value is not null).Select(c => (c.Name, c.Value!)),
    ];

    /// <summary>Names the slice where answers are kept.</summary>
    public string Key => string.Join('|', Conditions.Select(c => $"{c.Name}={c.Value}"));
}

/// <summary>The values by which a program's facts can be sliced, in alphabetical order; tiers, places and told segments that occur.</summary>
public sealed record SliceValues(IReadOnlyList<string> Tiers, IReadOnlyList<string> Locations, IReadOnlyList<string> Channels)
{
    /// <summary>Segments the merchant told of, and attributes, as they are written: <c>told:students</c>.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>All segments, those found from purchases first.</summary>
    public IReadOnlyList<string> Segments => [.. Segment.OfPurchases, .. Told];
}
