namespace Laurel;

/// <summary>A basket that was paid, by a member, by a shopper or by nobody. Frozen as it was that day.</summary>
public sealed record Purchase
{
    public required PurchaseId Id { get; init; }
    public MemberId? Member { get; init; }
    public ShopperId? Shopper { get; init; }

    /// <summary>When it was paid (UTC); its local day decides rules, tier and limits.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The shop; online is a location too.</summary>
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>ISO 4217; every amount of the purchase is in its minor units.</summary>
    public required string Currency { get; init; }
    public required IReadOnlyList<Line> Lines { get; init; }
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Coupon codes given at the till.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Who she is at the till: the shopper where one is known, else the member.</summary>
    internal string? Customer => Shopper?.Value ?? Member?.Value;
}

/// <summary>One line of a basket. A negative quantity is goods taken back without a receipt.</summary>
public sealed record Line
{
    /// <summary>The kind of ordinary goods; other kinds, such as shipping or gift-card, can be kept from earning.</summary>
    public const string Product = "product";
    public const string Shipping = "shipping";

    public required int Number { get; init; }
    public required string Sku { get; init; }
    public string? Category { get; init; }
    public string? Brand { get; init; }
    public IReadOnlyList<string> Labels { get; init; } = [];
    public string Kind { get; init; } = Product;

    /// <summary>Pieces, or kilos with up to six decimals.</summary>
    public decimal Quantity { get; init; } = 1;

    /// <summary>Minor units, with or without tax as the program declares; may have fractions of a minor unit, as per kilo.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>What the till took off this line already, in minor units.</summary>
    public long Discount { get; init; }

    /// <summary>As a fraction: 0.21; null where the tax is given or unknown.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>The tax of the whole line in minor units, where the till says so.</summary>
    public long? Tax { get; init; }

    /// <summary>A gift card or the buyer's own credit that this line puts money on; it never earns, and stored money cannot pay for it.</summary>
    public MemberId? Loads { get; init; }

    /// <summary>The unit in which it does; null is the first that holds the currency.</summary>
    public string? LoadsIn { get; init; }

    /// <summary>What one piece cost the merchant, in minor units without tax; null when unknown.</summary>
    public decimal? UnitCost { get; init; }
}

/// <summary>A means of payment and the part it paid, in minor units. Units and gift cards are means too.</summary>
public sealed record Payment(string Method, long Amount)
{
    public const string Units = "units";
    public const string GiftCard = "gift-card";
}

/// <summary>What is known of a member at the moment of a command, resolved outside and recorded with it.</summary>
public sealed record Traits
{
    public static readonly Traits None = new();

    public IReadOnlyList<string> Segments { get; init; } = [];
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether her birthday is today, in this week, in this month: <see cref="Laurel.Birthday"/>.</summary>
    public IReadOnlyList<string> Birthday { get; init; } = [];

    /// <summary>What the server drew; null where nothing was.</summary>
    public Games.Drawn? Drawn { get; init; }

    /// <summary>What was drawn for surprises where it is told rather than drawn, as in examples, from 0 to below 1; null where nothing was.</summary>
    public decimal? Draw { get; init; }
}
