using Laurel.Explaining.Phrases;
using Laurel.Leaderboards;

namespace Laurel.Explaining.Sections;

internal static class LeaderboardSection
{
    public static IEnumerable<PlainSentence> Say(Voice voice) =>
        voice.Definition.Leaderboards.Select(b => new PlainSentence(b.Id, string.Join(" ", Say(voice, b))));

    private static IEnumerable<string> Say(Voice voice, Leaderboard board)
    {
        yield return voice.Plain("leaderboard", ("name", voice.NameOf(board)), ("counts", voice.CountsOf(board.Counts)), ("window", voice.WindowOf(board)));
        if (voice.Terms(board.Counts) is { Length: > 0 } terms)
            yield return voice.Plain("leaderboard.when", ("terms", voice.And(terms)));
        foreach (var said in Places(voice, board))
            yield return said;
        if (board.Badge is { } badge)
            yield return voice.Plain("leaderboard.badge", ("badge", voice.Badge(badge)));
        yield return voice.Plain(board.IsShared ? "leaderboard.shared" : "leaderboard.first");
        foreach (var condition in board.For)
            yield return voice.Plain("challenge.for", ("condition", voice.Say(condition)));
        if (board.Valid is { } valid)
            yield return voice.Plain("challenge.valid", ("period", voice.Say(valid)));
        yield return voice.Plain(board.IsJoined ? "challenge.joins" : "leaderboard.out");
        yield return voice.Plain("leaderboard.shows", ("n", board.Shows));
        yield return board.Closes is { } wait
            ? voice.Plain("leaderboard.closes", ("period", voice.Period(wait)))
            : voice.Plain("leaderboard.closes-now");
    }

    /// <summary>Places that get the same are said together.</summary>
    private static IEnumerable<string> Places(Voice voice, Leaderboard board)
    {
        for (int from = 0, to; from < board.Prizes.Count; from = to)
        {
            to = from + 1;
            while (to < board.Prizes.Count && board.Prizes[to].SequenceEqual(board.Prizes[from]))
                to++;
            var list = voice.And([.. board.Prizes[from].Select(voice.Say)]);
            yield return voice.Plain(to == from + 1 ? "leaderboard.place" : "leaderboard.places", ("from", from + 1), ("to", to), ("list", list));
        }
    }
}
