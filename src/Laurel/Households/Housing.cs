using Laurel.Deciding;
using Laurel.Merges;

namespace Laurel.Households;

/// <summary>Households: who is in one, and what is spent together. Every lot stays its owner's until it is used.</summary>
internal static class Housing
{
    /// <summary>Why units moved: the household spends them together.</summary>
    public const string Pool = "pool";

    public static Decision Decide(Rules rules, JoinHousehold command, Seen seen)
    {
        if (seen.Member(command.Member) is not { IsCard: false } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Household is not { } rule)
            return Refusal.NoHouseholds();
        if (member.Household is { } already)
            return Refusal.InHousehold(member.Id.Value, already.Value);
        var household = seen.Household(command.Household);
        if (household?.Members.Count >= rule.AtMost)
            return Refusal.HouseholdFull(command.Household.Value, rule.AtMost);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        ledger.Happen(new HouseholdChanged
        {
            At = command.At,
            Household = command.Household,
            Member = member.Id,
            HeldOut = household is { Members.Count: > 0 } ? household.HeldOut : member.HeldOut,
        });
        return Decision.Accept(ledger.Events);
    }

    public static Decision Decide(Rules rules, LeaveHousehold command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (member.Household is not { } household)
            return Refusal.NotInHousehold(member.Id.Value);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        Ledger[] others = [.. Others(ledger, seen, command.At)];
        foreach (var other in others)
        {
            if ((Held(ledger.Member, other.Member.Id) ?? Held(other.Member, member.Id)) is { } hold)
                return Refusal.ReservationOpen(hold.Redemption.Value);
        }
        foreach (var other in others)
        {
            SendHome(ledger, other, command.At);
            SendHome(other, ledger, command.At);
        }
        ledger.Happen(new HouseholdChanged { At = command.At, Household = household, Member = member.Id, HasLeft = true, HeldOut = member.HeldOut });
        return Decision.Accept(ledger.Events);
    }

    /// <summary>What else the household has of a unit that it spends together: what each of the others could use herself.</summary>
    public static long Shared(Ledger ledger, string unit, DateTimeOffset at, Coalition.Spending? where = null) =>
        Pooling(ledger, unit).Sum(other => Math.Max(0, other.Available(unit, at, where)));

    /// <summary>Brings in what is used of the others' lots, so that in the whole household those that end first are used first.</summary>
    public static void Draw(Ledger ledger, string unit, long amount, DateTimeOffset at, Coalition.Spending? where = null)
    {
        if (!Pooling(ledger, unit).Any())
            return;
        var free = new List<(Ledger From, Lot Lot, long Amount)>();
        foreach (var from in Pooling(ledger, unit).Prepend(ledger))
        {
            var most = ReferenceEquals(from, ledger) ? long.MaxValue : Math.Max(0, from.Available(unit, at, where));
            foreach (var change in from.Take(unit, at, most, where: where))
                free.Add((from, from.Member.Lots.Single(l => l.Id == change.Lot && l.Unit == unit), -change.Amount));
        }
        var used = new List<(Ledger From, Lot Lot, long Amount)>();
        foreach (var part in free.Order(Comparer<(Ledger From, Lot Lot, long Amount)>.Create((a, b) => Lot.InOrderOfUse(a.Lot, b.Lot))))
        {
            var taken = Math.Min(part.Amount, amount);
            amount -= taken;
            if (taken > 0 && !ReferenceEquals(part.From, ledger))
                used.Add(part with { Amount = taken });
        }
        foreach (var lots in used.GroupBy(u => u.From))
            Carrying.Move(lots.Key, ledger, unit, at, Pool, [.. lots.Select(l => (l.Lot, l.Amount))]);
    }

    /// <summary>The accounts of the household's other members, in one command with the first.</summary>
    public static IEnumerable<Ledger> Others(Ledger ledger, Seen seen, DateTimeOffset at) =>
        (ledger.Member.Household is { } id ? seen.Household(id)?.Members ?? [] : [])
            .Where(member => member != ledger.Member.Id)
            .Select(member => ledger.Beside(seen.Own(member)!, at));

    /// <summary>What a reservation had brought in of the others and does not hold any more goes home.</summary>
    public static void Return(Ledger ledger, Seen seen, DateTimeOffset at)
    {
        if (!Borrows(ledger.Member))
            return;
        foreach (var other in Others(ledger, seen, at))
        {
            foreach (var lots in ledger.Member.Lots.Where(l => l.Owner == other.Member.Id).GroupBy(l => l.Unit).ToArray())
            {
                (Lot, long)[] free = [.. lots.Select(l => (l, l.Left - ledger.Member.Held(l, at))).Where(l => l.Item2 > 0)];
                Carrying.Move(ledger, other, lots.Key, at, Carrying.Home, free);
            }
        }
    }

    /// <summary>Whether lots of others are with her: what a reservation has brought in.</summary>
    public static bool Borrows(Member member) => member.Household is not null && member.Lots.Any(l => l.Owner is not null);

    private static IEnumerable<Ledger> Pooling(Ledger ledger, string unit) =>
        ledger.Rules.Definition.Household?.Pools.Contains(unit) == true ? ledger.Household : [];

    /// <summary>An open reservation that holds lots of somebody else.</summary>
    private static Hold? Held(Member member, MemberId owner) =>
        member.Holds.FirstOrDefault(h => h.Lots.Any(held => member.Lots.Any(l => l.Id == held.Lot && l.Unit == h.Unit && l.Owner == owner)));

    private static void SendHome(Ledger from, Ledger to, DateTimeOffset at)
    {
        foreach (var lots in from.Member.Lots.Where(l => l.Owner == to.Member.Id).GroupBy(l => l.Unit).ToArray())
            Carrying.Move(from, to, lots.Key, at, Carrying.Home, [.. lots.Select(l => (l, l.Left))]);
    }
}
