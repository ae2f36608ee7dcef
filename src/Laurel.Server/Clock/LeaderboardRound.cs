using Laurel.Engine;
using Laurel.Gatherings;
using Laurel.Leaderboards;

namespace Laurel.Server.Clock;

/// <summary>Closes the stretches of leaderboards that are over and that somebody is on, so that their prizes are given.</summary>
internal sealed class LeaderboardRound(OpenOrganization organization, string program, DateTimeOffset now)
{
    /// <returns>How many were closed.</returns>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (organization.Program(program).At(now)?.Definition is not { Leaderboards.Count: > 0 } definition)
            return 0;
        var closed = 0;
        foreach (var (board, day) in definition.Leaderboards.SelectMany(board => Over(board, definition).Select(day => (board, day))))
        {
            var standings = await organization.Journal.Read<Standings>(program, Key.Standings(board.Id, board.Period(day), null));
            if (standings.Document is not { Closed: null })
                continue;
            await organization.SubmitAsync(program, Close(board, day), stop);
            closed++;
        }
        return closed;
    }

    /// <summary>A day of each stretch that can be closed by now; what lies longer back has been forgotten by the members it was about.</summary>
    private IEnumerable<DateOnly> Over(Leaderboard board, Definition definition)
    {
        var today = definition.Calendar.Day(now);
        return Enumerable.Range(0, Member.RecentDays + 1).Select(back => today.AddDays(-back))
            .Where(day => board.ClosesAt(day, definition) <= now).DistinctBy(board.Period);
    }

    private CloseLeaderboard Close(Leaderboard board, DateOnly day) => new()
    {
        Id = new CommandId($"close/{board.Id}/{board.Period(day)}"),
        Actor = DueRound.Actor,
        At = now,
        IsTimedByServer = true,
        Leaderboard = board.Id,
        Day = day,
    };
}
