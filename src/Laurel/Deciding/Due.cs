using Laurel.Allowances;
using Laurel.Households;
using Laurel.Memberships;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Deciding;

/// <summary>Books what is due for a member up to an instant, in the order in which it fell due.</summary>
internal static class Due
{
    public static Decision Pass(Rules rules, PassTime pass, Seen seen)
    {
        if (seen.Member(pass.Member) is not { } member)
            return Refusal.UnknownMember(pass.Member.Value);
        var ledger = new Ledger(rules, member);
        Book(ledger, pass.At);
        Cards.Fill(ledger, seen, pass.At);
        Housing.Return(ledger, seen, pass.At);
        return Decision.Accept(ledger.Events);
    }

    public static void Book(Ledger ledger, DateTimeOffset until)
    {
        var since = ledger.Member.Until;
        var reviewed = since;
        var allotted = Allotting.Next(ledger.Rules, reviewed);
        while (true)
        {
            var end = Closing.Earliest(NextEnd(ledger.Member, until), Closing.Next(ledger, until));
            var over = NextCarryOver(ledger);
            var review = Climbing.SeesAll(ledger) ? Climbing.NextReview(ledger, reviewed) : null;
            // Whoever is given something stands as she does once all that ends then has ended.
            if (allotted is { } turn && turn <= until && !(end <= turn) && !(over?.At <= turn) && !(review?.At <= turn))
            {
                FallAtOnce(ledger, since, turn);
                Allotting.Book(ledger, turn);
                allotted = Allotting.Next(ledger.Rules, turn);
                continue;
            }
            if (over is var (unit, at) && at <= until && !(end < at))
            {
                ledger.CarryOver(unit, at);
                continue;
            }
            if (review is { } due && due.At <= until && !(end < due.At))
            {
                Climbing.Book(ledger, due);
                reviewed = due.At;
            }
            else if (end is { } gone)
            {
                End(ledger, gone);
            }
            else
            {
                break;
            }
        }
        FallAtOnce(ledger, since, until);
    }

    /// <summary>Where levels fall without a review, she stands at an instant by what counts then, also when something else was booked at it.</summary>
    private static void FallAtOnce(Ledger ledger, DateTimeOffset since, DateTimeOffset at)
    {
        if (at > since && ledger.Rules.Definition.Tiers is { FallsAtOnce: true })
            Climbing.Update(ledger, at);
    }

    private static void End(Ledger ledger, DateTimeOffset at)
    {
        Release(ledger, at);
        Lapse(ledger, at);
        ledger.Expire(at);
        Subscribing.Lapse(ledger, at);
        Closing.Book(ledger, at);
    }

    /// <summary>Whether a lot, a reservation or an issued reward is over.</summary>
    public static bool IsDue(Member member, DateTimeOffset until)
    {
        foreach (var lot in member.Lots)
        {
            if (lot.IsExpired(until))
                return true;
        }
        foreach (var hold in member.Holds)
        {
            if (hold.IsOver(until))
                return true;
        }
        return member.Issued.Count > 0 && member.Issued.Any(i => i.IsOver(until));
    }

    /// <summary>The documents besides the member that booking touches.</summary>
    public static IEnumerable<Key> Touched(Member member, DateTimeOffset until) =>
        member.Lots.Where(l => l.IsExpired(until) && l.Purchase is not null).Select(l => Key.Returned(l.Purchase!.Value))
            .Concat(member.Holds.Where(h => h.IsOver(until)).Select(h => Key.Redemption(h.Redemption)))
            .Concat(member.Issued.Where(i => i.IsOver(until)).Select(i => Key.Redemption(i.Redemption)))
            .Distinct();

    /// <summary>The first end of a period over which a member takes more than she may.</summary>
    private static (Units.UnitRule Unit, DateTimeOffset At)? NextCarryOver(Ledger ledger)
    {
        (Units.UnitRule, DateTimeOffset At)? next = null;
        foreach (var unit in ledger.Rules.Definition.Units)
        {
            if (unit.CarryOver is not { } carry)
                continue;
            // Another unit may have been booked at this very instant.
            var at = carry.Next(ledger.Member.Until.AddTicks(-1), ledger.Rules.Calendar);
            while (ledger.Excess(unit, at) == 0 && EarnedSince(ledger.Member, unit, at))
                at = carry.Next(at, ledger.Rules.Calendar);
            if (ledger.Excess(unit, at) > 0 && !(next?.At <= at))
                next = (unit, at);
        }
        return next;
    }

    private static bool EarnedSince(Member member, Units.UnitRule unit, DateTimeOffset at) => member.Lots.Any(l => l.Unit == unit.Id && l.Earned >= at);

    /// <summary>When the next lot or reservation ends.</summary>
    private static DateTimeOffset? NextEnd(Member member, DateTimeOffset until)
    {
        DateTimeOffset? next = null;
        foreach (var lot in member.Lots)
        {
            if (lot.Expires is { } end && end <= until && lot.Left > member.Held(lot, end) && !(next <= end))
                next = end;
        }
        foreach (var hold in member.Holds)
        {
            if (hold.Until is { } end && end <= until && !(next <= end))
                next = end;
        }
        foreach (var issued in member.Issued)
        {
            if (issued.Until is { } end && end <= until && !(next <= end))
                next = end;
        }
        foreach (var held in member.Memberships)
        {
            if (held.Ended is null && held.Lapses is { } end && end <= until && !(next <= end))
                next = end;
        }
        return next;
    }

    /// <summary>Issued rewards whose time ran out.</summary>
    private static void Lapse(Ledger ledger, DateTimeOffset at)
    {
        foreach (var issued in ledger.Member.Issued.Where(i => i.IsOver(at)).ToArray())
        {
            ledger.Happen(new FulfilmentChanged
            {
                At = at,
                Redemption = issued.Redemption,
                Member = ledger.Member.Id,
                Reward = issued.Reward,
                Stage = Stage.Lapsed,
                Until = issued.Until,
            });
        }
    }

    /// <summary>Reservations whose time ran out.</summary>
    private static void Release(Ledger ledger, DateTimeOffset at)
    {
        foreach (var hold in ledger.Member.Holds.Where(h => h.IsOver(at)).ToArray())
        {
            ledger.Happen(new RedemptionReleased
            {
                At = at,
                Redemption = hold.Redemption,
                Member = ledger.Member.Id,
                Reward = hold.Reward,
                TimedOut = true,
                Uses = Counters.Freed(hold.Uses),
            });
        }
    }
}
