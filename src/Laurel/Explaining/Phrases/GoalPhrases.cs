using Laurel.Definitions;
using Laurel.Goals;

namespace Laurel.Explaining.Phrases;

internal static class GoalPhrases
{
    /// <summary>repeat purchases within 90 days.</summary>
    public static string Say(this Voice voice, GoalMetric metric) => voice.Phrase("goal." + metric.Id, ("days", metric.Days));

    /// <summary>An amount of a metric: 29%, €12.50, 2.4.</summary>
    public static string Say(this Voice voice, GoalMetric metric, decimal amount) => metric.Unit switch
    {
        GoalUnit.Share => voice.Phrase("goal.share", ("percent", voice.Number(amount * 100))),
        GoalUnit.Money => voice.Money(new Money(amount * voice.Definition.Currency.Scale, voice.Definition.Currency)),
        _ => voice.Number(amount),
    };

    public static string Say(this Voice voice, GoalAudience among) => among switch
    {
        { Kind: GoalAudienceKind.Tier, Name: { } level } => voice.Level(level),
        { Name: { } name } => voice.Quote(name),
        _ => voice.Phrase("goal.among." + among.Kind.ToString().ToLowerInvariant()),
    };
}
