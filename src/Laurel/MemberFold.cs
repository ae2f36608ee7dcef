using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel;

internal static class MemberFold
{
    public static Member? Apply(Member? before, Event happened)
    {
        var after = Fold(before, happened);
        return after is not null && after.Until < happened.At && !IsAside(happened) ? after with { Until = happened.At } : after;
    }

    /// <summary>The latest instant after an event. What happens with every purchase says it itself: a member is copied once for each event.</summary>
    private static DateTimeOffset Later(Member member, Event happened) => happened.At > member.Until ? happened.At : member.Until;

    /// <summary>What nothing is judged by: a purchase from before it is not late, and nothing falls due because of it.</summary>
    private static bool IsAside(Event happened) => happened is PartnerAgreed or Care.ConsentChanged or Care.ProfileChanged;

    private static Member? Fold(Member? before, Event happened) => (before, happened) switch
    {
        (null, MemberEnrolled e) => Enrolled(e),
        (null, _) => null,
        ({ MergedInto: not null }, _) => MergedFold.Alone(before, happened),
        (_, MembersMerged e) => MergedFold.Apply(before, e),
        (_, HouseholdChanged e) => before with
        {
            Household = e.HasLeft ? null : e.Household,
            HouseholdSince = e.HasLeft ? null : e.At,
            HeldOut = e.HeldOut,
        },
        (_, PurchaseRecorded e) => Bought(before, e),
        (_, LinesReturned e) => Returned(before, e),
        (_, Receipts.ReceiptClaimed e) => Claimed(before, e),
        (_, UnitsMoved e) => Moved(before, e),
        (_, LotsExtended e) => Extended(before, e),
        (_, TierChanged e) => Climbed(before, e),
        (_, TierAssigned { Redemption: not null } e) => before with { Lent = Tiers.LevelFold.Lend(before.Lent, e) },
        (_, TierAssigned e) => before with { Standing = before.Standing with { Floor = e.Floor } },
        (_, RedemptionReserved e) => Reserved(before, e),
        (_, RedemptionCaptured e) => WithoutHold(before, e.Redemption),
        (_, RedemptionReleased e) => WithUses(WithoutHold(before, e.Redemption), e),
        (_, RedemptionCancelled e) => WithoutIssued(WithUses(before, e), e.Redemption),
        (_, FulfilmentChanged { Stage: Stage.Issued } e) =>
            before with { Issued = [.. before.Issued, new IssuedReward(e.Redemption, e.Reward, e.Until)] },
        (_, FulfilmentChanged e) => WithoutIssued(before, e.Redemption),
        (_, PartnerAgreed e) => Agreed(before, e),
        (_, Care.ConsentChanged e) => Consented(before, e),
        (_, Care.ProfileChanged e) => before with { Profile = [.. before.Profile.Except(e.Emptied).Union(e.Filled)] },
        (_, Accounts.AccountSwitched e) => before with { IsInactive = e.State != Accounts.AccountState.On, IsClosed = e.State == Accounts.AccountState.Closed },
        (_, MoneyMoved e) => Gave(before, e),
        (_, FriendInvited e) => before with { Inviter = e.Inviter, InvitedBy = e.Line },
        (_, ReferralSettled e) => Settled(before, e),
        (_, MembershipChanged e) => Subscribed(before, e),
        (_, ChallengeMoved e) => ChallengeFold.Apply(before, e),
        (_, BadgeChanged e) => ChallengeFold.Apply(before, e),
        (_, TookPart e) => ChallengeFold.Apply(before, e),
        (_, ScoreMoved e) => GatheringFold.Apply(before, e),
        (_, TicketMoved e) => GameFold.Apply(before, e),
        (_, GamePlayed e) => GameFold.Apply(WithUses(before, e), e),
        _ => before,
    };

    private static Member Agreed(Member member, PartnerAgreed e) =>
        member with { Partners = [.. member.Partners.Where(p => p != e.Partner), .. (string[])(e.Agrees ? [e.Partner] : [])] };

    private static Member Consented(Member member, Care.ConsentChanged e) =>
        member with { Consents = [.. member.Consents.Where(c => !c.IsAbout(e.Consent)), .. Kept(e)] };

    private static IEnumerable<Care.Consent> Kept(Care.ConsentChanged e) => e.Given ? [e.Consent with { Since = e.At }] : [];

    private static Member Settled(Member member, ReferralSettled e) =>
        member with { Referrals = [.. member.Referrals.Where(g => g.Lot != e.Given.Lot), e.Given] };

    private static Member Subscribed(Member member, MembershipChanged e) =>
        member with { Memberships = [.. member.Memberships.Where(m => m.Id != e.After.Id), e.After] };

    private static Member Enrolled(MemberEnrolled e) => new()
    {
        Id = e.Member,
        Joined = e.At,
        Until = e.At,
        HeldOut = e.HeldOut,
        IsCard = e.IsCard,
        Owner = e.Owner,
        IsInactive = e.IsInactive,
        SpendEver = e.Spend,
        VisitsEver = e.Visits,
        Days = e.Spend == 0 && e.Visits == 0 ? [] : [new Day(e.Stood?.Day ?? e.Day, null) { Spend = e.Spend, Brought = e.Visits }],
        Standing = e.Tier is null ? Standing.None : new Standing { Tier = e.Tier, History = [new Step(e.Stood?.At ?? e.At, e.Tier)], Unlocked = e.Unlocked },
    };

    public static Member Bought(Member member, PurchaseRecorded e)
    {
        var visits = Visits(member, e.Day, e.Location, e.Total);
        return member with
        {
            Until = Later(member, e),
            Uses = Used(member, e),
            Days = Add(member.Days, e.Day, e.Location, e, static (d, e) => d with { Net = d.Net + e.Total, Spend = d.Spend + e.Spend }),
            Purchases = member.Purchases + 1,
            SpendEver = member.SpendEver + e.Spend,
            VisitsEver = member.VisitsEver + visits,
            Recent = Recent(member, e),
            LastVisit = e.Total > 0 && (member.LastVisit is not { } last || last < e.Day) ? e.Day : member.LastVisit,
        };
    }

    /// <summary>A purchase of nobody is hers, with what it gave to causes.</summary>
    public static Member Claimed(Member member, Receipts.ReceiptClaimed e) => Bought(member, e.AsPurchase()) with
    {
        Given = e.Given.Aggregate(member.Given, (given, use) => Evolve.Add(given, use.Counter, use.Amount)),
    };

    /// <summary>Her latest purchases with one more, in the order in which they happened: it comes after those of the same instant.</summary>
    private static Bought[] Recent(Member member, PurchaseRecorded e)
    {
        var known = member.Recent;
        var oldest = (e.At > member.Until ? e.At : member.Until).AddDays(-Member.RecentDays);
        var place = known.Count;
        while (place > 0 && known[place - 1].At > e.At)
            place--;
        var left = Math.Max(0, known.Count + 1 - Member.RecentKept);
        while (left <= known.Count && Of(left).At < oldest)
            left++;
        var recent = new Bought[known.Count + 1 - left];
        for (var i = 0; i < recent.Length; i++)
            recent[i] = Of(left + i);
        return recent;

        Bought Of(int i) => i < place ? known[i] : i == place ? new Bought(e.Purchase, e.At) : known[i - 1];
    }

    /// <summary>Units that count for the tiers of a day, more or less than they were.</summary>
    public static Member Counted(Member member, string unit, DateOnly day, long amount) => amount == 0 ? member : member with
    {
        Accounts =
        [
            .. member.Accounts.Where(a => a.Unit != unit), member.Account(unit) with { Counted = member.Account(unit).Counted + amount },
        ],
        Days = Counted(member.Days, unit, day, amount),
    };

    /// <summary>They lie with what was bought first that day, wherever that was: no entry of their own.</summary>
    private static IReadOnlyList<Day> Counted(IReadOnlyList<Day> days, string unit, DateOnly on, long amount)
    {
        string? location = null;
        for (var i = days.Count - 1; i >= 0 && days[i].On >= on; i--)
            location = days[i].On == on ? days[i].Location : location;
        return Add(days, on, location, (unit, amount), static (d, n) => d with { Counted = Evolve.Add(d.Counted, n.unit, n.amount) });
    }

    public static Member Returned(Member member, LinesReturned e) => member with
    {
        Until = Later(member, e),
        Uses = Used(member, e),
        VisitsEver = member.VisitsEver + Visits(member, e.PurchaseDay, e.Location, -e.Total),
        Days = Add(member.Days, e.PurchaseDay, e.Location, e, static (d, e) => d with { Net = d.Net - e.Total, Spend = d.Spend - e.Spend }),
        LastVisit = LastVisit(member, e),
        Purchases = e.IsWhole ? member.Purchases - 1 : member.Purchases,
        SpendEver = member.SpendEver - e.Spend,
    };

    /// <summary>A day whose goods all came back is no visit: then the one before it is the last, where one is known.</summary>
    private static DateOnly? LastVisit(Member member, LinesReturned e)
    {
        if (member.LastVisit != e.PurchaseDay)
            return member.LastVisit;
        var visits = member.Days.Where(d => (d.On == e.PurchaseDay && d.Location == e.Location ? d.Net - e.Total : d.Net) > 0);
        return visits.Select(d => (DateOnly?)d.On).LastOrDefault() ?? member.LastVisit;
    }

    /// <summary>By how much the number of visits moves when a day's net at a place moves.</summary>
    private static int Visits(Member member, DateOnly day, string? location, long net)
    {
        long before = 0;
        for (var i = member.Days.Count - 1; i >= 0 && member.Days[i].On >= day; i--)
            before += member.Days[i].On == day && member.Days[i].Location == location ? member.Days[i].Net : 0;
        return (before + net > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }

    private static Member Moved(Member member, UnitsMoved e)
    {
        var account = member.Account(e.Unit);
        var after = account with
        {
            Booked = e.After,
            Owed = account.Owed + e.Owed,
            Counted = account.Counted + e.Counted,
            Expired = account.Expired + Expired(e),
            Reinstated = account.Reinstated + (e.Movement == Movement.Reinstated ? e.Amount : 0),
            Number = e.Number,
        };
        return member with
        {
            Until = Later(member, e),
            Uses = Used(member, e),
            Accounts = With(member.Accounts, after),
            Lots = Change(member, e),
            Ended = EndedLots.After(member.Ended, e),
            Merged = MergedFold.Owing(member.Merged, e),
            Days = e.Counted == 0 ? member.Days : Counted(member.Days, e.Unit, e.Day, e.Counted),
        };
    }

    private static long Expired(UnitsMoved e)
    {
        long expired = 0;
        for (var i = 0; i < e.Entries.Count; i++)
            expired += e.Entries[i].Account == Account.Expired ? e.Entries[i].Amount : 0;
        return expired;
    }

    /// <summary>The account that changed comes last.</summary>
    private static IReadOnlyList<UnitAccount> With(IReadOnlyList<UnitAccount> accounts, UnitAccount changed) =>
        accounts.Count == 0 || (accounts.Count == 1 && accounts[0].Unit == changed.Unit) ? [changed] : [.. Besides(accounts, changed.Unit), changed];

    private static IEnumerable<UnitAccount> Besides(IReadOnlyList<UnitAccount> accounts, string unit) => accounts.Where(a => a.Unit != unit);

    private static Member Extended(Member member, LotsExtended e) => member with
    {
        Lots = InOrder([.. member.Lots.Select(l => IsAbout(e, l) ? l with { Expires = e.Expires } : l)]),
    };

    private static bool IsAbout(LotsExtended e, Lot lot) =>
        lot.Unit == e.Unit && (e.Lot ?? lot.Id) == lot.Id && (e.Reason is null || lot.Expires < e.Expires);

    private static List<Lot> Change(Member member, UnitsMoved e)
    {
        var changed = new List<Lot>(member.Lots.Count + e.Lots.Count);
        changed.AddRange(member.Lots);
        foreach (var change in e.Lots)
        {
            var i = Place(changed, change.Lot, e.Unit);
            if (i < 0)
                changed.Add(Opened(e.Unit, change));
            else if (changed[i].Left + change.Amount == 0)
                changed.RemoveAt(i);
            else
                changed[i] = changed[i] with { Left = changed[i].Left + change.Amount };
        }
        return changed.Count > Member.LotsKept ? Together(changed, member, e) : InOrder(changed);
    }

    private static int Place(List<Lot> lots, string id, string unit)
    {
        for (var i = lots.Count - 1; i >= 0; i--)
        {
            if (lots[i].Id == id && lots[i].Unit == unit)
                return i;
        }
        return -1;
    }

    /// <summary>
    /// Of a member with very many open lots, the older half of those that end together become one lot; it no longer knows its
    /// purchases. What is pending or held stays apart.
    /// </summary>
    private static List<Lot> Together(List<Lot> lots, Member member, UnitsMoved e)
    {
        var held = member.Holds.SelectMany(h => h.Lots).Select(l => l.Lot).ToHashSet();
        var alike = lots.Where(l => l.Unit == e.Unit && l.Active <= e.At && !held.Contains(l.Id))
            .GroupBy(l => (l.Expires, l.Owner, l.Issuer)).MaxBy(g => g.Count())?.OrderBy(l => l.Earned).ToArray() ?? [];
        if (alike.Length < 4)
            return InOrder(lots);
        var old = alike[..(alike.Length / 2)];
        var one = old[0] with { Left = old.Sum(l => l.Left), Active = old.Max(l => l.Active), Purchase = null };
        return InOrder([one, .. lots.Except(old)]);
    }

    /// <summary>
    /// In order of use; lots that end and began together stay in the order in which they came. They were in order before a change,
    /// nearly always, and one pass finds it.
    /// </summary>
    private static List<Lot> InOrder(List<Lot> lots)
    {
        for (var i = 1; i < lots.Count; i++)
        {
            for (var at = i; at > 0 && Lot.InOrderOfUse(lots[at - 1], lots[at]) > 0; at--)
                (lots[at - 1], lots[at]) = (lots[at], lots[at - 1]);
        }
        return lots;
    }

    private static Lot Opened(string unit, LotChange change) => new()
    {
        Id = change.Lot,
        Unit = unit,
        Left = change.Amount,
        Earned = change.Earned,
        Active = change.Active,
        Expires = change.Expires,
        Purchase = change.Purchase,
        Owner = change.Owner,
        Issuer = change.Issuer,
    };

    private static Member Climbed(Member member, TierChanged e) => member with
    {
        Standing = member.Standing with
        {
            Tier = e.After,
            History = [.. member.Standing.History, new Step(e.At, e.After)],
            Unlocked = [.. member.Standing.Unlocked, .. e.Unlocked],
        },
    };

    /// <summary>What was given to causes by what she bought, or gave herself; less what returns took back.</summary>
    private static Member Gave(Member member, MoneyMoved e) => e is { Purpose: MoneyPurpose.Given, Cause: { } cause }
        ? WithUses(member, e) with { Given = Evolve.Add(member.Given, cause, e.Parts.Sum(p => p.Amount)) }
        : member;

    private static Member Reserved(Member member, RedemptionReserved e)
    {
        var hold = new Hold { Redemption = e.Redemption, Reward = e.Reward, Unit = e.Unit, Lots = e.Lots, Until = e.Until, Uses = e.Uses };
        return member with { Until = Later(member, e), Uses = Used(member, e), Holds = [.. member.Holds, hold] };
    }

    private static Member WithoutHold(Member member, RedemptionId redemption) =>
        member with { Holds = [.. member.Holds.Where(h => h.Redemption != redemption)] };

    private static Member WithoutIssued(Member member, RedemptionId redemption) =>
        member.Issued.Count == 0 ? member : member with { Issued = [.. member.Issued.Where(i => i.Redemption != redemption)] };

    public static Member WithUses(Member member, Event happened) =>
        Used(member, happened) is var uses && ReferenceEquals(uses, member.Uses) ? member : member with { Uses = uses };

    /// <summary>Counters of long ago leave: what arrives so late is no longer held against a limit.</summary>
    private static IReadOnlyList<Use> Used(Member member, Event happened)
    {
        var uses = Counters.Of(happened);
        if (uses.Count == 0)
            return member.Uses;
        var sum = member.Uses;
        foreach (var use in uses)
            sum = Counters.IsShared(use.Counter) ? sum : Evolve.Add(sum, use.Counter, use.Amount);
        var today = DateOnly.FromDateTime(happened.At.UtcDateTime);
        return ReferenceEquals(sum, member.Uses) ? sum : StillHeld(sum, today);
    }

    private static Use[] StillHeld(IReadOnlyList<Use> uses, DateOnly today) => [.. uses.Where(u => !Counters.IsLongAgo(u.Counter, today))];

    /// <summary>The days, which are in order, with one of them changed; those of very long ago leave.</summary>
    public static IReadOnlyList<Day> Add<T>(IReadOnlyList<Day> days, DateOnly on, string? location, T by, Func<Day, T, Day> change)
    {
        var left = 0;
        while (left < days.Count && days[left].On < days[^1].On.AddDays(-Member.DaysKept))
            left++;
        var place = days.Count;
        while (place > left && days[place - 1].On > on)
            place--;
        var same = place;
        while (same > left && days[same - 1].On == on && days[same - 1].Location != location)
            same--;
        var isKnown = same > left && days[same - 1].On == on;
        ReadOnlySpan<Day> known = days as Day[] ?? [.. days];
        return isKnown
            ? (Day[])[.. known[left..(same - 1)], change(known[same - 1], by), .. known[same..]]
            : [.. known[left..place], change(new Day(on, location), by), .. known[place..]];
    }
}
