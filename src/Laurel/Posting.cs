namespace Laurel;

/// <summary>Why units moved.</summary>
public enum Movement
{
    /// <summary>Brought in from another system.</summary>
    Opening,
    Earned,
    Redeemed,
    Expired,
    Adjusted,

    /// <summary>A return took back what its purchase earned.</summary>
    TakenBack,

    /// <summary>A return or a cancelled redemption gave units back to their lots.</summary>
    GivenBack,

    /// <summary>One member gave, another got.</summary>
    Transferred,

    /// <summary>Staff brought expired units back.</summary>
    Reinstated,

    /// <summary>Stored money paid for goods.</summary>
    Paid,

    /// <summary>Money was put on a gift card or a member's credit.</summary>
    Loaded,
}

/// <summary>The ledger accounts of a program. What members hold is a debt of the merchant; the others say where units came from and went.</summary>
public enum Account
{
    /// <summary>What members hold: lots less what they owe.</summary>
    Members,
    Issued,
    Redeemed,
    Expired,
    Adjusted,
    Opening,

    /// <summary>What a return should have taken back and could not.</summary>
    WrittenOff,

    /// <summary>On the way from one member to another; it always sums to zero.</summary>
    Transferred,

    /// <summary>Stored money: sold and paid with.</summary>
    Paid,
}

/// <summary>One side of a posting. The entries of a posting sum to zero.</summary>
public readonly record struct Entry(Account Account, long Amount);

/// <summary>What a posting did to one lot, with all that is needed to open the lot again.</summary>
public sealed record LotChange
{
    public required string Lot { get; init; }
    public required long Amount { get; init; }
    public required DateTimeOffset Earned { get; init; }
    public required DateTimeOffset Active { get; init; }
    public DateTimeOffset? Expires { get; init; }
    public PurchaseId? Purchase { get; init; }

    /// <summary>Whose it is, where that is not the member whose account it lies in.</summary>
    public MemberId? Owner { get; init; }

    /// <summary>The partner that issued it; null is whoever runs the program.</summary>
    public string? Issuer { get; init; }

    public static LotChange Of(Lot lot, long amount) => new()
    {
        Lot = lot.Id,
        Amount = amount,
        Earned = lot.Earned,
        Active = lot.Active,
        Expires = lot.Expires,
        Purchase = lot.Purchase,
        Owner = lot.Owner,
        Issuer = lot.Issuer,
    };
}

/// <summary>How a part of an entry was counted.</summary>
public enum Counting
{
    /// <summary>So many units for each amount of money, in proportion.</summary>
    PerAmount,

    /// <summary>So many units for every full amount.</summary>
    ForEveryFull,

    /// <summary>So many units for each item.</summary>
    PerItem,

    /// <summary>So many units for every full number of items.</summary>
    ForEveryFullItems,

    /// <summary>A fixed number of units.</summary>
    Fixed,

    /// <summary>What other rules gave, so many times more.</summary>
    Times,

    /// <summary>So many units for each amount of margin.</summary>
    PerMargin,

    /// <summary>Not by a rule: the whole entry is this one thing.</summary>
    Whole,

    /// <summary>So many units for each full amount spent in a stretch of the calendar.</summary>
    ForEveryFullSpent,
}

/// <summary>One summand of an explanation. The parts of an entry add up to it.</summary>
public sealed record Part
{
    /// <summary>The rule, reward or reason.</summary>
    public required string Rule { get; init; }
    public required long Amount { get; init; }
    public Counting Counting { get; init; } = Counting.Whole;

    /// <summary>What was counted: minor units of money or, with <see cref="Counting.PerItem"/>, items.</summary>
    public decimal Base { get; init; }

    /// <summary>Units given for each <see cref="Step"/>.</summary>
    public decimal Give { get; init; }

    /// <summary>The amount of money, in minor units, for which <see cref="Give"/> is given.</summary>
    public long Step { get; init; }
    public Rounding Rounding { get; init; }
    public RoundingPlace Place { get; init; }

    /// <summary>What the rule would have given without its limit; null when no limit cut it.</summary>
    public long? Uncapped { get; init; }

    /// <summary>What the rule's limits still allowed; null without a limit.</summary>
    public long? Room { get; init; }
}

/// <summary>What was used up of a limit: the counter's name, and by how much it moved.</summary>
public readonly record struct Use(string Counter, long Amount);
