using Laurel.Explaining;
using Laurel.Goals;
using Laurel.Insight.Goals;

namespace Laurel.Server.Ui.Measuring;

/// <summary>How pages speak of goals.</summary>
public sealed record GoalWords(Shown Shown)
{
    /// <summary>What a goal is called: by its name, or by its figure.</summary>
    public string Name(Goal goal) => goal.Name?.In(Shown.Language) ?? GoalFigures.Question(goal.Metric).Title(Shown.Language);

    public string Metric(GoalMetric metric) => PlainLanguage.Of(Shown.Definition, metric, Shown.Language).Name;

    /// <summary>33.4%, €12.50, 2.41</summary>
    public string Amount(GoalMetric metric, double amount) =>
        PlainLanguage.Of(Shown.Definition, metric, Shown.Language).Amount(Math.Round((decimal)amount, metric.Unit == GoalUnit.Share ? 3 : 2));

    public string Among(GoalAudienceKind kind) => PlainLanguage.Of(Shown.Definition, new GoalAudience(kind), Shown.Language);

    public string Says(Goal goal) => PlainLanguage.Of(Shown.Definition, goal, Shown.Language);
}
