using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel;

/// <summary>
/// Folds events into documents. It never consults the program and never reads purchase lines: the event says all there is.
/// </summary>
public static class Evolve
{
    /// <summary>The documents an event changes.</summary>
    public static IReadOnlyList<Key> Touched(Event happened)
    {
        var uses = Counters.Of(happened);
        if (uses.Count == 0 && IsOnlyOf(happened, out var member))
            return member is { } own ? [Key.Member(own)] : [];
        var touched = new List<Key>(2);
        foreach (var key in Things(happened))
            Add(key);
        foreach (var use in uses)
        {
            if (Counters.IsShared(use.Counter))
                Add(Key.Tally(use.Counter));
        }
        return touched;

        void Add(Key key)
        {
            if (!touched.Contains(key))
                touched.Add(key);
        }
    }

    /// <summary>Whether it is what happens with nearly every purchase, and touches nothing but the buyer.</summary>
    private static bool IsOnlyOf(Event happened, out MemberId? buyer)
    {
        switch (happened)
        {
            case PurchaseRecorded { As: null } e:
                buyer = e.Member;
                return true;
            case UnitsMoved { Movement: Movement.Earned, Cause: null, Redemption: null, As: null } e:
                buyer = e.Member;
                return true;
            default:
                buyer = null;
                return false;
        }
    }

    private static IEnumerable<Key> Things(Event happened) => happened switch
    {
        MemberEnrolled e => [Key.Member(e.Member)],
        PurchaseRecorded e => Of(e.Member).Concat(Of(e.As)),
        LinesReturned e => Of(e.Member).Concat(Of(e.As)).Prepend(Key.Returned(e.Purchase)),
        Receipts.ReceiptClaimed e => Of(e.As).Prepend(Key.Member(e.Member)).Prepend(Key.Returned(e.Purchase)),
        UnitsMoved e => Others(e).Concat(Of(e.As)).Prepend(Key.Member(e.Member)),
        LotsExtended e => [Key.Member(e.Member)],
        TierChanged e => [Key.Member(e.Member)],
        TierAssigned e => [Key.Member(e.Member)],
        RedemptionReserved e => [Key.Member(e.Member), Key.Redemption(e.Redemption)],
        RedemptionCaptured e => [Key.Member(e.Member), Key.Redemption(e.Redemption)],
        RedemptionReleased e => [Key.Member(e.Member), Key.Redemption(e.Redemption)],
        RedemptionCancelled e => [Key.Member(e.Member), Key.Redemption(e.Redemption)],
        CouponIssued e => [Key.Coupon(e.Coupon), .. Of(e.Member)],
        ActivityRecorded e => [Key.Member(e.Member)],
        FulfilmentChanged e => [Key.Member(e.Member), Key.Redemption(e.Redemption)],
        Restated e => e.Purchases.Select(p => Key.Returned(p.Purchase)).Prepend(Key.Member(e.Member)),
        MembersMerged e => [Key.Member(e.Member), Key.Member(e.Other), .. e.Clubs.Select(c => Key.Roster(c.What, c.Team))],
        HouseholdChanged e => [Key.Member(e.Member), Key.Household(e.Household)],
        MembershipChanged e => [Key.Member(e.Member)],
        PartnerAgreed e => [Key.Member(e.Member)],
        Accounts.AccountSwitched e => [Key.Member(e.Member)],
        Care.ConsentChanged e => [Key.Member(e.Member)],
        Care.ProfileChanged e => [Key.Member(e.Member)],
        MoneyMoved e => Of(e.Member),
        FriendInvited e => [Key.Member(e.Friend)],
        ReferralSettled e => [Key.Member(e.Friend)],
        ChallengeMoved e => [Key.Member(e.Member), .. Claimed(e.IsClaimed ? e.Purchase : null)],
        BadgeChanged e => [Key.Member(e.Member)],
        Rewards.RewardUnlocked e => [Key.Member(e.Member)],
        TookPart e => e.InClub ? [Key.Member(e.Member), Key.Roster(e.What, e.Team)] : [Key.Member(e.Member)],
        ScoreMoved e => [Key.Member(e.Member), .. Of(e.As), Key.Standings(e.What, e.Period, e.Team), .. Claimed(e.IsClaimed ? e.Purchase : null)],
        LeaderboardClosed e => [Key.Standings(e.What, e.Period, null)],
        TicketMoved e => [Key.Member(e.Member)],
        GamePlayed e => [Key.Member(e.Member)],
        SecretCommitted e => [Key.Epoch(e.Epoch)],
        _ => [],
    };

    private static IEnumerable<Key> Of(MemberId? member) => member is { } known ? [Key.Member(known)] : [];

    /// <summary>What a claimed receipt brought is kept with the purchase.</summary>
    private static IEnumerable<Key> Claimed(PurchaseId? purchase) => purchase is { } of ? [Key.Returned(of)] : [];

    /// <summary>The document after the event; null before is a document that did not exist.</summary>
    public static Document? Apply(Key key, Document? before, Event happened) => key.Kind switch
    {
        KeyKind.Member => MemberFold.Apply((Member?)before, happened),
        KeyKind.Returned => ReturnedFold.Apply(new PurchaseId(key.Id), (Returned?)before, happened),
        KeyKind.Redemption => RedemptionFold.Apply((Redemption?)before, happened),
        KeyKind.Coupon => happened is CouponIssued issued ? Coupons.Coupon.Of(issued) : before,
        KeyKind.Household => Household.Apply((Household?)before, happened),
        KeyKind.Epoch => happened is SecretCommitted committed ? Epoch.Of(committed) : before,
        KeyKind.Standings => Standings.Apply((Standings?)before, happened),
        KeyKind.Roster => happened switch
        {
            TookPart part => Roster.Apply((Roster?)before, part),
            MembersMerged merged => Roster.Apply((Roster?)before, merged),
            _ => before,
        },
        KeyKind.Tally => TallyFold.Apply(key, (Tally?)before, happened),
        _ => before,
    };

    internal static IReadOnlyList<Use> Add(IReadOnlyList<Use> uses, string counter, long amount)
    {
        if (amount == 0)
            return uses;
        var at = 0;
        while (at < uses.Count && uses[at].Counter != counter)
            at++;
        var after = amount + (at < uses.Count ? uses[at].Amount : 0);
        if (after == 0)
            return [.. uses.Where(u => u.Counter != counter)];
        var sum = new Use[Math.Max(uses.Count, at + 1)];
        for (var i = 0; i < sum.Length; i++)
            sum[i] = i == at ? new Use(counter, after) : uses[i];
        return sum;
    }

    private static IEnumerable<Key> Others(UnitsMoved e)
    {
        if (e.Movement is Movement.Expired or Movement.TakenBack)
        {
            foreach (var purchase in Purchases(e).Distinct())
                yield return Key.Returned(purchase);
        }
        if (e is { Cause: not null, Purchase: { } again })
            yield return Key.Returned(again);
        if (e is { Movement: Movement.GivenBack, Purchase: { } given })
            yield return Key.Returned(given);
        if (e.Redemption is { } redemption)
            yield return Key.Redemption(redemption);
    }

    private static IEnumerable<PurchaseId> Purchases(UnitsMoved e)
    {
        if (e.Purchase is { } purchase)
            yield return purchase;
        foreach (var lot in e.Lots)
        {
            if (e.Movement == Movement.Expired && lot.Purchase is { } from)
                yield return from;
        }
    }
}
