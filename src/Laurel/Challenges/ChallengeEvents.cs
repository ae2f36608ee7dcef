using Laurel.Prizes;

namespace Laurel.Challenges;

/// <summary>How a challenge moved for a member.</summary>
public enum ChallengeChange
{
    Progressed,
    Met,

    /// <summary>A return left too little; what was given is taken back by postings beside it.</summary>
    Undone,

    /// <summary>Rounds of long ago can no longer be undone, and what they were counted from is forgotten.</summary>
    Settled,
}

/// <summary>A purchase, an activity or a return moved a member's progress in a challenge.</summary>
public sealed record ChallengeMoved : Event
{
    public required MemberId Member { get; init; }
    public required string Challenge { get; init; }
    public required ChallengeChange Change { get; init; }
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>The how-manieth time it was met or undone; how many rounds were settled.</summary>
    public int Round { get; init; }
    public IReadOnlyList<Gift> Gifts { get; init; } = [];
    public PurchaseId? Purchase { get; init; }

    /// <summary>Its receipt was claimed: a return finds this with the purchase.</summary>
    public bool IsClaimed { get; init; }
    public ReturnId? Return { get; init; }
    public ActivityId? Activity { get; init; }
    public int Version { get; init; }
}

/// <summary>A member got a badge, or lost it because what it was for was undone.</summary>
public sealed record BadgeChanged : Event
{
    public required MemberId Member { get; init; }
    public required string Badge { get; init; }

    /// <summary>What it is for, such as challenge:explorer.</summary>
    public required string By { get; init; }
    public bool IsLost { get; init; }
}

/// <summary>A member takes part in a challenge, club or leaderboard, or leaves it.</summary>
public sealed record TookPart : Event
{
    public required MemberId Member { get; init; }
    public required string What { get; init; }
    public bool Left { get; init; }

    /// <summary>She does not want to be on a leaderboard that everybody is on.</summary>
    public bool IsOut { get; init; }

    /// <summary>She may be shown by her name.</summary>
    public bool ByName { get; init; }

    /// <summary>It is a club, and the team of it.</summary>
    public bool InClub { get; init; }
    public string? Team { get; init; }
}

/// <summary>A member wants to take part in a challenge, club or leaderboard that asks for it, or to leave it.</summary>
public sealed record TakePart : Command
{
    public required MemberId Member { get; init; }

    /// <summary>The id of the challenge, club or leaderboard.</summary>
    public required string What { get; init; }
    public bool Leave { get; init; }

    /// <summary>The team of a club whose members form teams; one that nobody is in yet begins with her.</summary>
    public string? Team { get; init; }

    /// <summary>She may be shown by her name on a leaderboard.</summary>
    public bool ByName { get; init; }

    /// <summary>By which it is judged whether it is for her.</summary>
    public Traits Traits { get; init; } = Traits.None;
    public override MemberId? About => Member;
}

/// <summary>A member's progress in a challenge.</summary>
public sealed record ChallengeStanding
{
    public required string Challenge { get; init; }

    /// <summary>What counts, in the order in which it happened.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Rounds that can no longer be undone.</summary>
    public int Settled { get; init; }

    /// <summary>Rounds met since, oldest first.</summary>
    public IReadOnlyList<RoundMet> Met { get; init; } = [];

    /// <summary>How often it was met.</summary>
    public int Times => Settled + Met.Count;

    internal bool IsEmpty => Marks.Count == 0 && Settled == 0 && Met.Count == 0;
}

/// <summary>A challenge met once, and what was given for it.</summary>
public sealed record RoundMet(int Round, DateTimeOffset At, IReadOnlyList<Gift> Gifts);

/// <summary>A badge a member has: the first reason for which she got it, and when.</summary>
public sealed record HeldBadge(string Badge, string By, DateTimeOffset At);
