namespace Laurel.Receipts;

/// <summary>
/// A purchase of nobody became a member's, as if it had arrived late with her card. What was paid stays as it was; what it earns is
/// booked beside, by the rules of its day.
/// </summary>
public sealed record ReceiptClaimed : Event
{
    public required PurchaseId Purchase { get; init; }
    public required MemberId Member { get; init; }

    /// <summary>Who showed the receipt, where she goes on in the account of another.</summary>
    public MemberId? As { get; init; }

    /// <summary>When it was bought.</summary>
    public required DateTimeOffset Bought { get; init; }

    /// <summary>The local day of the purchase, whose visit and spend grow.</summary>
    public required DateOnly Day { get; init; }
    public string? Location { get; init; }
    public required string Currency { get; init; }

    /// <summary>What had come back of it before; that earns nothing.</summary>
    public IReadOnlyList<ReturnedLine> Lines { get; init; } = [];

    /// <summary>What is left of what was paid, tax included; minor units.</summary>
    public required long Total { get; init; }

    /// <summary>What of that counts as spend for tiers; minor units.</summary>
    public required long Spend { get; init; }

    /// <summary>The version of the definition that judged the purchase, and judges it again.</summary>
    public required int Version { get; init; }

    /// <summary>Her tier before the purchase, how many purchases she had made before it, and when she joined.</summary>
    public string? Tier { get; init; }
    public int Earlier { get; init; }
    public DateTimeOffset? Joined { get; init; }
    public Traits Traits { get; init; } = Traits.None;
    public IReadOnlyList<Miss> Misses { get; init; } = [];

    /// <summary>What it uses of the limits on claims, and of sums that rules count.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];

    /// <summary>What the purchase had given to causes and they still have, in minor units, by cause.</summary>
    public IReadOnlyList<Use> Given { get; init; } = [];

    /// <summary>The purchase as it would have been recorded for her, without what does not concern her.</summary>
    internal PurchaseRecorded AsPurchase() => new()
    {
        At = Bought,
        Purchase = Purchase,
        Member = Member,
        Day = Day,
        Location = Location,
        Currency = Currency,
        Gross = Total,
        Discount = 0,
        Tax = 0,
        Total = Total,
        Spend = Spend,
        Prices = [],
        Version = Version,
        Uses = Uses,
    };
}
