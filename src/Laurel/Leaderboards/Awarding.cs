using Laurel.Deciding;
using Laurel.Gatherings;
using Laurel.Prizes;

namespace Laurel.Leaderboards;

/// <summary>Gives the prizes of a stretch of a leaderboard that is over, once.</summary>
internal static class Awarding
{
    public static Decision Decide(Rules rules, CloseLeaderboard command, Seen seen)
    {
        if (rules.Definition.Leaderboard(command.Leaderboard) is not { } board)
            return Refusal.UnknownLeaderboard(command.Leaderboard, string.Join(", ", rules.Definition.Leaderboards.Select(l => l.Id)));
        var period = board.Period(command.Day);
        if (board.ClosesAt(command.Day, rules.Definition) is not { } end)
            return Refusal.LeaderboardEndless(board.Id);
        if (end > command.At)
            return Refusal.LeaderboardGoesOn(board.Id, rules.Calendar.Day(end));
        var standings = seen.Standings(Key.Standings(board.Id, period, null));
        if (standings?.Closed is not null)
            return Refusal.LeaderboardClosed(board.Id);
        var won = new List<PlaceWon>();
        var events = new List<Event>();
        foreach (var (rank, place) in Winners(board, standings, seen))
        {
            var ledger = new Ledger(rules, seen.Member(place.Member)!, events);
            Due.Book(ledger, command.At);
            won.Add(new PlaceWon(ledger.Member.Id, rank, place.Score, Give(board, rank, period, ledger, command.At, seen)));
        }
        var closed = new LeaderboardClosed
        {
            At = command.At,
            What = board.Id,
            Period = period,
            Won = won,
            Members = standings?.Members ?? 0,
            Version = rules.Version,
        };
        return Decision.Accept([closed, .. events]);
    }

    /// <summary>Who goes on in the account of another has one place with her, the better one.</summary>
    private static IEnumerable<(int Rank, Place Place)> Winners(Leaderboard board, Standings? standings, Seen seen) =>
        (standings?.Ranked(board.IsShared) ?? [])
            .Where(p => p.Rank <= Math.Max(board.Prizes.Count, board.Badge is null ? 0 : 1) && seen.Member(p.Place.Member) is not null)
            .DistinctBy(p => seen.Member(p.Place.Member)!.Id);

    private static IReadOnlyList<Prizes.Gift> Give(Leaderboard board, int rank, string period, Ledger ledger, DateTimeOffset at, Seen seen)
    {
        var handing = new Handing(ledger, seen, at);
        if (rank == 1)
            handing.GiveBadge(board.Owner, board.Badge);
        var prizes = rank <= board.Prizes.Count ? board.Prizes[rank - 1] : [];
        return handing.Give(board.Owner, $"{period}/{rank}", prizes, [], isPending: false);
    }
}
