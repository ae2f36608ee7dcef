using Laurel.Challenges;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class ChallengeSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Challenges.Select(c => new PlainSentence(c.Id, string.Join(" ", Say(voice, c))));

    private static IEnumerable<string> Say(Voice voice, Challenge challenge)
    {
        var steps = voice.And([.. challenge.Steps.Select(voice.Say)]);
        var name = challenge.Name is { } text ? voice.In(text) : Voice.Capital(Voice.Readable(challenge.Id));
        yield return voice.Plain(challenge.Needs < challenge.Steps.Count ? "challenge.some" : "challenge", ("name", name), ("n", challenge.Needs), ("steps", steps));
        if (challenge.InOrder)
            yield return voice.Plain("challenge.order");
        if (challenge.Within is { } within)
            yield return voice.Plain("challenge.within", ("period", voice.Period(within)));
        if (challenge.Stretch is { } stretch)
            yield return voice.Plain("challenge.same." + stretch.ToString().ToLowerInvariant());
        foreach (var said in Gives(voice, challenge).Concat(Terms(voice, challenge)))
            yield return said;
    }

    private static IEnumerable<string> Gives(Voice voice, Challenge challenge)
    {
        if (challenge.Gives.Count > 0)
            yield return voice.Plain("challenge.gives", ("list", voice.And([.. challenge.Gives.Select(voice.Say)])));
        if (challenge.Badge is { } badge)
            yield return voice.Plain("challenge.badge", ("badge", voice.Badge(badge)));
        yield return voice.Plain(challenge.Times switch { 1 => "challenge.once", null => "challenge.always", _ => "challenge.times" }, ("n", challenge.Times));
        foreach (var limit in challenge.Limits)
            yield return voice.Plain("limit", ("limit", voice.Say(limit, limit.Unit is { } unit ? voice.Definition.Unit(unit) : null)));
    }

    private static IEnumerable<string> Terms(Voice voice, Challenge challenge)
    {
        foreach (var condition in challenge.For)
            yield return voice.Plain("challenge.for", ("condition", voice.Say(condition)));
        if (challenge.IsJoined)
            yield return voice.Plain("challenge.joins");
        if (challenge.Valid is { } valid)
            yield return voice.Plain("challenge.valid", ("period", voice.Say(valid)));
        yield return voice.Plain(challenge.IsKept ? "challenge.kept" : "challenge.undone");
    }
}
