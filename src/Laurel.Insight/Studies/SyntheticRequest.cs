namespace Laurel.Insight.Studies;

/// <summary>One unit (a store, a region) in which something began, among others in which it did not.</summary>
public sealed record SyntheticRequest
{
    public required string File { get; init; }

    public required string Unit { get; init; }

    public required string Time { get; init; }

    /// <summary>A column that is 1 for the treated unit (always, or from the start on), or else the name of that unit.</summary>
    public required string Treated { get; init; }

    /// <summary>The first period under treatment; null where the treated column shows it.</summary>
    public string? From { get; init; }

    public required string Outcome { get; init; }

    public Repeats Repeats { get; init; }
}
