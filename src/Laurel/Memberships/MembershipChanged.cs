namespace Laurel.Memberships;

/// <summary>What happened to a membership.</summary>
public enum MembershipChange
{
    Bought,

    /// <summary>Begun with free time.</summary>
    TrialBegun,
    Renewed,
    PaymentFailed,

    /// <summary>Cancelled; held until what was paid for is over.</summary>
    Ending,
    Cancelled,
    Lapsed,
    Voided,
    Refunded,

    /// <summary>Left for another plan.</summary>
    Left,

    /// <summary>A purchase saved the member something, or a return took that back.</summary>
    Saved,
}

/// <summary>A membership began, changed or ended; what it is afterwards.</summary>
public sealed record MembershipChanged : Event
{
    public required MemberId Member { get; init; }
    public required MembershipChange Change { get; init; }

    /// <summary>Paid by the member; minor units, like the two below.</summary>
    public long Fee { get; init; }

    /// <summary>Paid back to her, or credited against the fee of the plan she changes to.</summary>
    public long Refund { get; init; }

    /// <summary>By how much the purchase was cheaper, or brought more, than without the membership.</summary>
    public long Saved { get; init; }

    /// <summary>Of the periods that were not over: days used, and days given up.</summary>
    public int UsedDays { get; init; }
    public int UnusedDays { get; init; }
    public string? Reason { get; init; }

    /// <summary>The payment, as the one who took it calls it.</summary>
    public string? Payment { get; init; }
    public required HeldMembership After { get; init; }
}
