using Laurel.Coalition;
using Laurel.Earning;
using Laurel.Earning.Conditions;

namespace Laurel.Rewards;

/// <summary>What a member can be told of offers before she buys: those that apply by themselves, and are for her.</summary>
internal static class Offering
{
    public static IReadOnlyList<OfferNow> To(Rules rules, Member member, DateTimeOffset at)
    {
        var (basket, day) = (Basket.WithoutPurchase(rules, member, Traits.None, at), rules.Calendar.Day(at));
        return
        [
            .. rules.Definition.Offers
                .Where(o => o is { Code: null, Coupons: null } && !(day > o.Valid?.To) && !IsWithheld(o, member))
                .Where(o => o.When.All(c => !c.IsOfMember() || c.Holds(basket, [])))
                .Select(o => new OfferNow(o, day < o.Valid?.From, IsUsedUp(o, member, day, at))),
        ];
    }

    /// <summary>What is given to her by the calendar, as she stands.</summary>
    public static IEnumerable<Allowances.Allowance> Given(Rules rules, Member member, DateTimeOffset at)
    {
        var (basket, day) = (Basket.WithoutPurchase(rules, member, Traits.None, at), rules.Calendar.Day(at));
        return rules.Definition.Allowances.Where(a => !(day > a.Valid?.To) && a.For.All(c => c.Holds(basket, [])));
    }

    private static bool IsWithheld(Offer offer, Member member) =>
        offer.Holdout is { } holdout && (member.HeldOut || holdout.Has(offer.Id, member.Household?.Value ?? member.Id.Value));

    /// <summary>A limit of hers leaves nothing. What others may still use up shows at the till only.</summary>
    private static bool IsUsedUp(Offer offer, Member member, DateOnly day, DateTimeOffset at)
    {
        var occasion = new Occasion(at, day, null, member.Id.Value, member.Household?.Value);
        return offer.Limits.Named(offer.Owner, occasion).Any(l => l.Limit is { Scope: LimitScope.Member, PerVisit: false } && member.Used(l.Counter) >= l.Limit.Amount);
    }
}
