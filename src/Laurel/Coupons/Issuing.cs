namespace Laurel.Coupons;

internal static class Issuing
{
    public static Decision Decide(Rules rules, IssueCoupon command, Seen seen)
    {
        if (rules.Definition.Offer(command.Offer) is not { Coupons: { } terms } offer)
            return Refusal.UnknownOffer(command.Offer);
        var member = command.Member is { } id ? seen.Member(id) : null;
        if (command.Member is { } named && member is null)
            return Refusal.UnknownMember(named.Value);
        if (terms.IsPersonal && command.Member is null)
            return Refusal.UnknownMember("");
        if (rules.Calendar.Day(command.At) > offer.Valid?.To)
            return Refusal.OfferOver(offer.Id, offer.Valid.To.Value);
        return Decision.Accept(
        [
            new CouponIssued
            {
                At = command.At,
                Coupon = command.Coupon,
                Offer = offer.Id,
                Member = command.Member,
                IsWithheld = member is not null && offer.Holdout is { } holdout && (member.HeldOut || holdout.Has(offer.Id, member.Household?.Value ?? member.Id.Value)),
                Until = command.Until ?? (terms.Lasts is { } period ? rules.Calendar.EndOf(period, command.At) : null),
            },
        ]);
    }
}
