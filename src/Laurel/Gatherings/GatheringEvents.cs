using Laurel.Challenges;
using Laurel.Prizes;

namespace Laurel.Gatherings;

/// <summary>How a member's part in a gathering moved.</summary>
public enum ScoreChange
{
    Scored,

    /// <summary>The club's goal is reached, and she got what it gives, by postings beside it.</summary>
    Given,

    /// <summary>A return left too little; what was given is taken back by postings beside it.</summary>
    Undone,

    /// <summary>She no longer takes part, and is no longer shown.</summary>
    Withdrawn,

    /// <summary>She goes on in another's account, and what she brought with her.</summary>
    Left,

    /// <summary>What someone brought who goes on in this account, or left it again, moved with her; gifts are all that there are now.</summary>
    Carried,
}

/// <summary>What a member brought to a leaderboard or club moved, or what the club gives her for it.</summary>
public sealed record ScoreMoved : Event
{
    public required MemberId Member { get; init; }

    /// <summary>Whose purchase it is, where she goes on in the account of another.</summary>
    public MemberId? As { get; init; }

    /// <summary>The id of the leaderboard or club.</summary>
    public required string What { get; init; }

    /// <summary>The stretch of calendar, such as 2026-03.</summary>
    public required string Period { get; init; }
    public string? Team { get; init; }
    public required ScoreChange Change { get; init; }
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Her score as it was shown before, and as it is now.</summary>
    public required long Before { get; init; }
    public required long Score { get; init; }

    /// <summary>When she reached it; null without a score.</summary>
    public DateTimeOffset? Reached { get; init; }
    public IReadOnlyList<Gift> Gifts { get; init; } = [];

    /// <summary>Since when she has had what the club gives, where that came with somebody.</summary>
    public DateTimeOffset? Given { get; init; }
    public PurchaseId? Purchase { get; init; }

    /// <summary>Its receipt was claimed: a return finds this with the purchase.</summary>
    public bool IsClaimed { get; init; }
    public ReturnId? Return { get; init; }
    public ActivityId? Activity { get; init; }
    public int Version { get; init; }
}

/// <summary>A stretch of a leaderboard is over: who won what, by postings beside it.</summary>
public sealed record LeaderboardClosed : Event
{
    public required string What { get; init; }
    public required string Period { get; init; }

    /// <summary>Those whose place gives a prize, the best first.</summary>
    public IReadOnlyList<PlaceWon> Won { get; init; } = [];

    /// <summary>How many were on it.</summary>
    public int Members { get; init; }
    public int Version { get; init; }
}

/// <summary>A place and what it gave.</summary>
public sealed record PlaceWon(MemberId Member, int Rank, long Score, IReadOnlyList<Gift> Gifts);

/// <summary>Gives the prizes of a stretch of a leaderboard that is over.</summary>
public sealed record CloseLeaderboard : Command
{
    public required string Leaderboard { get; init; }

    /// <summary>Any local day of the stretch.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary>Folds what members bring to gatherings into the member.</summary>
internal static class GatheringFold
{
    public static Member Apply(Member member, ScoreMoved e)
    {
        if (e.Change == ScoreChange.Left)
            return member;
        var before = member.Effort(e.What, e.Period, e.Team) ?? new Effort { What = e.What, Period = e.Period, Team = e.Team };
        var marked = before with { Marks = ChallengeFold.Add(before.Marks, e.Marks) };
        var after = e.Change switch
        {
            ScoreChange.Given => marked with { Gifts = e.Gifts, Given = e.At },
            ScoreChange.Undone => marked with { Gifts = [], Given = null },
            ScoreChange.Carried => marked with { Gifts = e.Gifts, Given = e.Given },
            _ => marked,
        };
        return With(member, after, e.At);
    }

    /// <summary>Of someone who goes on in another's account, what her own purchases brought there.</summary>
    public static Member Alone(Member member, ScoreMoved e)
    {
        var before = member.Effort(e.What, e.Period, e.Team) ?? new Effort { What = e.What, Period = e.Period, Team = e.Team };
        var less = Scores.Less(before.Marks, [.. e.Marks.Where(m => m.Amount < 0).Select(m => m with { Amount = -m.Amount })]);
        var marks = ChallengeFold.Add(ChallengeFold.Add(before.Marks, [.. e.Marks.Where(m => m.Amount > 0)]), less);
        return With(member, before with { Marks = Scores.Together(marks, e.At.AddDays(-Member.RecentDays - 1)) }, e.At);
    }

    private static Member With(Member member, Effort after, DateTimeOffset at)
    {
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        var others = member.Efforts.Where(c => !c.Is(after.What, after.Period, after.Team) && !Counters.IsLongAgo(":" + c.Period, today));
        return member with { Efforts = after.IsEmpty ? [.. others] : [.. others, after] };
    }
}
