using Laurel.Clubs;
using Laurel.Prizes;

namespace Laurel.Gatherings;

/// <summary>Gives a club's members what it gives once they have reached its goal together, and takes it back when they no longer have.</summary>
internal sealed class Sharing(Ledger ledger, Seen seen, DateTimeOffset at, Ledger? other = null)
{
    private readonly Dictionary<Key, Standings?> standings = [];

    /// <summary>What moves a member's score, and with it the standings as this command leaves them.</summary>
    public void Happen(ScoreMoved moved) => Happen(ledger, moved);

    /// <summary>Who contributed has what the club gives exactly while the goal is reached.</summary>
    public void Settle(Club club, string period, string? team)
    {
        var key = Key.Standings(club.Id, period, team);
        if (!seen.Has(key) || Now(key) is not { } now)
            return;
        var isReached = now.Sum >= club.Counts.Target;
        Place[] given = [.. now.Places.Where(p => p.IsGiven)];
        foreach (var place in given.Where(p => !club.IsKept && (!isReached || p.Score <= 0)))
            Undo(club, now, place);
        // What is shared is shared among those who had contributed by then.
        Place[] due = isReached && (club.Split == Split.Each || given.Length == 0) ? [.. now.Places.Where(p => !p.IsGiven && p.Score > 0)] : [];
        foreach (var place in due)
            Give(club, now, place, due);
    }

    private void Give(Club club, Standings now, Place place, Place[] due)
    {
        if (Of(place.Member) is not { } to || to.Member.Effort(club.Id, now.Period, now.Team) is not { Given: null })
            return;
        var prizes = club.Share(place.Score, due.Sum(p => p.Score), due.Length);
        var handing = new Handing(to, seen, at);
        handing.GiveBadge(club.Owner, club.Badge);
        var gifts = handing.Give(club.Owner, now.Period, prizes, [], isPending: true);
        Happen(to, Moved(to, now, place) with { Change = ScoreChange.Given, Gifts = gifts });
    }

    private void Undo(Club club, Standings now, Place place)
    {
        if (Of(place.Member) is not { } to || to.Member.Effort(club.Id, now.Period, now.Team) is not { Given: { } since } known)
            return;
        Happen(to, Moved(to, now, place) with { Change = ScoreChange.Undone, Gifts = known.Gifts });
        var handing = new Handing(to, seen, at);
        foreach (var gift in known.Gifts)
            handing.TakeBack(club.Owner, gift, null);
        if (club.Badge is { } badge && to.Member.Badges.Any(b => b.Badge == badge && b.By == club.Owner && b.At == since)
            && !to.Member.Efforts.Any(c => c.What == club.Id && c.Given is not null))
            handing.TakeBadge(club.Owner, badge);
    }

    public void Happen(Ledger to, ScoreMoved moved)
    {
        var key = Key.Standings(moved.What, moved.Period, moved.Team);
        standings[key] = Standings.Apply(Now(key), moved);
        to.Happen(moved);
    }

    private Standings? Now(Key key) => standings.TryGetValue(key, out var known) ? known : seen.Standings(key);

    private Ledger? Of(MemberId member) => other?.Member is { MergedInto: null } apart && apart.Id == member ? other
        : seen.Member(member) is not { } known ? null
        : known.Id == ledger.Member.Id ? ledger
        : ledger.Beside(known, at);

    private ScoreMoved Moved(Ledger to, Standings now, Place place) => new()
    {
        At = at,
        Member = to.Member.Id,
        What = now.What,
        Period = now.Period,
        Team = now.Team,
        Change = ScoreChange.Given,
        Before = place.Score,
        Score = place.Score,
        Reached = place.Reached,
        Version = ledger.Rules.Version,
    };
}
