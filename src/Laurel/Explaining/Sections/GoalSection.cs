using Laurel.Explaining.Phrases;
using Laurel.Goals;

namespace Laurel.Explaining.Sections;

internal static class GoalSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) => voice.Definition.Goals.Select(g => new PlainSentence(g.Id, voice.Plain("goal.named",
        ("name", g.Name is { } name ? voice.In(name) : Voice.Capital(Voice.Readable(g.Id))), ("says", Says(voice, g)))));

    /// <summary>What shall come to what, without the name.</summary>
    public static string Says(Voice voice, Goal goal) => string.Join(" ", Sentences(voice, goal));

    private static IEnumerable<string> Sentences(Voice voice, Goal goal)
    {
        yield return voice.Plain(goal.Baseline is null ? "goal" : "goal.from", ("metric", voice.Say(goal.Metric)), ("among", voice.Say(goal.Among)),
            ("baseline", voice.Say(goal.Metric, goal.Baseline ?? 0)), ("target", voice.Say(goal.Metric, goal.Target)), ("date", voice.Day(goal.Due)));
        if (goal.NeedsEffect)
            yield return voice.Plain("goal.effect");
        foreach (var rail in goal.Unless)
            yield return voice.Plain(rail.IsAbove ? "goal.above" : "goal.below", ("metric", voice.Say(rail.Metric)), ("bound", voice.Say(rail.Metric, rail.Bound)));
        if (goal.IfReached is { } reached)
            yield return voice.Plain("goal.if-reached", ("text", voice.In(reached)));
        if (goal.IfMissed is { } missed)
            yield return voice.Plain("goal.if-missed", ("text", voice.In(missed)));
    }
}
