namespace Laurel.Insight.Studies;

/// <summary>A randomised test in a file: one row per member (or household), or several rows and the column that names her.</summary>
public sealed record ExperimentRequest
{
    public required string File { get; init; }

    /// <summary>The column that says which arm a row was drawn into.</summary>
    public required string Arm { get; init; }

    /// <summary>The value of <see cref="Arm"/> that stands for the control arm; every other value is an arm compared with it.</summary>
    public required string Control { get; init; }

    /// <summary>Columns measured after the draw; <c>revenue/orders</c> is a ratio of two columns.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>The same metrics before the draw: none, one for all metrics, or one for each in their order.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>The column that names the unit of randomisation where a unit has several rows; metrics are added up.</summary>
    public string? Unit { get; init; }

    /// <summary>0 or 1: who took the invitation up, where chance decided about invitations.</summary>
    public string? Joined { get; init; }

    /// <summary>What each arm should hold, by its value; null where nobody said.</summary>
    public IReadOnlyDictionary<string, double>? Shares { get; init; }

    /// <summary>The smallest difference that matters, in the unit of the first metric; null where nobody said.</summary>
    public double? Smallest { get; init; }

    /// <summary>Units of all arms at the planned end; null when the test is over.</summary>
    public long? PlannedUnits { get; init; }

    /// <summary>An empty cell of a metric is 0 (nothing bought) instead of unknown.</summary>
    public bool MissingIsZero { get; init; }

    /// <summary>A quantile such as 0.999 above which values are cut off, shown beside the figure; null for none.</summary>
    public double? Cap { get; init; }
}
