using Laurel.Deciding;

namespace Laurel.Coupons;

/// <summary>Coupons that a customer shows at the till.</summary>
internal static class Shown
{
    /// <summary>The codes of a purchase that no offer and no rule has for itself.</summary>
    public static IEnumerable<CouponId> Of(Definition definition, Purchase purchase) =>
        purchase.Codes.Distinct().Where(code => !IsPlain(definition, code)).Select(code => new CouponId(code));

    /// <summary>A code that stands in the definition.</summary>
    public static bool IsPlain(Definition definition, string code) =>
        definition.Offers.Any(o => o.Code == code || o.Knows(code)) || definition.Earning.Any(r => r.Knows(code));

    private static bool IsHers(Coupon coupon, Purchase purchase, Seen seen) => coupon.Member == purchase.Member
        || (coupon.Member is { } holder && purchase.Member is { } buyer && seen.Member(buyer)?.IsKnownAs(holder) == true);

    /// <summary>Why it cannot be used in a purchase; the customer must hear of it before she pays.</summary>
    public static Refusal? Refuse(Rules rules, CouponId id, Purchase purchase, Seen seen, Consumption used)
    {
        if (seen.Coupon(id) is not { IsWithheld: false } coupon || rules.Definition.Offer(coupon.Offer)?.Coupons is not { } terms)
            return Refusal.UnknownCode(id.Value);
        if (terms.IsPersonal && !IsHers(coupon, purchase, seen))
            return Refusal.CodeOfAnother(id.Value);
        if (coupon.Until <= purchase.At)
            return Refusal.CodeOver(id.Value, rules.Calendar.Day(coupon.Until.Value.AddTicks(-1)));
        return terms.Uses is { } uses && used[Coupon.Counter(id)] >= uses ? Refusal.CodeUsedUp(id.Value, "coupon") : null;
    }
}
