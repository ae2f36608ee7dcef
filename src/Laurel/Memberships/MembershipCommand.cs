namespace Laurel.Memberships;

/// <summary>Something asked about a member's membership of a plan.</summary>
public abstract record MembershipCommand : Command
{
    public required MemberId Member { get; init; }
    public required string Plan { get; init; }
    public override MemberId? About => Member;
}

/// <summary>A membership brought from another system.</summary>
public sealed record OpeningMembership
{
    public required string Plan { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after what was paid for; null is for life.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>What was paid, in minor units.</summary>
    public long Fee { get; init; }
}

/// <summary>Begins a membership, with its trial where the plan has one and the member never held it.</summary>
public sealed record BuyMembership : MembershipCommand
{
    /// <summary>When it begins; null is now.</summary>
    public DateTimeOffset? Starts { get; init; }

    /// <summary>What was paid, in minor units; null is the plan's fee.</summary>
    public long? Fee { get; init; }

    /// <summary>The payment it was paid by, as the one who took it calls it.</summary>
    public string? Payment { get; init; }
}

/// <summary>Pays for the next period, or for the present one where its payment failed.</summary>
public sealed record RenewMembership : MembershipCommand
{
    /// <summary>What was paid, in minor units; null is the plan's fee.</summary>
    public long? Fee { get; init; }
    public string? Payment { get; init; }
}

/// <summary>Leaves a plan for another.</summary>
public sealed record ChangeMembership : MembershipCommand
{
    public required string To { get; init; }
    public string? Payment { get; init; }
}

/// <summary>Ends a membership by the terms of its plan.</summary>
public sealed record CancelMembership : MembershipCommand
{
    public string? Reason { get; init; }
}

/// <summary>Undoes the sale of a membership: it is over, and all of its fee that is not used up by earlier periods is paid back.</summary>
public sealed record VoidMembership : MembershipCommand
{
    public required string Reason { get; init; }
}

/// <summary>A fee could not be collected, or was charged back.</summary>
public sealed record FailMembershipFee : MembershipCommand
{
    public required string Reason { get; init; }
}

/// <summary>Pays back a part of the fee; the membership goes on.</summary>
public sealed record RefundMembershipFee : MembershipCommand
{
    /// <summary>Minor units.</summary>
    public required long Amount { get; init; }
    public required string Reason { get; init; }
}
