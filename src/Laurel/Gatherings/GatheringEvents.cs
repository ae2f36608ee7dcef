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
}

/// <summary>What a member brought to a leaderboard or club moved, or what the club gives her for it.</summary>
public sealed record ScoreMoved : Event
{
    public required MemberId Member { get; init; }

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
    public PurchaseId? Purchase { get; init; }
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
        var before = member.Effort(e.What, e.Period, e.Team) ?? new Effort { What = e.What, Period = e.Period, Team = e.Team };
        var marked = before with { Marks = ChallengeFold.Add(before.Marks, e.Marks) };
        var after = e.Change switch
        {
            ScoreChange.Given => marked with { Gifts = e.Gifts, Given = e.At },
            ScoreChange.Undone => marked with { Gifts = [], Given = null },
            _ => marked,
        };
        var today = DateOnly.FromDateTime(e.At.UtcDateTime);
        var others = member.Efforts.Where(c => !c.Is(e.What, e.Period, e.Team) && !Counters.IsLongAgo(":" + c.Period, today));
        return member with { Efforts = after.IsEmpty ? [.. others] : [.. others, after] };
    }
}
