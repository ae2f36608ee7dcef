namespace Laurel;

/// <summary>Units earned together: they become spendable together and expire together.</summary>
public sealed record Lot
{
    /// <summary>Unique within the member: the purchase, opening or adjustment it came from.</summary>
    public required string Id { get; init; }
    public required string Unit { get; init; }

    /// <summary>What is still here, held part included.</summary>
    public required long Left { get; init; }
    public required DateTimeOffset Earned { get; init; }

    /// <summary>Pending before this instant.</summary>
    public required DateTimeOffset Active { get; init; }

    /// <summary>The first instant at which it can no longer be used; null is never.</summary>
    public DateTimeOffset? Expires { get; init; }
    public PurchaseId? Purchase { get; init; }

    /// <summary>Whose it is, where that is not the member whose account it lies in.</summary>
    public MemberId? Owner { get; init; }

    /// <summary>The partner that issued it; null is whoever runs the program.</summary>
    public string? Issuer { get; init; }

    public bool IsExpired(DateTimeOffset at) => Expires is { } end && end <= at;

    public bool IsPending(DateTimeOffset at) => Active > at;

    /// <summary>The order of use: expiry ascending, no expiry last, then earn order.</summary>
    public static int InOrderOfUse(Lot a, Lot b)
    {
        var byExpiry = (a.Expires ?? DateTimeOffset.MaxValue).CompareTo(b.Expires ?? DateTimeOffset.MaxValue);
        return byExpiry != 0 ? byExpiry : a.Earned.CompareTo(b.Earned);
    }
}

/// <summary>Units of a lot set aside for a redemption that is not captured yet.</summary>
public sealed record HeldLot(string Lot, long Amount);

/// <summary>A reserved redemption: its units can be used by nothing else, and do not expire, until it is closed.</summary>
public sealed record Hold
{
    public required RedemptionId Redemption { get; init; }
    public required string Reward { get; init; }

    /// <summary>Null when the reward costs nothing.</summary>
    public string? Unit { get; init; }

    /// <summary>What it uses of limits and stock, free again when it is released.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public required IReadOnlyList<HeldLot> Lots { get; init; }

    /// <summary>The first instant at which the hold no longer counts; null is until it is closed.</summary>
    public DateTimeOffset? Until { get; init; }

    public long Amount => Lots.Sum(l => l.Amount);

    public bool IsOver(DateTimeOffset at) => Until is { } end && end <= at;
}
