using Laurel.Allowances;
using Laurel.Deciding;
using Laurel.Households;
using Laurel.Merges;
using Laurel.Receipts;

namespace Laurel.Tiers;

/// <summary>
/// Where what everybody in a household brings counts together: before a command, what is due for all of them is booked by what they
/// have together; after it, all of them rise and fall together. Within a command, nobody of a household is judged by herself.
/// </summary>
internal static class StandingTogether
{
    public static bool IsAsked(Rules rules) => rules.Definition.Tiers is { PerHousehold: true };

    public static Decision Decide(Program program, Rules rules, Command command, Seen seen, Func<Seen, Decision> decide)
    {
        if (command is RunBatch)
            return decide(seen);
        var due = Due(rules, command.At, seen);
        var before = due.Count == 0 ? seen : seen.After(due);
        var decision = decide(before);
        if (!decision.IsAccepted || due.Count + decision.Events.Count == 0)
            return decision;
        var moved = new List<Event>();
        var after = before.After(decision.Events);
        foreach (var group in Groups(decision.Events, before, after))
            Move(program, Open(rules, group, moved), command, decision.Events, after);
        return due.Count + moved.Count == 0 ? decision : decision with { Events = [.. due, .. decision.Events, .. moved] };
    }

    /// <summary>What is seen once all that was due for households is booked.</summary>
    public static Seen Booked(Rules rules, DateTimeOffset at, Seen seen) =>
        IsAsked(rules) && Due(rules, at, seen) is { Count: > 0 } due ? seen.After(due) : seen;

    private static List<Event> Due(Rules rules, DateTimeOffset at, Seen seen)
    {
        var events = new List<Event>();
        foreach (var household in seen.KnownHouseholds.Where(h => h.Members.Count > 0 && h.Members.All(m => seen.Own(m) is not null)))
        {
            Book(rules, Open(rules, [.. household.Members.Select(m => seen.Own(m)!)], events), at);
        }
        return events;
    }

    /// <summary>Where the calendar gives something, all of them are booked up to it first: each stands then as they stand together.</summary>
    private static void Book(Rules rules, Ledger[] ledgers, DateTimeOffset at)
    {
        for (var turn = Allotting.Next(rules, ledgers.Min(l => l.Member.Until)); turn <= at; turn = Allotting.Next(rules, turn.Value))
            BookAll(turn.Value);
        BookAll(at);

        void BookAll(DateTimeOffset until)
        {
            foreach (var ledger in ledgers)
                Deciding.Due.Book(ledger, until);
        }
    }

    private static Ledger[] Open(Rules rules, Member[] members, List<Event> events)
    {
        Ledger[] ledgers = [.. members.Select(m => new Ledger(rules, m, events))];
        foreach (var ledger in ledgers.Where(l => l.Member.Household is not null))
            ledger.StandsWith = ledgers;
        return ledgers;
    }

    /// <summary>Whose level may have moved: households, and who has just left one.</summary>
    private static List<Member[]> Groups(IReadOnlyList<Event> events, Seen before, Seen after)
    {
        var groups = new List<Member[]>();
        var done = new HashSet<HouseholdId>();
        foreach (var id in events.SelectMany(Moving).Distinct())
        {
            if (after.Own(id) is not { } member)
                continue;
            var left = before.Own(id)?.Household;
            if (member.Household is null && left is not null)
                groups.Add([member]);
            foreach (var household in new[] { left, member.Household }.OfType<HouseholdId>().Where(done.Add))
                groups.Add([.. (after.Household(household)?.Members ?? []).Select(m => after.Own(m)!)]);
        }
        return [.. groups.Where(g => g.Length > 0)];
    }

    /// <summary>Members of whom an event changes what counts for levels.</summary>
    private static IEnumerable<MemberId> Moving(Event happened) => happened switch
    {
        PurchaseRecorded { Member: { } member } => [member],
        LinesReturned { Member: { } member } => [member],
        ReceiptClaimed e => [e.Member],
        UnitsMoved e when e.Counted != 0 => [e.Member],
        TierAssigned e => [e.Member],
        MembersMerged e => [e.Member],
        HouseholdChanged e => [e.Member],
        _ => [],
    };

    private static void Move(Program program, Ledger[] ledgers, Command command, IReadOnlyList<Event> events, Seen after)
    {
        var tiers = ledgers[0].Rules.Definition.Tiers!;
        Standing[] stood = [.. ledgers.Select(l => l.Member.Standing)];
        if (command is JoinHousehold or MergeMembers)
        {
            // Whoever comes brings her level along.
            var level = ledgers.Max(l => Climbing.Brought(l, command.At));
            foreach (var ledger in ledgers)
                Climbing.Rise(ledger, command.At, level);
        }
        foreach (var ledger in ledgers)
        {
            if (tiers.PartsAtOnce && command is LeaveHousehold or UnmergeMember)
                Climbing.Settle(ledger, command.At);
            Climbing.Update(ledger, Bought(command, events) ?? command.At);
        }
        if (Late(command, after) is { } late && ledgers[0].StandsWith.Count > 0)
            Restating.Restate(program, ledgers, stood, late, after);
    }

    private static DateTimeOffset? Bought(Command command, IReadOnlyList<Event> events) => command switch
    {
        RecordPurchase c => c.Purchase.At,
        ClaimReceipt => events.OfType<ReceiptClaimed>().First().Bought,
        _ => null,
    };

    private static RecordPurchase? Late(Command command, Seen after) => command switch
    {
        RecordPurchase { Purchase.Member: not null } c => c,
        ClaimReceipt c when after.Purchase(c.Of) is { } row => Claiming.Asked(row, c),
        _ => null,
    };
}
