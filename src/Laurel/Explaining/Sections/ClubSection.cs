using Laurel.Clubs;
using Laurel.Explaining.Phrases;

namespace Laurel.Explaining.Sections;

internal static class ClubSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Clubs.Select(c => new PlainSentence(c.Id, string.Join(" ", Say(voice, c))));

    private static IEnumerable<string> Say(Voice voice, Club club)
    {
        yield return voice.Plain("club", ("name", voice.NameOf(club)), ("goal", voice.Say(club.Counts)), ("window", voice.WindowOf(club)));
        if (club.Gives.Count > 0)
            yield return voice.Plain("club." + club.Split.ToString().ToLowerInvariant(), ("list", voice.And([.. club.Gives.Select(voice.Say)])));
        if (club.Badge is { } badge)
            yield return voice.Plain("club.badge", ("badge", voice.Badge(badge)));
        yield return voice.Plain("club.once");
        yield return voice.Plain(club.HasTeams ? "club.teams" : "club.most", ("n", club.Most));
        foreach (var condition in club.For)
            yield return voice.Plain("challenge.for", ("condition", voice.Say(condition)));
        if (club.Valid is { } valid)
            yield return voice.Plain("challenge.valid", ("period", voice.Say(valid)));
        yield return voice.Plain(club.IsKept ? "club.kept" : "club.undone");
    }
}
