using Laurel.Earning;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class StackingSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice)
    {
        var stack = voice.Definition.Stack.Where(g => g.Rules.Count > 0).ToArray();
        if (voice.Definition.Earning.Count < 2)
            yield break;
        if (stack.All(g => g.Stacking == Stacking.All))
            yield return new(null, voice.Plain("stack.everything"));
        else
        {
            foreach (var group in stack)
                yield return new(null, Say(voice, group));
        }
    }

    private static string Say(Voice voice, StackGroup group)
    {
        var rules = group.Rules.Select(id => voice.Name(voice.Definition.Earning.First(r => r.Id == id)));
        var isAlone = group.Rules.Count == 1 && group.Stacking != Stacking.Exclusive;
        return voice.Plain("stack." + (isAlone ? "one" : group.Stacking.ToString().ToLowerInvariant()), ("rules", voice.Series(rules)));
    }
}
