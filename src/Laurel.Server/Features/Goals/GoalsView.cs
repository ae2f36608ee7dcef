using Laurel.Goals;
using Laurel.Insight.Advice;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Goals;

/// <summary>The goals with where they stand, what is recommended, and how earlier recommendations turned out.</summary>
public sealed record GoalsView
{
    public required Shown Shown { get; init; }
    public required Figures Figures { get; init; }
    public required GoalStandings Goals { get; init; }
    public NearerReward? Nearer { get; init; }

    /// <summary>What the facts say is not as it should be, and what would help.</summary>
    public required IReadOnlyList<Gap> Gaps { get; init; }
    public required IReadOnlyList<ScoredRecommendation> Taken { get; init; }
    public required GoalForm Form { get; init; }

    /// <summary>The goal that was typed could not be set.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The fields that stand in its way.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    public GoalWords Words => new(Shown);
}

/// <summary>What was promised beside what came; null before the day of scoring, or while too little happened since.</summary>
public sealed record ScoredRecommendation(Recommendation Made, Came? Came);

/// <summary>The fields of the form, as they were typed; shares in percent.</summary>
public sealed class GoalForm
{
    public string? What { get; set; }
    public GoalAudienceKind Among { get; set; }
    public double? Target { get; set; }
    public string? By { get; set; }
    public string? Proof { get; set; }

    /// <summary>A figure that must not get out of hand; empty is none.</summary>
    public string? Unless { get; set; }
    public double? Bound { get; set; }
}
