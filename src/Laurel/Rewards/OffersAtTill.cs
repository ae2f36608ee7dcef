using Laurel.Coupons;
using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Pricing;

namespace Laurel.Rewards;

/// <summary>
/// Offers by code and those that apply by themselves, by their groups in the order declared: all of them, the best, the first that
/// takes something off, or one after which no later group applies.
/// </summary>
internal sealed class OffersAtTill(Rules rules, Purchase purchase, Till till, Consumption used, Func<Basket> basket, Seen seen)
{
    private readonly Dictionary<Limit, long> here = new(ReferenceEqualityComparer.Instance);
    private readonly List<Miss> misses = [];
    private readonly List<Use> uses = [];

    public IReadOnlyList<Miss> Misses => misses;

    /// <summary>What the offers used of their limits.</summary>
    public IReadOnlyList<Use> Uses => uses;

    private Occasion Occasion => Occasion.Of(purchase, rules.Calendar.Day(purchase.At), basket().Past?.Member);

    public static bool AreAsked(Rules rules, Purchase purchase) => rules.Definition.StackOffers.Count + purchase.Codes.Count > 0;

    /// <summary>A code that nobody knows, or that is used up, is refused: the customer must hear of it before she pays.</summary>
    public Refusal? Refuse()
    {
        foreach (var code in purchase.Codes)
        {
            var offers = rules.Definition.Offers.Where(o => o.Code == code).ToArray();
            if (!Shown.IsPlain(rules.Definition, code) && Shown.Refuse(rules, new CouponId(code), purchase, seen, used) is { } refused)
                return refused;
            if (offers.Length > 0 && offers.All(o => LimitReached(o) is not null))
                return Refusal.CodeUsedUp(code, LimitReached(offers[0])!.Scope.ToString().ToLowerInvariant());
        }
        return null;
    }

    public void Apply()
    {
        var isClosed = false;
        foreach (var group in rules.Definition.StackOffers)
        {
            var offers = group.Rules.Select(id => rules.Definition.Offer(id)!).Where(IsAsked).ToArray();
            if (isClosed)
                Miss(offers, "exclusive");
            else
                isClosed = Apply(group.Stacking, offers) && group.Stacking == Stacking.Exclusive;
        }
    }

    private void Miss(IEnumerable<Offer> offers, string reason) => misses.AddRange(offers.Select(o => new Miss(o.Id, reason)));

    private bool IsAsked(Offer offer) =>
        offer.Coupons is null ? offer.Code is not { } code || purchase.Codes.Contains(code) : Coupon(offer) is not null;

    /// <summary>The first coupon of the offer that was shown.</summary>
    private Coupon? Coupon(Offer offer) => offer.Coupons is null
        ? null
        : Shown.Of(rules.Definition, purchase).Select(seen.Coupon).FirstOrDefault(c => c?.Offer == offer.Id);

    /// <summary>Whether any of them took something off.</summary>
    private bool Apply(Stacking stacking, IReadOnlyList<Offer> offers)
    {
        if (stacking == Stacking.Best)
        {
            offers = [.. offers.Where(IsMet).OrderByDescending(Worth)];
            Miss(offers.Skip(1), "best");
            offers = [.. offers.Take(1)];
        }
        var taken = false;
        foreach (var offer in offers)
        {
            if (taken && stacking != Stacking.All)
                Miss([offer], "first");
            else
                taken |= Take(offer);
        }
        return taken;
    }

    private bool Take(Offer offer)
    {
        if (!IsMet(offer))
            return false;
        var coupon = Coupon(offer)?.Id;
        var off = till.Apply(offer.Id, offer.Discount, Most(offer), coupon: coupon);
        if (off == 0)
            misses.Add(new Miss(offer.Id, purchase.Lines.Any(offer.Lines.Matches) ? "nothing" : "line"));
        else
            UseUp(offer, off, coupon);
        return off > 0;
    }

    private long Worth(Offer offer) => till.Try(offer.Discount, Most(offer));

    /// <summary>Whether its conditions hold and its limits have room; if not, every reason is noted once.</summary>
    private bool IsMet(Offer offer)
    {
        var reasons = Obstacles(offer).ToArray();
        foreach (var reason in reasons.Select(r => new Miss(offer.Id, r)).Where(m => !misses.Contains(m)))
            misses.Add(reason);
        return reasons.Length == 0 && !IsWithheld(offer);
    }

    /// <summary>By chance she goes without; noted where it would have taken something off. A coupon was withheld when it was issued.</summary>
    private bool IsWithheld(Offer offer)
    {
        if (offer is not { Holdout: { } holdout, Coupons: null } || (Occasion.Household ?? Occasion.Customer) is not { } customer)
            return false;
        var isWithheld = basket().IsHeldOut || holdout.Has(offer.Id, customer);
        var miss = new Miss(offer.Id, "holdout");
        if (isWithheld && Worth(offer) > 0 && !misses.Contains(miss))
            misses.Add(miss);
        return isWithheld;
    }

    private IEnumerable<string> Obstacles(Offer offer)
    {
        if (!offer.Gives.Takes(purchase.Currency) || (offer.Every?.Spent is { } step && step.Currency.Code != purchase.Currency))
            yield return "currency";
        if (Occasion.Day < offer.Valid?.From)
            yield return "not yet";
        if (Occasion.Day > offer.Valid?.To)
            yield return "over";
        var now = basket();
        var lines = now.Lines.Where(l => offer.WhenLines.Matches(l.Line)).ToArray();
        if (lines.Length == 0 && !offer.WhenLines.IsAll)
            yield return "line";
        foreach (var unmet in offer.When.Where(c => !c.Holds(now, lines)))
            yield return unmet.Name;
        if (Occasion.Customer is null && offer.Limits.Any(l => l.Scope is LimitScope.Member or LimitScope.Customer))
            yield return "member";
        else if (LimitReached(offer) is not null)
            yield return "limit";
    }

    /// <summary>The limit that leaves nothing; one that rejects leaves nothing unless all of it fits.</summary>
    private Limit? LimitReached(Offer offer)
    {
        foreach (var (limit, left) in Left(offer))
        {
            if (left <= 0 || (limit is { IsTimes: false, Rejects: true } && till.Try(offer.Discount, null) > left))
                return limit;
        }
        return null;
    }

    /// <summary>What is left of its budgets; null without one.</summary>
    private long? Most(Offer offer)
    {
        long? most = null;
        foreach (var (_, left) in Left(offer).Where(l => !l.Limit.IsTimes))
            most = Math.Min(most ?? long.MaxValue, left);
        return most;
    }

    private void UseUp(Offer offer, long off, CouponId? coupon)
    {
        Use[] now = Limits(offer).Uses(off);
        if (coupon is { } shown)
            now = [.. now, new Use(Coupons.Coupon.Counter(shown), 1)];
        uses.AddRange(now);
        used.Plan(now);
        foreach (var limit in offer.Limits.Where(l => l.Scope == LimitScope.Purchase))
            here[limit] = here.GetValueOrDefault(limit) + (limit.IsTimes ? 1 : off);
    }

    /// <summary>What every limit leaves; those of one purchase are kept for as long as it is decided.</summary>
    private IEnumerable<(Limit Limit, long Left)> Left(Offer offer) =>
        Limits(offer).Select(l => (l.Limit, l.Limit.Amount - used[l.Counter]))
            .Concat(offer.Limits.Where(l => l.Scope == LimitScope.Purchase).Select(l => (l, l.Amount - here.GetValueOrDefault(l))));

    private IEnumerable<(Limit Limit, string Counter)> Limits(Offer offer) =>
        offer.Limits.Named(offer.Owner, Occasion);
}
