namespace Laurel.Coalition;

/// <summary>Why money is owed, or was paid, between those who run a program together.</summary>
public enum MoneyPurpose
{
    /// <summary>A partner issued units and owes for them, or took them back.</summary>
    Issued,

    /// <summary>Units of a partner that pays when they are used were used.</summary>
    Used,

    /// <summary>A partner accepted units and is owed for them.</summary>
    Accepted,

    /// <summary>Units expired: what was paid for them goes to whoever keeps it.</summary>
    Unused,

    /// <summary>What was given is paid for by others, share by share.</summary>
    Funded,

    /// <summary>A partner paid, or was paid, what stood open.</summary>
    Settled,

    /// <summary>Money was given to a cause.</summary>
    Given,

    /// <summary>A cause was paid what was given to it.</summary>
    PaidOut,
}

/// <summary>One side of a posting in money.</summary>
/// <param name="Account">See <see cref="MoneyAccount"/>.</param>
/// <param name="Micros">Millionths of the currency's smallest coin; positive is owed to the account.</param>
public readonly record struct MoneyEntry(string Account, long Micros)
{
    public const long PerCoin = 1_000_000;
}

/// <summary>The accounts of the money ledger, by name.</summary>
public static class MoneyAccount
{
    /// <summary>What the operator holds for units that members have not used.</summary>
    public const string Pool = "pool";

    /// <summary>The operator's own: breakage it keeps, shares it pays.</summary>
    public const string Operator = "operator";

    /// <summary>Money that really moved.</summary>
    public const string Bank = "bank";

    /// <summary>What customers gave beside the price of their goods.</summary>
    public const string Customers = "customers";

    /// <summary>What a partner is owed; negative is what it owes.</summary>
    public static string Partner(string id) => "partner:" + id;

    /// <summary>What was given to a cause and not paid out to it yet.</summary>
    public static string Cause(string id) => "cause:" + id;

    /// <summary>The account of whoever pays a share.</summary>
    public static string Of(string payer) => payer == Shares.Us ? Operator : Partner(payer);

    /// <summary>The counter in which the balance of an account is kept.</summary>
    internal static string Counter(string account) => "money:" + account;
}

/// <summary>One posting in money, of the program's currency. Its entries sum to zero.</summary>
public sealed record MoneyMoved : Event
{
    public required MoneyPurpose Purpose { get; init; }
    public required IReadOnlyList<MoneyEntry> Entries { get; init; }

    /// <summary>The partner it is about: who issued, accepted, or was settled with.</summary>
    public string? Partner { get; init; }

    /// <summary>The cause it is about.</summary>
    public string? Cause { get; init; }

    /// <summary>Units it is about, in the unit's smallest part; negative where they were taken back.</summary>
    public string? Unit { get; init; }
    public long Units { get; init; }

    /// <summary>The rule, offer, reward or act of giving.</summary>
    public string? Rule { get; init; }

    /// <summary>Who pays how much, in the unit's smallest part or in minor units.</summary>
    public IReadOnlyList<Use> Split { get; init; } = [];
    public MemberId? Member { get; init; }
    public PurchaseId? Purchase { get; init; }
    public ReturnId? Return { get; init; }
    public RedemptionId? Redemption { get; init; }

    /// <summary>The settlement or payment by its own name.</summary>
    public string? Reference { get; init; }

    /// <summary>What it was counted from, in minor units; the parts sum to what was given.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    /// <summary>What of limits and budgets that used.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];
}

/// <summary>A member let a partner know her, or no longer does.</summary>
public sealed record PartnerAgreed : Event
{
    public required MemberId Member { get; init; }
    public required string Partner { get; init; }
    public required bool Agrees { get; init; }
}
