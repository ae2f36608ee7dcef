namespace Laurel.Gatherings;

/// <summary>Who stands where in a gathering within one stretch of calendar: the best, and what all of them brought.</summary>
public sealed record Standings : Document
{
    /// <summary>
    /// So many places are kept. Who falls out comes back with the next thing she does; no leaderboard gives prizes to more than a third of them.
    /// </summary>
    public const int Kept = 300;

    public required string What { get; init; }
    public required string Period { get; init; }
    public string? Team { get; init; }

    /// <summary>The best first; those of one score by who reached it first.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>What all of them brought, those that are not kept included.</summary>
    public long Sum { get; init; }

    /// <summary>How many brought something.</summary>
    public int Members { get; init; }

    /// <summary>When its prizes were given; nothing moves it any more.</summary>
    public DateTimeOffset? Closed { get; init; }

    /// <summary>Everybody by rank, from 1.</summary>
    /// <param name="isShared">Equal scores share a rank, and as many ranks after it are left out; else who reached it first comes first.</param>
    public IReadOnlyList<(int Rank, Place Place)> Ranked(bool isShared) =>
        [.. Places.Where(p => p.Score > 0).Select((p, i) => (isShared ? 1 + Places.Count(o => o.Score > p.Score) : i + 1, p))];

    internal static Standings? Apply(Standings? before, Event happened) => happened switch
    {
        ScoreMoved e => before is { Closed: not null } ? before : Moved(before ?? Of(e), e),
        LeaderboardClosed e => (before ?? new Standings { What = e.What, Period = e.Period }) with { Closed = e.At },
        _ => before,
    };

    private static Standings Of(ScoreMoved e) => new() { What = e.What, Period = e.Period, Team = e.Team };

    private static Standings Moved(Standings before, ScoreMoved e)
    {
        var known = before.Places.FirstOrDefault(p => p.Member == e.Member);
        var place = new Place(e.Member, e.Score, e.Reached ?? known?.Reached ?? e.At)
        {
            IsGiven = e.Change switch
            {
                ScoreChange.Given => true,
                ScoreChange.Undone or ScoreChange.Left => false,
                ScoreChange.Carried => e.Given is not null,
                _ => known?.IsGiven == true,
            },
            Issued = e.Change switch
            {
                ScoreChange.Given or ScoreChange.Carried => [.. e.Gifts.Select(g => g.Redemption).OfType<RedemptionId>()],
                ScoreChange.Undone or ScoreChange.Left => [],
                _ => known?.Issued ?? [],
            },
        };
        var others = before.Places.Where(p => p.Member != e.Member);
        return before with
        {
            Sum = before.Sum + e.Score - e.Before,
            Members = before.Members + Math.Sign(e.Score) - Math.Sign(e.Before),
            Places = place is { Score: 0, IsGiven: false } ? [.. others] : [.. others.Append(place).Order(Comparer<Place>.Create(InOrder)).Take(Kept)],
        };
    }

    private static int InOrder(Place a, Place b)
    {
        var score = b.Score.CompareTo(a.Score);
        var reached = score != 0 ? score : a.Reached.CompareTo(b.Reached);
        return reached != 0 ? reached : string.CompareOrdinal(a.Member.Value, b.Member.Value);
    }
}

/// <summary>Where a member stands.</summary>
/// <param name="Member">Who.</param>
/// <param name="Score">Minor units, millionths of items, the unit's smallest part, or a number.</param>
/// <param name="Reached">When she reached it.</param>
public sealed record Place(MemberId Member, long Score, DateTimeOffset Reached)
{
    /// <summary>A club has given her what it gives.</summary>
    public bool IsGiven { get; init; }

    /// <summary>The rewards among it.</summary>
    public IReadOnlyList<RedemptionId> Issued { get; init; } = [];
}

/// <summary>Who is in a club, or in one of its teams.</summary>
public sealed record Roster : Document
{
    public required string What { get; init; }
    public string? Team { get; init; }
    public IReadOnlyList<MemberId> Members { get; init; } = [];

    /// <summary>Who goes on in another's account leaves her place, to the other where he had none; and takes it again.</summary>
    internal static Roster? Apply(Roster? before, Merges.MembersMerged e)
    {
        if (before is null || e.Clubs.FirstOrDefault(c => (c.What, c.Team) == (before.What, before.Team)) is not { } place)
            return before;
        var (from, to) = e.IsUndone ? (e.Member, e.Other) : (e.Other, e.Member);
        MemberId[] goes = e.IsUndone && !place.IsCarried ? [to] : [from, to];
        MemberId[] comes = e.IsUndone || place.IsCarried ? [to] : [];
        return before with { Members = [.. before.Members.Where(m => !goes.Contains(m) || (m == to && comes.Length == 0)), .. comes] };
    }

    internal static Roster Apply(Roster? before, Challenges.TookPart e)
    {
        var roster = before ?? new Roster { What = e.What, Team = e.Team };
        var others = roster.Members.Where(m => m != e.Member);
        return roster with { Members = e.Left ? [.. others] : [.. others, e.Member] };
    }
}
