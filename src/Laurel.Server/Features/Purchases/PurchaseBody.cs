using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Purchases;

/// <summary>A basket that was paid, as a till or shop tells it.</summary>
public sealed record PurchaseBody
{
    /// <summary>The receipt or order number: unique in the program, so a receipt counts once whoever sends it.</summary>
    [Required]
    public string? Id { get; init; }

    /// <summary>The member's id; absent for a customer who is not a member.</summary>
    public string? Member { get; init; }

    /// <summary>Instead of the id: by what the member was recognised.</summary>
    public IdentifierBody? Identifier { get; init; }

    /// <summary>When it was paid (RFC 3339); absent is now.</summary>
    public DateTimeOffset? At { get; init; }
    public string? Location { get; init; }
    public string? Channel { get; init; }

    /// <summary>ISO 4217.</summary>
    [Required]
    public string? Currency { get; init; }
    [Required]
    public IReadOnlyList<LineBody>? Lines { get; init; }
    public IReadOnlyList<PaymentBody>? Payments { get; init; }

    /// <summary>Gift cards and credit that pay, in this order.</summary>
    public IReadOnlyList<StoredPaymentBody>? Pays { get; init; }

    /// <summary>Coupon codes given at the till.</summary>
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>Rewards redeemed in this basket.</summary>
    public IReadOnlyList<RewardInBasketBody>? Rewards { get; init; }

    /// <summary>What the customer agreed to add for good causes, when she was asked.</summary>
    public IReadOnlyList<ContributionBody>? Contributions { get; init; }

    /// <summary>Segments the member is in, where the merchant knows them.</summary>
    public IReadOnlyList<string>? Segments { get; init; }
}

/// <summary>A way of giving of the definition; how much only where she may choose.</summary>
public sealed record ContributionBody(string? Giving, JsonMoney? Amount);

/// <summary>A part paid with stored money: of a gift card, by its number, or of the buyer's own credit.</summary>
public sealed record StoredPaymentBody
{
    /// <summary>The number of the gift card; absent is the buyer's own credit.</summary>
    public string? Card { get; init; }

    /// <summary>The unit of money; absent is the one that the card holds, or the one in the basket's currency.</summary>
    public string? Unit { get; init; }

    /// <summary>Absent: as much as there is and is needed.</summary>
    public JsonMoney? Amount { get; init; }
}

/// <summary>One line of a basket.</summary>
public sealed record LineBody
{
    /// <summary>The line's number on the receipt; absent is its place in the list, from 1.</summary>
    public int? Number { get; init; }
    [Required]
    public string? Sku { get; init; }
    public string? Category { get; init; }
    public string? Brand { get; init; }
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>product (the default), shipping, gift-card, deposit, fee, donation or a kind of your own.</summary>
    public string? Kind { get; init; }

    /// <summary>The gift card, or the member, on whom this line puts its price as stored money; a number not known yet becomes a card.</summary>
    public string? Loads { get; init; }

    /// <summary>The unit of stored money in which it does; absent is the first of the currency.</summary>
    public string? LoadsIn { get; init; }

    /// <summary>Pieces or kilos, up to six decimals; absent is 1. Negative is goods taken back without a receipt.</summary>
    [JsonConverter(typeof(JsonDecimal))]
    public decimal? Quantity { get; init; }

    /// <summary>The price of one, as a decimal in major units: "9.40".</summary>
    [Required]
    [JsonConverter(typeof(JsonDecimal))]
    public decimal? UnitPrice { get; init; }

    /// <summary>What the till took off the whole line.</summary>
    public JsonMoney? Discount { get; init; }

    /// <summary>The tax of the whole line, where the till says so.</summary>
    public JsonMoney? Tax { get; init; }

    /// <summary>As a fraction: "0.21".</summary>
    [JsonConverter(typeof(JsonDecimal))]
    public decimal? TaxRate { get; init; }

    /// <summary>What one cost the merchant without tax, as a decimal in major units.</summary>
    [JsonConverter(typeof(JsonDecimal))]
    public decimal? UnitCost { get; init; }
}

/// <summary>A means of payment and the part it paid: card, cash, gift-card, units, …</summary>
public sealed record PaymentBody(string? Method, JsonMoney? Amount);

/// <summary>A reward used in the basket; how many units only where the member chooses.</summary>
public sealed record RewardInBasketBody
{
    [Required]
    public string? Reward { get; init; }

    [JsonConverter(typeof(JsonDecimal))]
    public decimal? Quantity { get; init; }
    public long? Units { get; init; }

    /// <summary>Whose units are used first, by partner; absent lets the partner decide.</summary>
    public IReadOnlyList<string>? UsesFirst { get; init; }
}
