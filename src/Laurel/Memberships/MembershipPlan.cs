using Laurel.Definitions;

namespace Laurel.Memberships;

/// <summary>Where the period that a renewal pays for begins.</summary>
public enum RenewalFrom
{
    /// <summary>Where the present one ends: renewing early loses no day.</summary>
    ItsEnd,

    /// <summary>On the day of the renewal; what was left of the present one is lost.</summary>
    TheDay,
}

/// <summary>By which day the ends of periods are counted.</summary>
public enum Anniversary
{
    /// <summary>From 29 February: 28 February each year, and 29 February again in leap years.</summary>
    FirstDay,

    /// <summary>From the end before: once clamped to the 28th, it stays there.</summary>
    LastEnd,
}

/// <summary>What becomes of a membership that is cancelled, and of its fee.</summary>
public enum Cancelling
{
    /// <summary>It goes on until what was paid for is over; nothing is paid back.</summary>
    AtPeriodEnd,

    /// <summary>It is over; nothing is paid back.</summary>
    AtOnce,

    /// <summary>It is over; the fee of the unused days is paid back.</summary>
    RefundDays,

    /// <summary>It is over; the fee of the unused full months is paid back.</summary>
    RefundMonths,

    /// <summary>It is over; all that was paid for the present period and later ones is paid back.</summary>
    RefundAll,
}

/// <summary>One way to cancel, for so long after the membership began; the first that applies counts.</summary>
public sealed record CancelTerms(Cancelling How, Period? Within);

/// <summary>What a change to another plan does with the fee of the present one.</summary>
public enum Changing
{
    /// <summary>The unused days are credited against the new fee, or paid back where they are worth more.</summary>
    CreditDays,

    /// <summary>Nothing is credited.</summary>
    NoCredit,

    /// <summary>The new plan begins where the present period ends.</summary>
    AtPeriodEnd,
}

/// <summary>A membership that members pay for: <c>vip: {fee: 49.00 EUR a year, gives: [free-delivery]}</c>. Its fee is never spend.</summary>
public sealed record MembershipPlan
{
    public required string Id { get; init; }
    public LocalText? Name { get; init; }

    /// <summary>For each term, tax included; minor units.</summary>
    public required long Fee { get; init; }

    /// <summary>Null is paid once and lasts for life.</summary>
    public Period? Term { get; init; }

    /// <summary>Free time before the first fee, once for each member.</summary>
    public Period? Trial { get; init; }

    /// <summary>How long it goes on while a fee that is due is not paid.</summary>
    public Period? Grace { get; init; }
    /// <summary>How long after a fee was due, and failed, it is tried again; within the grace.</summary>
    public IReadOnlyList<Period> TriesAgain { get; init; } = [];
    public RenewalFrom Renews { get; init; }
    public Anniversary Anniversary { get; init; }

    /// <summary>Ends at the hour at which it began, rather than with the day before.</summary>
    public bool ToTheHour { get; init; }
    public IReadOnlyList<CancelTerms> Cancel { get; init; } = [new(Cancelling.AtPeriodEnd, null)];

    /// <summary>The day of cancelling is paid for.</summary>
    public bool CancelDayIsUsed { get; init; } = true;
    public Changing Change { get; init; }

    /// <summary>The day of a change is paid for by the old plan; else by the new one.</summary>
    public bool ChangeDayIsUsed { get; init; }

    /// <summary>How the fee of unused days becomes whole minor units.</summary>
    public Rounding Rounding { get; init; } = Rounding.Down;

    /// <summary>The article at the till whose purchase begins it.</summary>
    public string? Sku { get; init; }

    /// <summary>It counts in the very basket that buys it.</summary>
    public bool InItsBasket { get; init; } = true;

    /// <summary>Rules, rewards, offers and perks that are only for those who hold it.</summary>
    public IReadOnlyList<string> Gives { get; init; } = [];

    /// <summary>Over which time a fee paid once becomes revenue; null is at once.</summary>
    public Period? RecognisedOver { get; init; }
}
