using Laurel.Explaining;
using Laurel.Goals;
using Laurel.Insight.Advice;
using Laurel.Insight.Goals;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Goals;

/// <summary>The goals with where they stand, what is recommended, and how earlier recommendations turned out.</summary>
public sealed record GoalsView
{
    public required Shown Shown { get; init; }
    public required Figures Figures { get; init; }

    /// <summary>Those of the definition first, then those that were set here.</summary>
    public required IReadOnlyList<GoalStanding> Goals { get; init; }

    /// <summary>Which of them were set here, and can be dropped here.</summary>
    public required IReadOnlySet<string> Kept { get; init; }
    public NearerReward? Nearer { get; init; }

    /// <summary>What the facts say is not as it should be, and what would help.</summary>
    public required IReadOnlyList<Gap> Gaps { get; init; }
    public required IReadOnlyList<ScoredRecommendation> Taken { get; init; }
    public required GoalForm Form { get; init; }

    /// <summary>What stands in the way of setting the goal; a key of the texts.</summary>
    public string? Wrong { get; init; }

    /// <summary>What a goal is called: by its name, or by its figure.</summary>
    public string Name(Goal goal) => goal.Name?.In(Shown.Language) ?? GoalFigures.Question(goal.Metric).Title(Shown.Language);

    public string Metric(GoalMetric metric) => PlainLanguage.Of(Shown.Definition, metric, Shown.Language).Name;

    /// <summary>33.4%, €12.50, 2.41</summary>
    public string Amount(GoalMetric metric, double amount) =>
        PlainLanguage.Of(Shown.Definition, metric, Shown.Language).Amount(Math.Round((decimal)amount, metric.Unit == GoalUnit.Share ? 3 : 2));

    public string Among(GoalAudienceKind kind) => PlainLanguage.Of(Shown.Definition, new GoalAudience(kind), Shown.Language);

    public string Says(Goal goal) => PlainLanguage.Of(Shown.Definition, goal, Shown.Language);
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
