using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Definitions;
using Laurel.Gatherings;
using Laurel.Leaderboards;

namespace Laurel.Engine.Examples;

/// <summary>Who stands where on leaderboards and in clubs, and what these give.</summary>
internal sealed class GatheringExpectations(Comparison compare)
{
    /// <summary>reaches: {runners: [ada, bob]}, falls short: {runners: ada}, awards: [1 ada, 2 bob]</summary>
    public static void Check(Comparison compare, JournalRow row)
    {
        var moves = row.Events.OfType<ScoreMoved>().ToArray();
        compare.All("reaches", Names, Who(moves, ScoreChange.Given));
        compare.All("falls short", Names, Who(moves, ScoreChange.Undone));
        compare.Texts("awards", row.Events.OfType<LeaderboardClosed>().SelectMany(c => c.Won).Select(w => $"{w.Rank} {w.Member}").DefaultIfEmpty("nothing"));
    }

    /// <summary>leaderboard: spring (or club, with team), day: 2026-03-01, places: [1 ada 3, 2 bob 2], sum: 5, members: 2, closed: no, reached: yes</summary>
    public async Task CheckStandings(JournalReader journal, string program)
    {
        var id = compare.Fields.Text("leaderboard") ?? compare.Fields.Text("club") ?? "";
        var team = compare.Fields.Text("team");
        var day = compare.Fields.Read("day", compare.Reader.Today, n => new Phrase(n).Date());
        if (compare.Definition.Gatherings.FirstOrDefault(g => g.Id == id) is not { } gathering)
        {
            compare.Fail($"there is no leaderboard or club {id}");
            return;
        }
        var standings = (await journal.Read<Standings>(program, Key.Standings(id, gathering.Period(day), team))).Document;
        var board = gathering as Leaderboard;
        var places = (standings?.Ranked(board?.IsShared ?? false) ?? []).Where(p => p.Rank <= (board?.Shows ?? int.MaxValue));
        compare.Read("places", n => compare.Same("places", string.Join(", ", Fields.TextList(n)),
            string.Join(", ", places.Select(p => $"{p.Rank} {p.Place.Member} {Plain(gathering, p.Place.Score)}").DefaultIfEmpty("nothing"))));
        compare.Read("sum", n => compare.Same("sum", Fields.Scalar(n).Text, Plain(gathering, standings?.Sum ?? 0)));
        compare.Number("members", standings?.Members ?? 0);
        compare.Text("closed", standings?.Closed is null ? "no" : "yes");
        compare.Text("reached", gathering is Club && standings?.Sum >= gathering.Counts.Target ? "yes" : "no");
    }

    private static string Names(Node node) => string.Join(" ", Fields.TextList(node).Order());

    private static IEnumerable<(string, string)> Who(ScoreMoved[] moves, ScoreChange change) => moves.Where(m => m.Change == change)
        .GroupBy(m => m.What).Select(g => (g.Key, string.Join(" ", g.Select(m => m.Member.Value).Order())));

    /// <summary>Money, items and units as they are written, everything else as a number.</summary>
    private string Plain(Gathering gathering, long score) => gathering.Counts.Counts switch
    {
        Counts.Spend => compare.Definition.Currency.Plain(score),
        Counts.Items => $"{(decimal)score / ChallengeStep.Millionths:0.######}",
        Counts.Units => compare.Plain(gathering.Counts.Unit!, score),
        _ => $"{score}",
    };
}
