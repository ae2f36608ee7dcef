using System.Text.Json.Serialization;

namespace Laurel.Coupons;

/// <summary>A code that was issued from an offer. The journal knows it by its hash only; how often it was used is a counter.</summary>
public sealed record Coupon : Document
{
    public required CouponId Id { get; init; }
    public required string Offer { get; init; }

    /// <summary>The only one who can use it; null is anyone.</summary>
    public MemberId? Member { get; init; }

    /// <summary>The first instant at which it can no longer be used; null is as long as the offer.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>It was never handed out: its member goes without the offer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWithheld { get; init; }

    public static string Counter(CouponId id) => "coupon:" + id.Value;

    internal static Coupon Of(CouponIssued e) => new() { Id = e.Coupon, Offer = e.Offer, Member = e.Member, Until = e.Until, IsWithheld = e.IsWithheld };
}
