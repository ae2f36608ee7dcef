using Laurel.Definitions;

namespace Laurel.Goals;

/// <summary>
/// What the program is for: which figure shall come to what, among whom and by when, how that is proven, and what must not happen
/// meanwhile. Nothing is decided by it.
/// </summary>
public sealed record Goal
{
    public required string Id { get; init; }
    public LocalText? Name { get; init; }
    public required GoalMetric Metric { get; init; }
    public GoalAudience Among { get; init; } = GoalAudience.Everyone;

    /// <summary>What it was, in the metric's unit; null where nobody said.</summary>
    public decimal? Baseline { get; init; }

    /// <summary>What it shall come to, in the metric's unit.</summary>
    public required decimal Target { get; init; }

    /// <summary>The last day on which it can be reached.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>It counts only where the program is shown to have an effect; otherwise the figure itself is the proof.</summary>
    public bool NeedsEffect { get; init; }

    /// <summary>Reached is not reached while one of these is broken.</summary>
    public IReadOnlyList<GoalGuardrail> Unless { get; init; } = [];

    /// <summary>What is decided then.</summary>
    public LocalText? IfReached { get; init; }
    public LocalText? IfMissed { get; init; }

    /// <summary>The figure shall become smaller.</summary>
    public bool IsDown => Baseline is { } from ? Target < from : Metric.IsBetterLow;

    public bool IsReachedAt(decimal value) => IsDown ? value <= Target : value >= Target;
}

/// <summary>A figure that must not get out of hand while another gets better.</summary>
/// <param name="Metric">Which.</param>
/// <param name="IsAbove">Broken above the bound; else below it.</param>
/// <param name="Bound">In the metric's unit.</param>
public sealed record GoalGuardrail(GoalMetric Metric, bool IsAbove, decimal Bound)
{
    public bool IsBrokenAt(decimal value) => IsAbove ? value > Bound : value < Bound;
}

/// <summary>Among whom a figure is looked at.</summary>
public enum GoalAudienceKind
{
    Everyone,

    /// <summary>First purchase in the last 90 days.</summary>
    New,

    /// <summary>Three visits or more in twelve months, the last within 90 days.</summary>
    Loyal,
    Members,
    Others,
    Tier,
    Segment,
    Location,
    Channel,
}

/// <param name="Kind">What they are alike in.</param>
/// <param name="Name">Which level, segment, place or channel.</param>
public sealed record GoalAudience(GoalAudienceKind Kind, string? Name = null)
{
    public static readonly GoalAudience Everyone = new(GoalAudienceKind.Everyone);
}
