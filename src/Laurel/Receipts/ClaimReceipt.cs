namespace Laurel.Receipts;

/// <summary>A member shows the receipt of a purchase that was recorded for nobody, or for a shopper: from now on it is hers.</summary>
public sealed record ClaimReceipt : Command
{
    public required PurchaseId Of { get; init; }
    public required MemberId Member { get; init; }
    public Traits Traits { get; init; } = Traits.None;
    public override MemberId? About => Member;
}
