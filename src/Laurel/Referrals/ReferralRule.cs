using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Referrals;

/// <summary>Who a bonus is for.</summary>
public enum ReferralSide
{
    Inviter,
    Friend,
}

/// <summary>One bonus of a referral: <c>{to: inviter, give: 100 beans, after: first purchase no longer returnable}</c>.</summary>
public sealed record ReferralRule
{
    /// <summary>Before the id of a rule, where postings and counters name it.</summary>
    internal const string Prefix = "referral:";

    public required string Id { get; init; }
    public required ReferralSide To { get; init; }

    /// <summary>In the unit's smallest part.</summary>
    public required long Amount { get; init; }
    public required string Unit { get; init; }

    /// <summary>Given when the friend joins; else after her first purchase.</summary>
    public bool OnJoining { get; init; }

    /// <summary>The bonus waits for the unit's pending time, as what a purchase earns.</summary>
    public bool IsPending { get; init; }

    /// <summary>The bonus waits so long; null is not, or as the unit says.</summary>
    public Period? Waits { get; init; }

    /// <summary>What the friend's purchase must be.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];
    public LineFilter Lines { get; init; } = LineFilter.All;

    /// <summary>Each counts for the one who gets the bonus.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>A return that leaves too little does not take the bonus back.</summary>
    public bool IsKept { get; init; }

    /// <summary>Only the very first purchase can bring it; else the first that is enough and stays.</summary>
    public bool OnlyFirst { get; init; }

    /// <summary>By whom postings and counters name it.</summary>
    internal string Owner => Prefix + Id;
}

/// <summary>What inviting friends brings.</summary>
public sealed record Referral
{
    public required IReadOnlyList<ReferralRule> Rules { get; init; }

    /// <summary>Of the bonuses of a side that fall due together all are given; else only the largest.</summary>
    public bool All { get; init; }
}

/// <summary>A bonus that a friend's joining or purchase brought; it is kept with the friend.</summary>
public sealed record ReferralGiven
{
    public required string Rule { get; init; }
    public required ReferralSide To { get; init; }
    public required MemberId Member { get; init; }
    public required string Unit { get; init; }

    /// <summary>Nothing where a limit left nothing: it is settled all the same.</summary>
    public required long Amount { get; init; }

    /// <summary>What of it repaid arrears, and is owed again when it is revoked; null is nothing.</summary>
    public long? Repaid { get; init; }

    /// <summary>Null came with joining.</summary>
    public PurchaseId? Purchase { get; init; }
    public required string Lot { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public bool IsRevoked { get; init; }
}
