namespace Laurel.Insight.Facts;

/// <summary>What became of an offer for a customer: a coupon issued or withheld, something taken off a purchase, or withheld from it.</summary>
public sealed record OfferFact
{
    /// <summary>A coupon of the offer was made for somebody.</summary>
    public const string Issued = "issued";

    /// <summary>Something was taken off a purchase.</summary>
    public const string Given = "given";

    /// <summary>By chance she gets nothing of it, so that what it changes can be measured.</summary>
    public const string Withheld = "withheld";

    public required long Seq { get; init; }

    public required string Offer { get; init; }

    /// <summary>issued, given or withheld.</summary>
    public required string State { get; init; }

    public CouponId? Coupon { get; init; }

    public MemberId? Member { get; init; }

    public ShopperId? Shopper { get; init; }

    public PurchaseId? Purchase { get; init; }

    /// <summary>What was taken off, minor units.</summary>
    public long Amount { get; init; }

    public string? Currency { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>Something a member did that is no purchase.</summary>
public sealed record ActivityFact
{
    public required long Seq { get; init; }

    public required ActivityId Activity { get; init; }

    public required MemberId Member { get; init; }

    public required string What { get; init; }

    public required DateOnly Day { get; init; }

    public string? Location { get; init; }

    public string? Channel { get; init; }

    /// <summary>Each becomes a row of its own.</summary>
    public IReadOnlyList<SurveyAnswer> Answers { get; init; } = [];
}

/// <summary>A tier was reached for the first time.</summary>
public sealed record UnlockFact
{
    public required long Seq { get; init; }

    public required MemberId Member { get; init; }

    public required string Tier { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>A membership began, changed or ended. Amounts in minor units of the program's currency.</summary>
public sealed record MembershipFact
{
    public required long Seq { get; init; }

    public required MemberId Member { get; init; }

    public required string Plan { get; init; }

    /// <summary>The journal's word in kebab-case, such as bought, renewed, lapsed.</summary>
    public required string Change { get; init; }

    public long Fee { get; init; }

    public long Refund { get; init; }

    public long Saved { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>A friend was invited, or the bonus for her was given or revoked.</summary>
public sealed record ReferralFact
{
    public required long Seq { get; init; }

    /// <summary>Who invited; of a bonus, who got it.</summary>
    public required MemberId Member { get; init; }

    public required MemberId Friend { get; init; }

    /// <summary>invited, given or revoked.</summary>
    public required string State { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>Whatever else happened, most of it to a member.</summary>
public sealed record HappeningFact
{
    public required long Seq { get; init; }

    /// <summary>The journal's word for the event, such as challenge-moved.</summary>
    public required string Kind { get; init; }

    public MemberId? Member { get; init; }

    /// <summary>The challenge, badge, game, household, partner, unit or other member it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>What became of it, such as met, got, left.</summary>
    public required string Change { get; init; }

    /// <summary>The round of a challenge, the prizes of a play, the version of a definition, the purchases judged again.</summary>
    public int? Number { get; init; }

    /// <summary>The first day on which it is over.</summary>
    public DateOnly? Until { get; init; }

    public required DateOnly Day { get; init; }
}

/// <summary>One entry of a posting in money between those who run a program together; the entries of a posting sum to zero.</summary>
public sealed record MoneyFact
{
    public required long Seq { get; init; }

    /// <summary>The journal's word in kebab-case, such as issued, funded, given.</summary>
    public required string Purpose { get; init; }

    /// <summary>Such as partner:bakery, pool, cause:shelter.</summary>
    public required string Account { get; init; }

    /// <summary>Millionths of the currency's smallest coin; positive is owed to the account.</summary>
    public required long Micros { get; init; }

    public string? Partner { get; init; }

    public string? Cause { get; init; }

    public string? Unit { get; init; }

    /// <summary>With the first entry of a posting only, in the unit's smallest part.</summary>
    public long? Units { get; init; }

    public string? Rule { get; init; }

    public MemberId? Member { get; init; }

    public PurchaseId? Purchase { get; init; }

    public RedemptionId? Redemption { get; init; }

    public required DateOnly Day { get; init; }
}
