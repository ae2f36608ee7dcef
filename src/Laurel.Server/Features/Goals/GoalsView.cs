using Laurel.Insight.Advice;
using Laurel.Insight.Questions;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Goals;

/// <summary>The goals with where they stand, what is recommended, and how earlier recommendations turned out.</summary>
public sealed record GoalsView
{
    public required Shown Shown { get; init; }
    public required Figures Figures { get; init; }
    public required IReadOnlyList<GoalStanding> Goals { get; init; }
    public NearerReward? Nearer { get; init; }

    /// <summary>What the facts say is not as it should be, and what would help.</summary>
    public required IReadOnlyList<Gap> Gaps { get; init; }
    public required IReadOnlyList<ScoredRecommendation> Taken { get; init; }
    public required GoalForm Form { get; init; }

    /// <summary>What stands in the way of setting the goal; a key of the texts.</summary>
    public string? Wrong { get; init; }
}

/// <summary>A goal, and the figure as it stands.</summary>
/// <param name="Now">Null while it is immature.</param>
public sealed record GoalStanding(Goal Goal, Question Question, Figure? Now, DateOnly Today)
{
    public bool IsReached => Now?.Value >= Goal.Target;

    public bool IsOver => Today > Goal.By;

    /// <summary>How much of the way from baseline to target is done, in percent; where no baseline is known, from nothing.</summary>
    public int Percent => (Goal.Baseline ?? 0) is var from && Goal.Target > from && Now?.Value is { } now
        ? (int)Math.Clamp((now - from) / (Goal.Target - from) * 100, 0, 100)
        : IsReached ? 100 : 0;

    public string Verdict => (IsReached, IsOver, Now?.Value is null) switch
    {
        (true, _, _) => "reached",
        (_, _, true) => "unknown",
        (_, true, _) => "missed",
        _ => "under-way",
    };
}

/// <summary>What was promised beside what came; null before the day of scoring, or while too little happened since.</summary>
public sealed record ScoredRecommendation(Recommendation Made, Came? Came);

/// <summary>The fields of the form, as they were typed; the target in percent.</summary>
public sealed class GoalForm
{
    public string? What { get; set; }
    public double? Target { get; set; }
    public string? By { get; set; }
}
