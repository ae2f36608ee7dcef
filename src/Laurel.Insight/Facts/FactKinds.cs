namespace Laurel.Insight.Facts;

/// <summary>A purchase as it was paid. Amounts in minor units of <see cref="Currency"/>.</summary>
public sealed record PurchaseFact
{
    public required long Seq { get; init; }

    public required PurchaseId Purchase { get; init; }

    public MemberId? Member { get; init; }

    public ShopperId? Shopper { get; init; }

    /// <summary>Local time of the program's zone.</summary>
    public required DateTime OccurredAt { get; init; }

    /// <summary>The business day.</summary>
    public required DateOnly Day { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Before discounts.</summary>
    public required long Gross { get; init; }

    public long Discount { get; init; }

    public long Tax { get; init; }

    /// <summary>The amount that questions call revenue.</summary>
    public required long Net { get; init; }
}

/// <summary>One line of a purchase.</summary>
public sealed record LineFact
{
    public required long Seq { get; init; }

    public required PurchaseId Purchase { get; init; }

    /// <summary>Unique within the purchase.</summary>
    public required int Line { get; init; }

    public string? Sku { get; init; }

    public string? Category { get; init; }

    public string? Brand { get; init; }

    /// <summary>Pieces or kilos, at most six digits after the point.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The line's share of the purchase's net, minor units.</summary>
    public required long Net { get; init; }

    /// <summary>What the goods of the line cost the merchant, minor units; null when unknown.</summary>
    public long? Cost { get; init; }
}

/// <summary>Goods brought back.</summary>
public sealed record ReturnFact
{
    public required long Seq { get; init; }

    public required ReturnId Return { get; init; }

    /// <summary>Null when the receipt is unknown; such a return lowers revenue but undoes no visit.</summary>
    public PurchaseId? Purchase { get; init; }

    public MemberId? Member { get; init; }

    public ShopperId? Shopper { get; init; }

    /// <summary>Local time of the program's zone.</summary>
    public required DateTime OccurredAt { get; init; }

    /// <summary>The business day of the return, not of the purchase.</summary>
    public required DateOnly Day { get; init; }

    public required string Currency { get; init; }

    /// <summary>What was given back, minor units, positive.</summary>
    public required long Net { get; init; }
}

/// <summary>One line brought back.</summary>
public sealed record ReturnLineFact
{
    public required long Seq { get; init; }

    public required ReturnId Return { get; init; }

    public PurchaseId? Purchase { get; init; }

    /// <summary>The line of the purchase; of the return when there is no purchase.</summary>
    public required int Line { get; init; }

    public required decimal Quantity { get; init; }

    /// <summary>Minor units, positive.</summary>
    public required long Net { get; init; }
}

/// <summary>An enrolment.</summary>
public sealed record MemberFact
{
    public required long Seq { get; init; }

    public required MemberId Member { get; init; }

    public required DateTime JoinedAt { get; init; }

    public required DateOnly Day { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    /// <summary>In the random group that gets no extras.</summary>
    public bool HeldOut { get; init; }
}

/// <summary>Units that moved on a member's account.</summary>
public sealed record MovementFact
{
    public required long Seq { get; init; }

    /// <summary>The member's postings in a unit are numbered from 1 without gap.</summary>
    public required int Number { get; init; }

    public required MemberId Member { get; init; }

    public required string Unit { get; init; }

    /// <summary>What kind of movement: the journal's word in kebab-case, such as earned, redeemed, expired.</summary>
    public required string Kind { get; init; }

    /// <summary>In the unit's smallest part; negative when the member's balance fell.</summary>
    public required long Amount { get; init; }

    public required DateTime OccurredAt { get; init; }

    public required DateOnly Day { get; init; }

    public PurchaseId? Purchase { get; init; }

    public RedemptionId? Redemption { get; init; }
}

/// <summary>What a movement did to one lot.</summary>
public sealed record LotFact
{
    public required long Seq { get; init; }

    /// <summary>Of the posting, as in <see cref="MovementFact"/>.</summary>
    public required int Number { get; init; }

    public required MemberId Member { get; init; }

    public required string Unit { get; init; }

    /// <summary>Unique within the member.</summary>
    public required string Lot { get; init; }

    public required string Kind { get; init; }

    /// <summary>In the unit's smallest part; negative when units left the lot.</summary>
    public required long Amount { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>The local day on which the lot was earned.</summary>
    public required DateOnly Earned { get; init; }

    /// <summary>The first local day on which it cannot be used; null is never.</summary>
    public DateOnly? Expires { get; init; }
}

/// <summary>A member's tier changed.</summary>
public sealed record TierFact
{
    public required long Seq { get; init; }

    public required MemberId Member { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public required DateTime OccurredAt { get; init; }
}

/// <summary>A redemption reached a state. Each state it passes is a row of its own.</summary>
public sealed record RedemptionFact
{
    public required long Seq { get; init; }

    public required RedemptionId Redemption { get; init; }

    public required MemberId Member { get; init; }

    public required string Reward { get; init; }

    /// <summary>reserved, captured, released or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>Units it cost so far, in the unit's smallest part.</summary>
    public required long Units { get; init; }

    public required DateTime OccurredAt { get; init; }
}
