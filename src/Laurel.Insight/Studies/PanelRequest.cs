using Laurel.Insight.Causal;

namespace Laurel.Insight.Studies;

/// <summary>What to do when a unit has several outcomes in one period.</summary>
public enum Repeats
{
    /// <summary>Say so and stop; rows that are the same in everything are dropped and counted.</summary>
    Refuse,

    /// <summary>Add them up.</summary>
    Sum,

    /// <summary>Take their mean.</summary>
    Mean,
}

/// <summary>Units seen in the same periods, each of which joined at some period or never.</summary>
public sealed record PanelRequest
{
    public required string File { get; init; }

    public required string Unit { get; init; }

    public required string Time { get; init; }

    /// <summary>The first period under treatment; empty, 0 or a word such as never for units that never join.</summary>
    public string? Cohort { get; init; }

    /// <summary>Instead of <see cref="Cohort"/>: 1 in every period under treatment.</summary>
    public string? Treated { get; init; }

    public required string Outcome { get; init; }

    /// <summary>What units share, such as a store; null when each stands alone.</summary>
    public string? Cluster { get; init; }

    /// <summary>Null compares with units that never join where there are any, else with those that have not joined yet.</summary>
    public ComparedWith? ComparedWith { get; init; }

    public Repeats Repeats { get; init; }

    /// <summary>Of the bootstrap behind the simultaneous bands; the same seed gives the same bands.</summary>
    public int Seed { get; init; } = 1;
}
