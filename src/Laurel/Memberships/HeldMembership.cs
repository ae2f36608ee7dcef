namespace Laurel.Memberships;

/// <summary>Where a membership stands.</summary>
public enum MembershipState
{
    /// <summary>Bought; held from its beginning on.</summary>
    Running,

    /// <summary>A fee is due, or its payment failed; it lapses unless it is paid.</summary>
    Overdue,

    /// <summary>Cancelled, and held until what was paid for is over.</summary>
    Ending,
    Cancelled,
    Lapsed,
    Voided,

    /// <summary>Left for another plan.</summary>
    Changed,
}

/// <summary>What one fee pays for: local days, the last one excluded; null is for life.</summary>
public sealed record FeePeriod(DateOnly From, DateOnly? To, long Fee)
{
    /// <summary>Paid back so far; minor units.</summary>
    public long Refunded { get; init; }

    /// <summary>Its payment failed and was not made good.</summary>
    public bool IsUnpaid { get; init; }
    public bool IsTrial { get; init; }

    /// <summary>The payment, as the one who took it calls it.</summary>
    public string? Payment { get; init; }

    /// <summary>The basket that paid for it.</summary>
    public PurchaseId? Purchase { get; init; }

    /// <summary>What was paid and not paid back; minor units.</summary>
    public long Kept => IsUnpaid ? 0 : Fee - Refunded;

    public int? Days => To?.DayNumber - From.DayNumber;
}

/// <summary>A membership as its member holds it. Held from its beginning to its end, the end excluded.</summary>
public sealed record HeldMembership
{
    /// <summary>The plan and a number: vip/1.</summary>
    public required string Id { get; init; }
    public required string Plan { get; init; }

    /// <summary>The beginning of the first paid period, by which anniversaries are counted.</summary>
    public required DateTimeOffset Anchor { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after what was paid for; null is for life.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>When it is over unless it is paid: the end, and the grace after it.</summary>
    public DateTimeOffset? Lapses { get; init; }

    /// <summary>Its fee failed: when it is tried again; null is not.</summary>
    public DateTimeOffset? TriesAgain { get; init; }

    /// <summary>When it was ended before that.</summary>
    public DateTimeOffset? Ended { get; init; }
    public MembershipState State { get; init; }
    public IReadOnlyList<FeePeriod> Periods { get; init; } = [];

    /// <summary>What its offers and rules have saved the member, at the prices of each day of purchase; minor units.</summary>
    public long Saved { get; init; }

    /// <summary>The first instant at which it is not held.</summary>
    public DateTimeOffset? End => Ended ?? Lapses;

    /// <summary>Paid and not paid back, in minor units.</summary>
    public long Paid => Periods.Sum(p => p.Kept);

    /// <summary>How it stands at an instant: what runs past its end, since it has grace, is overdue.</summary>
    public MembershipState StateAt(DateTimeOffset at) => State == MembershipState.Running && IsOpen(at) && To <= at ? MembershipState.Overdue : State;

    public bool IsOpen(DateTimeOffset at) => Ended is null && !(Lapses <= at);

    public bool IsHeld(DateTimeOffset at) => From <= at && !(End <= at);

    /// <summary>On how many local days it was held, up to an instant.</summary>
    public int ActiveDays(Calendar calendar, DateTimeOffset at)
    {
        if (at < From || End <= From)
            return 0;
        var last = End is { } end && end <= at ? end.AddTicks(-1) : at;
        return calendar.Day(last).DayNumber - calendar.Day(From).DayNumber + 1;
    }
}
