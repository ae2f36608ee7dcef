namespace Laurel.Insight.Effects;

/// <summary>What was fixed before a holdout was looked at; its verdict is judged against this and nothing else.</summary>
public sealed record HoldoutPlan
{
    /// <summary>What the holdout goes without, in the words of who planned it.</summary>
    public required string Withheld { get; init; }

    /// <summary>Share of members (or households) in the holdout, above 0 and under 1.</summary>
    public required double Share { get; init; }

    /// <summary>The smallest relative difference of spend worth knowing about: 0.05 is 5%.</summary>
    public required double SmallestThatMatters { get; init; }

    /// <summary>Members of both arms at which the interval shall be narrowest; fixed beforehand.</summary>
    public required long PlannedUnits { get; init; }

    /// <summary>How many days of spend are compared, and how many before joining take out noise.</summary>
    public int Days { get; init; } = 90;

    /// <summary>The first day after the planned end; null for a standing holdout.</summary>
    public DateOnly? Ends { get; init; }
}
