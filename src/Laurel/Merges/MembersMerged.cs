namespace Laurel.Merges;

/// <summary>
/// One member goes on in the account of another, or in her own again. Units move by postings beside it; this moves what is no unit:
/// days of buying, counters, the place in the tiers.
/// </summary>
public sealed record MembersMerged : Event
{
    /// <summary>Whose account goes on.</summary>
    public required MemberId Member { get; init; }

    /// <summary>Who goes on in it, or leaves it.</summary>
    public required MemberId Other { get; init; }

    /// <summary>She leaves it.</summary>
    public bool IsUndone { get; init; }

    /// <summary>What the other one brings, or takes with her.</summary>
    public required MemberPast Past { get; init; }

    /// <summary>Where the account stands after it, before tiers are looked at again.</summary>
    public required Standing Standing { get; init; }

    /// <summary>What the other one owed, per unit; positive.</summary>
    public IReadOnlyList<Use> Owed { get; init; } = [];

    /// <summary>The clubs she is in.</summary>
    public IReadOnlyList<ClubPlace> Clubs { get; init; } = [];
    public string Reason { get; init; } = "";
}

/// <summary>A place in a club of somebody who goes on in another's account.</summary>
/// <param name="What">The club.</param>
/// <param name="Team">The team of a club whose members form teams.</param>
/// <param name="IsCarried">The account is in it only because of her.</param>
public sealed record ClubPlace(string What, string? Team, bool IsCarried);

/// <summary>What a member has beside units.</summary>
public sealed record MemberPast
{
    public required DateTimeOffset Joined { get; init; }
    public IReadOnlyList<Day> Days { get; init; } = [];
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public int Purchases { get; init; }
    public long SpendEver { get; init; }
    public int VisitsEver { get; init; }
    public DateOnly? LastVisit { get; init; }
    public IReadOnlyList<Bought> Recent { get; init; } = [];

    /// <summary>Units that count for tiers, and units that expired, ever, per unit.</summary>
    public IReadOnlyList<Use> Counted { get; init; } = [];
    public IReadOnlyList<Use> Expired { get; init; } = [];
    public IReadOnlyList<Use> Reinstated { get; init; } = [];
    public IReadOnlyList<IssuedReward> Issued { get; init; } = [];
    public IReadOnlyList<Memberships.HeldMembership> Memberships { get; init; } = [];
    public IReadOnlyList<Referrals.ReferralGiven> Referrals { get; init; } = [];
    public MemberId? Inviter { get; init; }
    public IReadOnlyList<MemberId> InvitedBy { get; init; } = [];

    /// <summary>The clubs and leaderboards that the account joins with her.</summary>
    public IReadOnlyList<Challenges.Participation> TakesPart { get; init; } = [];

    internal static MemberPast Of(Member member) => new()
    {
        Joined = member.Joined,
        Days = member.Days,
        Uses = member.Uses,
        Purchases = member.Purchases,
        SpendEver = member.SpendEver,
        VisitsEver = member.VisitsEver,
        LastVisit = member.LastVisit,
        Recent = member.Recent,
        Counted = [.. member.Accounts.Where(a => a.Counted != 0).Select(a => new Use(a.Unit, a.Counted))],
        Expired = [.. member.Accounts.Where(a => a.Expired != 0).Select(a => new Use(a.Unit, a.Expired))],
        Reinstated = [.. member.Accounts.Where(a => a.Reinstated != 0).Select(a => new Use(a.Unit, a.Reinstated))],
        Issued = member.Issued,
        Memberships = member.Memberships,
        Referrals = member.Referrals,
        Inviter = member.Inviter,
        InvitedBy = member.InvitedBy,
    };
}

/// <summary>Someone who goes on in this account, and how it stood before her.</summary>
public sealed record MergedMember
{
    public required MemberId Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Standing Standing { get; init; }
    public required DateTimeOffset Joined { get; init; }
    public MemberId? Inviter { get; init; }
    public IReadOnlyList<MemberId> InvitedBy { get; init; } = [];

    /// <summary>What she owed, and what returns of her purchases have added or her purchases repaid since, per unit.</summary>
    public IReadOnlyList<Use> Owed { get; init; } = [];
}
