using System.Text.Json.Serialization;
using Laurel.Care;
using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel;

/// <summary>
/// What happened, for ever. Everything that changes what a member is owed, and everything a metric counts, is one of these few
/// kinds; rules, conditions and rewards are open and speak only in them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(DefinitionPublished), "definition-published")]
[JsonDerivedType(typeof(MemberEnrolled), "member-enrolled")]
[JsonDerivedType(typeof(PurchaseRecorded), "purchase-recorded")]
[JsonDerivedType(typeof(LinesReturned), "lines-returned")]
[JsonDerivedType(typeof(Receipts.ReceiptClaimed), "receipt-claimed")]
[JsonDerivedType(typeof(UnitsMoved), "units-moved")]
[JsonDerivedType(typeof(LotsExtended), "lots-extended")]
[JsonDerivedType(typeof(TierChanged), "tier-changed")]
[JsonDerivedType(typeof(TierAssigned), "tier-assigned")]
[JsonDerivedType(typeof(RedemptionReserved), "redemption-reserved")]
[JsonDerivedType(typeof(RedemptionCaptured), "redemption-captured")]
[JsonDerivedType(typeof(RedemptionReleased), "redemption-released")]
[JsonDerivedType(typeof(RedemptionCancelled), "redemption-cancelled")]
[JsonDerivedType(typeof(FulfilmentChanged), "fulfilment-changed")]
[JsonDerivedType(typeof(Restated), "restated")]
[JsonDerivedType(typeof(MembershipChanged), "membership-changed")]
[JsonDerivedType(typeof(FriendInvited), "friend-invited")]
[JsonDerivedType(typeof(ReferralSettled), "referral-settled")]
[JsonDerivedType(typeof(MembersMerged), "members-merged")]
[JsonDerivedType(typeof(HouseholdChanged), "household-changed")]
[JsonDerivedType(typeof(CouponIssued), "coupon-issued")]
[JsonDerivedType(typeof(ActivityRecorded), "activity-recorded")]
[JsonDerivedType(typeof(MoneyMoved), "money-moved")]
[JsonDerivedType(typeof(PartnerAgreed), "partner-agreed")]
[JsonDerivedType(typeof(Accounts.AccountSwitched), "account-switched")]
[JsonDerivedType(typeof(ChallengeMoved), "challenge-moved")]
[JsonDerivedType(typeof(BadgeChanged), "badge-changed")]
[JsonDerivedType(typeof(Rewards.RewardUnlocked), "reward-unlocked")]
[JsonDerivedType(typeof(TookPart), "took-part")]
[JsonDerivedType(typeof(TicketMoved), "ticket-moved")]
[JsonDerivedType(typeof(GamePlayed), "game-played")]
[JsonDerivedType(typeof(SecretCommitted), "secret-committed")]
[JsonDerivedType(typeof(Gatherings.ScoreMoved), "score-moved")]
[JsonDerivedType(typeof(Gatherings.LeaderboardClosed), "leaderboard-closed")]
[JsonDerivedType(typeof(CaseMoved), "case-moved")]
[JsonDerivedType(typeof(ConsentChanged), "consent-changed")]
[JsonDerivedType(typeof(ProfileChanged), "profile-changed")]
[JsonDerivedType(typeof(RatingRecorded), "rating-recorded")]
public abstract record Event
{
    /// <summary>Business time: when it happened, not when it was known.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A version of the definition takes effect.</summary>
public sealed record DefinitionPublished : Event
{
    public required int Version { get; init; }

    /// <summary>The first instant judged by this version.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>SHA-256 of the canonical JSON.</summary>
    public required string Hash { get; init; }
}

public sealed record MemberEnrolled : Event
{
    public required MemberId Member { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>In the random group that gets no extras.</summary>
    public bool HeldOut { get; init; }

    /// <summary>The shopper she was known as before, linked with her consent.</summary>
    public ShopperId? Shopper { get; init; }

    /// <summary>Not a person but a gift card.</summary>
    public bool IsCard { get; init; }

    /// <summary>The one member who may pay with the card.</summary>
    public MemberId? Owner { get; init; }

    /// <summary>The card cannot be used.</summary>
    public bool IsInactive { get; init; }

    /// <summary>The local day of joining.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Spend (minor units) and visits brought from before; they count for tiers as of the day of joining, or of <see cref="Stood"/>.</summary>
    public long Spend { get; init; }
    public int Visits { get; init; }

    /// <summary>The tier brought from before, with the levels that are no longer new to her.</summary>
    public string? Tier { get; init; }
    public IReadOnlyList<string> Unlocked { get; init; } = [];

    /// <summary>When she had that spend, those visits and that tier, where it is not as she joined.</summary>
    public Tiers.Stood? Stood { get; init; }
}

/// <summary>A purchase, priced. Its lines are those of the command.</summary>
public sealed record PurchaseRecorded : Event
{
    public required PurchaseId Purchase { get; init; }
    public MemberId? Member { get; init; }

    /// <summary>Who was recognised, where she goes on in the account of another.</summary>
    public MemberId? As { get; init; }
    public ShopperId? Shopper { get; init; }
    public required DateOnly Day { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }
    public required string Currency { get; init; }

    /// <summary>Before discounts, as the prices are written; minor units, like the four below.</summary>
    public required long Gross { get; init; }
    public required long Discount { get; init; }
    public required long Tax { get; init; }

    /// <summary>What was to pay, tax included.</summary>
    public required long Total { get; init; }

    /// <summary>What counts as spend for earning and tiers, by the program's base.</summary>
    public required long Spend { get; init; }

    /// <summary>What each line came to, in the order of the lines.</summary>
    public required IReadOnlyList<LinePrice> Prices { get; init; }

    /// <summary>Rewards and offers that took something off, and by how much.</summary>
    public IReadOnlyList<DiscountGiven> Given { get; init; } = [];

    /// <summary>The version of the definition that judged it.</summary>
    public required int Version { get; init; }

    /// <summary>The member's tier before the purchase.</summary>
    public string? Tier { get; init; }

    /// <summary>How many purchases the member had made before.</summary>
    public int Earlier { get; init; }

    /// <summary>When the member joined.</summary>
    public DateTimeOffset? Joined { get; init; }
    public IReadOnlyList<Miss> Misses { get; init; } = [];

    /// <summary>What its offers used up of their limits.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];

    /// <summary>What stored money paid, of the total.</summary>
    public IReadOnlyList<PaidFrom> Paid { get; init; } = [];
}

/// <summary>What one reward or offer took off each line, in minor units; a reward names its redemption, an offer the coupon it was had by.</summary>
public sealed record DiscountGiven(
    string Source, long Amount, IReadOnlyList<long> Lines, RedemptionId? Redemption = null, CouponId? Coupon = null);

/// <summary>A rule or offer that gave nothing, and why.</summary>
public sealed record Miss(string Rule, string Reason);

public sealed record LinesReturned : Event
{
    public required ReturnId Return { get; init; }
    public required PurchaseId Purchase { get; init; }
    public MemberId? Member { get; init; }

    /// <summary>Whose purchase it was, where she goes on in the account of another.</summary>
    public MemberId? As { get; init; }
    public ShopperId? Shopper { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The local day and place of the purchase, whose visit and spend shrink.</summary>
    public required DateOnly PurchaseDay { get; init; }
    public string? Location { get; init; }
    public required string Currency { get; init; }
    public required IReadOnlyList<ReturnedLine> Lines { get; init; }

    /// <summary>What the customer gets back, tax included; minor units.</summary>
    public required long Total { get; init; }

    /// <summary>By how much the spend that counts shrinks; minor units.</summary>
    public required long Spend { get; init; }

    /// <summary>Nothing of the purchase is left.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>What the limits of rules and offers get back, for purchases to come.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];
}

public sealed record ReturnedLine(int Line, decimal Quantity, long Total);

/// <summary>One posting: it sums to zero, names the lots it touched, and explains itself by parts that add up.</summary>
public sealed record UnitsMoved : Event
{
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }
    public required Movement Movement { get; init; }

    /// <summary>What the member's balance moved by, in the unit's smallest part.</summary>
    public required long Amount { get; init; }
    public required long Before { get; init; }
    public required long After { get; init; }

    /// <summary>The member's postings in this unit are numbered from 1 without gap.</summary>
    public required int Number { get; init; }
    public required IReadOnlyList<Entry> Entries { get; init; }
    public IReadOnlyList<LotChange> Lots { get; init; } = [];

    /// <summary>By how much the member's arrears moved; positive is more owed.</summary>
    public long Owed { get; init; }
    public required IReadOnlyList<Part> Parts { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];

    /// <summary>How far this counts as units earned for tiers.</summary>
    public long Counted { get; init; }
    public PurchaseId? Purchase { get; init; }
    public ReturnId? Return { get; init; }
    public RedemptionId? Redemption { get; init; }

    /// <summary>The purchase that arrived late, because of which this one was judged again; itself where its receipt was claimed.</summary>
    public PurchaseId? Cause { get; init; }

    /// <summary>Whether another purchase that arrived late added this.</summary>
    [JsonIgnore]
    public bool IsRestated => Cause is { } cause && cause != Purchase;

    /// <summary>Whose purchase it is about, where she goes on in the account of another.</summary>
    public MemberId? As { get; init; }

    /// <summary>The member on the other side of a transfer.</summary>
    public MemberId? Other { get; init; }

    /// <summary>The partner that issued the units, or took them back.</summary>
    public string? Issuer { get; init; }

    /// <summary>What it was earned by, where that was no purchase.</summary>
    public ActivityId? Activity { get; init; }
    public int Version { get; init; }

    /// <summary>The local day whose tier progress this counts for.</summary>
    public DateOnly Day { get; init; }
}

/// <summary>A visit moved the expiry of lots whose unit lives since the last visit, or a return that left it no visit.</summary>
public sealed record LotsExtended : Event
{
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The return that made the last visit none.</summary>
    public ReturnId? Return { get; init; }

    /// <summary>Why staff did it; then only what would end sooner is moved.</summary>
    public string? Reason { get; init; }

    /// <summary>The one lot it is about; null is all of the unit.</summary>
    public string? Lot { get; init; }
}

public sealed record TierChanged : Event
{
    public required MemberId Member { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }

    /// <summary>Levels reached for the first time, lowest first.</summary>
    public IReadOnlyList<string> Unlocked { get; init; } = [];
}

/// <summary>Staff set a floor: it stops falls below it; null takes it away. With a redemption, a reward lends the level until an instant; null ends it.</summary>
public sealed record TierAssigned : Event
{
    public required MemberId Member { get; init; }
    public string? Floor { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset? Until { get; init; }
    public RedemptionId? Redemption { get; init; }
}

public sealed record RedemptionReserved : Event
{
    public required RedemptionId Redemption { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }
    public required decimal Quantity { get; init; }

    /// <summary>Null when the reward costs nothing.</summary>
    public string? Unit { get; init; }
    public required long Amount { get; init; }
    public IReadOnlyList<HeldLot> Lots { get; init; } = [];
    public DateTimeOffset? Until { get; init; }
    public PurchaseId? Purchase { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public string? Location { get; init; }

    /// <summary>Codes of a partner that were handed out with it.</summary>
    public IReadOnlyList<string> Vouchers { get; init; } = [];

    /// <summary>Which of several products was chosen.</summary>
    public string? Item { get; init; }
}

public sealed record RedemptionCaptured : Event
{
    public required RedemptionId Redemption { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }

    /// <summary>Units used for good; what was held beyond is free again.</summary>
    public required long Amount { get; init; }
    public required long Freed { get; init; }
}

/// <summary>A reservation was given up, or its time ran out.</summary>
public sealed record RedemptionReleased : Event
{
    public required RedemptionId Redemption { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }
    public required bool TimedOut { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
}

/// <summary>A captured redemption was undone, wholly or in part; the units are given back by a posting beside it.</summary>
public sealed record RedemptionCancelled : Event
{
    public required RedemptionId Redemption { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }
    public required long Amount { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
}

/// <summary>What was redeemed goes on its way: from the card that filled, or the order, into the member's hands.</summary>
public sealed record FulfilmentChanged : Event
{
    public required RedemptionId Redemption { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }
    public required Stage Stage { get; init; }

    /// <summary>The first instant at which an issued reward can no longer be used; null is never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The basket in which it was used.</summary>
    public PurchaseId? Purchase { get; init; }
}

/// <summary>
/// A late purchase, and later ones that it lifted into a higher tier were judged again; postings beside it add what they earn more.
/// </summary>
public sealed record Restated : Event
{
    public required MemberId Member { get; init; }

    /// <summary>The purchase that arrived late.</summary>
    public required PurchaseId Cause { get; init; }
    public required IReadOnlyList<RestatedPurchase> Purchases { get; init; }
}

/// <summary>A purchase that was judged again, by the tier it had been judged by and the one it should have been.</summary>
public sealed record RestatedPurchase(PurchaseId Purchase, string? Before, string? After, int? Earlier = null);

public sealed record CouponIssued : Event
{
    public required CouponId Coupon { get; init; }
    public required string Offer { get; init; }
    public MemberId? Member { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>She is of those who go without the offer: the code is known and cannot be used.</summary>
    public bool IsWithheld { get; init; }
}

/// <summary>A member did something that is no purchase.</summary>
public sealed record ActivityRecorded : Event
{
    public required ActivityId Activity { get; init; }
    public required MemberId Member { get; init; }
    public required string What { get; init; }

    /// <summary>The local day.</summary>
    public required DateOnly Day { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }
    public IReadOnlyList<SurveyAnswer> Answers { get; init; } = [];

    /// <summary>The version of the definition that judged it.</summary>
    public required int Version { get; init; }
    public IReadOnlyList<Miss> Misses { get; init; } = [];
}
