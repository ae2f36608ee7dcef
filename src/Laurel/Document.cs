using System.Text.Json.Serialization;

namespace Laurel;

/// <summary>
/// The state of one thing, folded from events. A document is a snapshot: that it is stored affects cost, never meaning.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "document")]
[JsonDerivedType(typeof(Member), "member")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(Redemption), "redemption")]
[JsonDerivedType(typeof(Tally), "tally")]
[JsonDerivedType(typeof(Coupons.Coupon), "coupon")]
[JsonDerivedType(typeof(Households.Household), "household")]
[JsonDerivedType(typeof(Games.Epoch), "epoch")]
[JsonDerivedType(typeof(Gatherings.Standings), "standings")]
[JsonDerivedType(typeof(Gatherings.Roster), "roster")]
public abstract record Document
{
    /// <summary>The shape of the stored form; an older one is rebuilt from the journal.</summary>
    public const int Format = 3;

    /// <summary>The largest stored form, in bytes.</summary>
    public const int LargestBytes = 64 * 1024;
}

/// <summary>What came back of a purchase, and which of its units expired. Born at the first of these.</summary>
public sealed record Returned : Document
{
    public required PurchaseId Purchase { get; init; }
    public IReadOnlyList<ReturnedLine> Lines { get; init; } = [];

    /// <summary>Units already taken back by returns, per unit.</summary>
    public IReadOnlyList<Use> TakenBack { get; init; } = [];

    /// <summary>Units already given back by returns, per redemption.</summary>
    public IReadOnlyList<Use> GivenBack { get; init; } = [];

    /// <summary>Units of the purchase's own lots that expired and were not reversed, per unit.</summary>
    public IReadOnlyList<Use> Expired { get; init; } = [];

    /// <summary>Units that should have been taken back, had been spent, and were not recovered since, per unit.</summary>
    public IReadOnlyList<Use> WrittenOff { get; init; } = [];
    public bool IsWhole { get; init; }

    /// <summary>The tier it was judged by again, because an earlier purchase arrived late; null when it never was.</summary>
    public string? Tier { get; init; }

    /// <summary>How many purchases were before it when it was judged again; null when it never was.</summary>
    public int? Earlier { get; init; }

    /// <summary>What that added to what it had earned.</summary>
    public IReadOnlyList<AddedPart> Added { get; init; } = [];

    /// <summary>The claim of its receipt, and what it brought that a return may take away; empty where nobody claimed it.</summary>
    public IReadOnlyList<Event> Claim { get; init; } = [];

    /// <summary>The quantity of a line that came back so far.</summary>
    public decimal Quantity(int line) => Lines.Where(l => l.Line == line).Sum(l => l.Quantity);
}

/// <summary>A part of what a purchase earned when it was judged again.</summary>
public sealed record AddedPart(string Unit, Part Part);

public enum RedemptionState
{
    Reserved,
    Captured,
    Released,
    Cancelled,
}

/// <summary>How far something redeemed has come on its way to the member.</summary>
public enum Stage
{
    /// <summary>Hers, and not used yet.</summary>
    Issued,
    Used,

    /// <summary>Its time ran out before it was used.</summary>
    Lapsed,

    /// <summary>Asked for, and not on its way yet.</summary>
    Ordered,

    /// <summary>On its way to her, or to the shop where she collects it.</summary>
    Shipped,

    /// <summary>Brought to her.</summary>
    Delivered,

    /// <summary>She came for it.</summary>
    Collected,
}

/// <summary>A reward someone has asked for, from reservation to its end.</summary>
public sealed record Redemption : Document
{
    public required RedemptionId Id { get; init; }
    public required MemberId Member { get; init; }
    public required string Reward { get; init; }
    public required decimal Quantity { get; init; }
    public string? Unit { get; init; }

    /// <summary>Held while reserved, used once captured.</summary>
    public required long Amount { get; init; }
    public required RedemptionState State { get; init; }
    public DateTimeOffset? Until { get; init; }
    public PurchaseId? Purchase { get; init; }

    /// <summary>Where it was asked for.</summary>
    public string? Location { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The lots the captured units came from, less what was given back.</summary>
    public IReadOnlyList<LotChange> Lots { get; init; } = [];

    /// <summary>What it used of limits and stock, given back when it is released or cancelled.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];

    /// <summary>Captured units that were not given back.</summary>
    public long Left => -Lots.Sum(l => l.Amount);
    public bool TimedOut { get; init; }

    /// <summary>Units that it gave, to whom, and what of them repaid arrears: to be taken back when it is cancelled.</summary>
    public IReadOnlyList<UnitsGiven> Gave { get; init; } = [];

    /// <summary>Null for what is handed over as it is captured.</summary>
    public Stage? Stage { get; init; }

    /// <summary>A reward that became hers and is used later.</summary>
    public bool IsIssued => Stage is Laurel.Stage.Issued or Laurel.Stage.Used or Laurel.Stage.Lapsed;
}

/// <summary>Units that a reward gave.</summary>
public sealed record UnitsGiven(MemberId Member, string Unit, long Amount, long Repaid);

/// <summary>A counter of the whole program or of a location.</summary>
public sealed record Tally : Document
{
    public required string Name { get; init; }
    public required long Amount { get; init; }

    /// <summary>The same by day, where any so many days in a row count; those of long ago leave.</summary>
    public IReadOnlyList<Use> Days { get; init; } = [];
}
