namespace Laurel.Referrals;

/// <summary>Says who invited a member; once, and before she has bought anything.</summary>
public sealed record SetInviter : Command
{
    public required MemberId Member { get; init; }
    public required MemberId Inviter { get; init; }
    public override MemberId? About => Member;
}

/// <summary>A friend was invited by someone.</summary>
public sealed record FriendInvited : Event
{
    public required MemberId Friend { get; init; }
    public required MemberId Inviter { get; init; }

    /// <summary>The inviter, who invited her, and so on; the nearest first.</summary>
    public required IReadOnlyList<MemberId> Line { get; init; }
}

/// <summary>A bonus of a referral was given or revoked; the units move by a posting beside it.</summary>
public sealed record ReferralSettled : Event
{
    public required MemberId Friend { get; init; }
    public required ReferralGiven Given { get; init; }
}
