using System.Text.Json.Serialization;
using Laurel.Care;
using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel;

/// <summary>
/// Something asked of a program. It carries all that is known from outside: time, ids, traits. The same id never has two
/// effects, nor has the same natural key (the receipt, the return, the redemption).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(PublishDefinition), "publish")]
[JsonDerivedType(typeof(EnrolMember), "enrol")]
[JsonDerivedType(typeof(RecordPurchase), "purchase")]
[JsonDerivedType(typeof(ReturnLines), "return")]
[JsonDerivedType(typeof(Receipts.ClaimReceipt), "claim")]
[JsonDerivedType(typeof(ReserveReward), "reserve")]
[JsonDerivedType(typeof(CaptureRedemption), "capture")]
[JsonDerivedType(typeof(ReleaseRedemption), "release")]
[JsonDerivedType(typeof(CancelRedemption), "cancel")]
[JsonDerivedType(typeof(AdvanceFulfilment), "fulfil")]
[JsonDerivedType(typeof(AdjustUnits), "adjust")]
[JsonDerivedType(typeof(AssignTier), "assign-tier")]
[JsonDerivedType(typeof(Accounts.SwitchAccount), "switch-account")]
[JsonDerivedType(typeof(PassTime), "pass-time")]
[JsonDerivedType(typeof(BringHistory), "bring-history")]
[JsonDerivedType(typeof(BuyMembership), "buy-membership")]
[JsonDerivedType(typeof(RenewMembership), "renew-membership")]
[JsonDerivedType(typeof(ChangeMembership), "change-membership")]
[JsonDerivedType(typeof(CancelMembership), "cancel-membership")]
[JsonDerivedType(typeof(VoidMembership), "void-membership")]
[JsonDerivedType(typeof(FailMembershipFee), "fail-membership-fee")]
[JsonDerivedType(typeof(RefundMembershipFee), "refund-membership-fee")]
[JsonDerivedType(typeof(TransferUnits), "transfer")]
[JsonDerivedType(typeof(ReinstateUnits), "reinstate")]
[JsonDerivedType(typeof(ExtendUnits), "extend")]
[JsonDerivedType(typeof(RunBatch), "batch")]
[JsonDerivedType(typeof(MergeMembers), "merge")]
[JsonDerivedType(typeof(UnmergeMember), "unmerge")]
[JsonDerivedType(typeof(JoinHousehold), "join-household")]
[JsonDerivedType(typeof(LeaveHousehold), "leave-household")]
[JsonDerivedType(typeof(SetInviter), "set-inviter")]
[JsonDerivedType(typeof(IssueCoupon), "issue-coupon")]
[JsonDerivedType(typeof(RecordActivity), "activity")]
[JsonDerivedType(typeof(AgreeToPartner), "agree-to-partner")]
[JsonDerivedType(typeof(SettleClearing), "settle")]
[JsonDerivedType(typeof(TakePart), "take-part")]
[JsonDerivedType(typeof(PlayGame), "play")]
[JsonDerivedType(typeof(CommitSecret), "commit-secret")]
[JsonDerivedType(typeof(PayCause), "pay-cause")]
[JsonDerivedType(typeof(Gatherings.CloseLeaderboard), "close-leaderboard")]
[JsonDerivedType(typeof(RecordCase), "case")]
[JsonDerivedType(typeof(ChangeConsent), "consent")]
[JsonDerivedType(typeof(NoteProfile), "profile")]
[JsonDerivedType(typeof(RecordRating), "rating")]
public abstract record Command
{
    public required CommandId Id { get; init; }

    /// <summary>Business time (UTC): when it happened in the shop.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asks: a staff member, an API key, the clock.</summary>
    public string Actor { get; init; } = "";

    /// <summary>The server's clock gave the time because the client did not; then the time is not part of what was asked.</summary>
    [JsonIgnore]
    public bool IsTimedByServer { get; init; }

    /// <summary>The thing in the world this is about; two commands about the same thing are one.</summary>
    [JsonIgnore]
    public virtual string? NaturalKey => null;

    /// <summary>The member it is about, where it names one.</summary>
    [JsonIgnore]
    public virtual MemberId? About => null;
}

/// <summary>Makes a version of the definition take effect.</summary>
public sealed record PublishDefinition : Command
{
    /// <summary>The canonical JSON form.</summary>
    public required string Definition { get; init; }

    /// <summary>The first instant judged by it; purchases of earlier days keep the version of their day.</summary>
    public required DateTimeOffset From { get; init; }
}

public sealed record EnrolMember : Command
{
    public required MemberId Member { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }
    public bool HeldOut { get; init; }

    /// <summary>The shopper she was known as before, where she lets the two be linked: her time before joining counts in measurement.</summary>
    public ShopperId? Shopper { get; init; }

    /// <summary>What is known of her: segments and attributes, <see cref="OfAge"/> among them.</summary>
    public Traits Traits { get; init; } = Traits.None;

    /// <summary>Not a person but a gift card: it holds money for whoever has it.</summary>
    public bool IsCard { get; init; }

    /// <summary>The one member who may pay with the card; null is whoever has it.</summary>
    public MemberId? Owner { get; init; }

    /// <summary>The card cannot be used.</summary>
    public bool IsInactive { get; init; }

    /// <summary>What the member brings from another system.</summary>
    public IReadOnlyList<OpeningLot> Opening { get; init; } = [];

    /// <summary>Spend (minor units), visits and tier brought from before.</summary>
    public long Spend { get; init; }
    public int Visits { get; init; }
    public string? Tier { get; init; }

    /// <summary>When she had that spend, those visits and that tier, where it is not as she joined.</summary>
    public DateTimeOffset? StoodAt { get; init; }

    /// <summary>Rewards she has and has not used, by name; one that is there twice is two.</summary>
    public IReadOnlyList<string> Rewards { get; init; } = [];
    /// <summary>Memberships brought from before, paid for until their end.</summary>
    public IReadOnlyList<OpeningMembership> Memberships { get; init; } = [];

    /// <summary>Who invited her.</summary>
    public MemberId? Inviter { get; init; }

    /// <summary>Partners that may know her, of those that need her consent.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    /// <summary>Which attributes of hers are known, never what they are.</summary>
    public IReadOnlyList<string> Profile { get; init; } = [];

    /// <summary>What she consents to as she joins.</summary>
    public IReadOnlyList<Consent> Consents { get; init; } = [];

    public override string? NaturalKey => Key.Member(Member).Text;
    public override MemberId? About => Member;
}

/// <summary>An opening balance: a negative amount is brought in as owed.</summary>
public sealed record OpeningLot
{
    public required string Unit { get; init; }
    public required long Amount { get; init; }
    public string? Lot { get; init; }

    /// <summary>The partner that issued it; null is whoever runs the program.</summary>
    public string? Issuer { get; init; }
    public DateTimeOffset? Earned { get; init; }
    public DateTimeOffset? Active { get; init; }

    /// <summary>The first instant at which it cannot be used; null lets the program's rule decide.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>It never ends, whatever the program's rule says.</summary>
    public bool? IsEndless { get; init; }
}

public sealed record RecordPurchase : Command
{
    public required Purchase Purchase { get; init; }

    /// <summary>Rewards redeemed in this basket.</summary>
    public IReadOnlyList<RewardInBasket> Rewards { get; init; } = [];
    public Traits Traits { get; init; } = Traits.None;

    /// <summary>What the customer agreed to add for causes.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    /// <summary>Gift cards and credit that pay, in this order.</summary>
    public IReadOnlyList<StoredPayment> Stored { get; init; } = [];

    public override string? NaturalKey => Key.Purchase(Purchase.Id).Text;
    public override MemberId? About => Purchase.Member;
}

/// <summary>A part of a purchase paid with stored money.</summary>
public sealed record StoredPayment
{
    /// <summary>The gift card; null is the buyer's own credit.</summary>
    public MemberId? Card { get; init; }

    /// <summary>The unit of money; null is the one that the card holds.</summary>
    public string? Unit { get; init; }

    /// <summary>Minor units; null is as much as there is and is needed.</summary>
    public long? Amount { get; init; }
}

/// <summary>A reward used in a basket.</summary>
public sealed record RewardInBasket
{
    public required string Reward { get; init; }
    public decimal Quantity { get; init; } = 1;

    /// <summary>How many units to use where the member may choose; null is as many as help.</summary>
    public long? Units { get; init; }

    /// <summary>Whose units are used first, by issuer; empty lets the partner decide.</summary>
    public IReadOnlyList<string> UsesFirst { get; init; } = [];
}

public sealed record ReturnLines : Command
{
    public required ReturnId Return { get; init; }
    public required PurchaseId Of { get; init; }

    /// <summary>What comes back; empty is all that is left.</summary>
    public IReadOnlyList<LineBack> Lines { get; init; } = [];

    public override string? NaturalKey => Key.Return(Return).Text;
}

/// <summary>Goods coming back: a line by its number, or a SKU wherever the basket has it.</summary>
public sealed record LineBack
{
    public int? Line { get; init; }
    public string? Sku { get; init; }

    /// <summary>Null is all that is left of it.</summary>
    public decimal? Quantity { get; init; }
}

/// <summary>Sets the units of a reward aside, or uses them at once.</summary>
public sealed record ReserveReward : Command
{
    public required RedemptionId Redemption { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }
    public decimal Quantity { get; init; } = 1;

    /// <summary>How many units, where the member may choose.</summary>
    public long? Units { get; init; }

    /// <summary>The first instant at which the reservation no longer counts; null keeps it until it is closed.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Which of several products, where the member may choose.</summary>
    public string? Item { get; init; }

    /// <summary>Whose units are used first, by issuer; empty lets the partner decide.</summary>
    public IReadOnlyList<string> UsesFirst { get; init; } = [];

    /// <summary>Used at once: reserved and captured in one.</summary>
    public bool AtOnce { get; init; }
    public string? Location { get; init; }
    public Traits Traits { get; init; } = Traits.None;

    public override string? NaturalKey => Key.Redemption(Redemption).Text;
    public override MemberId? About => Member;
}

public sealed record CaptureRedemption : Command
{
    public required RedemptionId Redemption { get; init; }

    /// <summary>Fewer units than were held; null is all of them.</summary>
    public long? Units { get; init; }
}

/// <summary>Gives a reservation up.</summary>
public sealed record ReleaseRedemption : Command
{
    public required RedemptionId Redemption { get; init; }
}

/// <summary>Undoes a captured redemption: the units go back to the lots they came from.</summary>
public sealed record CancelRedemption : Command
{
    public required RedemptionId Redemption { get; init; }
    public required string Reason { get; init; }
}

/// <summary>What was ordered goes a step further on its way.</summary>
public sealed record AdvanceFulfilment : Command
{
    public required RedemptionId Redemption { get; init; }

    /// <summary>Where it is now: shipped, delivered, collected.</summary>
    public required Stage Stage { get; init; }
}

/// <summary>Staff give or take units, with a reason.</summary>
public sealed record AdjustUnits : Command
{
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }
    public required long Amount { get; init; }
    public required string Reason { get; init; }

    /// <summary>Counts as units earned for tiers.</summary>
    public bool Counts { get; init; }
    public override MemberId? About => Member;
}

public sealed record AssignTier : Command
{
    public required MemberId Member { get; init; }

    /// <summary>The floor; null takes it away.</summary>
    public string? Tier { get; init; }
    public required string Reason { get; init; }
    public override MemberId? About => Member;
}

/// <summary>Books what is due for a member by an instant: expiry, reservations that ran out, tier reviews.</summary>
public sealed record PassTime : Command
{
    public required MemberId Member { get; init; }
    public override MemberId? About => Member;
}

/// <summary>
/// A stretch of a member's past in another system: what she earned and used in it, as one row of that system's export. What was
/// used beyond the balance is owed.
/// </summary>
public sealed record BringHistory : Command
{
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }

    /// <summary>In the unit's smallest part.</summary>
    public required long Earned { get; init; }
    public required long Redeemed { get; init; }

    /// <summary>The row it comes from, unique: the same row is brought once.</summary>
    public required string Row { get; init; }
    public override string? NaturalKey => "history/" + Row;
    public override MemberId? About => Member;
}

/// <summary>Transfers, adjustments, reinstatements and extensions that all happen, or none of them.</summary>
public sealed record RunBatch : Command
{
    public required IReadOnlyList<Command> Commands { get; init; }
}

/// <summary>Issues a code from an offer. The code itself is made outside; here it is known by its hash.</summary>
public sealed record IssueCoupon : Command
{
    public required CouponId Coupon { get; init; }
    public required string Offer { get; init; }

    /// <summary>To whom; a personal coupon needs one.</summary>
    public MemberId? Member { get; init; }

    /// <summary>The first instant at which it can no longer be used; null lets the offer decide.</summary>
    public DateTimeOffset? Until { get; init; }
    public override string? NaturalKey => Key.Coupon(Coupon).Text;
    public override MemberId? About => Member;
}

/// <summary>A number she gave as an answer; words stay outside the journal.</summary>
/// <param name="Question">
/// <c>satisfied</c> and <c>again</c> (would she buy again) from 1 to 5, <c>recommend</c> from 0 to 10, <c>wallet</c> (how much of what she
/// spends on such things, in percent); any other is kept as it is.
/// </param>
/// <param name="Answer">0 to 100.</param>
public sealed record SurveyAnswer(string Question, int Answer);

/// <summary>Something a member did that is no purchase: a visit, a review, a survey, a check-in, her birthday.</summary>
public sealed record RecordActivity : Command
{
    public required ActivityId Activity { get; init; }
    public required MemberId Member { get; init; }

    /// <summary>What it was, in a word that the definition knows.</summary>
    public required string What { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>What she answered, where it was a survey.</summary>
    public IReadOnlyList<SurveyAnswer> Answers { get; init; } = [];
    public Traits Traits { get; init; } = Traits.None;
    public override string? NaturalKey => Key.Activity(Activity).Text;
    public override MemberId? About => Member;
}
