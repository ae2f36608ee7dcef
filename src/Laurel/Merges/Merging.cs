using Laurel.Deciding;
using Laurel.Gatherings;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Merges;

/// <summary>
/// Two members become one account, and two again. Every lot, purchase and reward knows whose card it came by, so that nothing is lost
/// by the one and each gets her own back by the other.
/// </summary>
internal static class Merging
{
    public const string Together = "merge";
    public const string Apart = "unmerge";

    public static Decision Decide(Rules rules, MergeMembers command, Seen seen)
    {
        if (seen.Own(command.Member) is not { IsCard: false } other)
            return Refusal.UnknownMember(command.Member.Value);
        if (seen.Member(command.Into) is not { IsCard: false } kept)
            return Refusal.UnknownMember(command.Into.Value);
        if (other.MergedInto is { } into)
            return Refusal.MergedAlready(other.Id.Value, into.Value);
        if (other.Household is { } household)
            return Refusal.InHousehold(other.Id.Value, household.Value);
        if (other.Id == kept.Id)
            return Refusal.SameMember(kept.Id.Value);
        if (other.Merged.Count > 0)
            return Refusal.HasMerged(other.Id.Value, string.Join(", ", other.Merged.Select(m => m.Id)));
        var (to, from) = (new Ledger(rules, kept), new Ledger(rules, other));
        Due.Book(to, command.At);
        Due.Book(from, command.At);
        if (from.Member.Holds is [var hold, ..])
            return Refusal.ReservationOpen(hold.Redemption.Value);
        return Fits(from.Member, to) ? Merge(command, from, to, seen) : Refusal.AmountTooLarge();
    }

    private static bool Fits(Member from, Ledger to) =>
        from.Accounts.All(a => to.Fits(a.Unit, Math.Max(a.Booked, a.Counted)) && to.Fits(a.Unit, Math.Min(a.Booked, 0)));

    private static Decision Merge(MergeMembers command, Ledger from, Ledger to, Seen seen)
    {
        var (at, other) = (command.At, from.Member);
        var scores = new CarryingScores(to, from, seen, at);
        var parts = CarryingScores.Parts(to.Rules, to.Member, other);
        foreach (var account in other.Accounts)
            Carrying.Move(from, to, account.Unit, at, Together, All(other.Lots, account.Unit), account.Owed);
        var tiers = to.Rules.Definition.Tiers;
        var merged = new MembersMerged
        {
            At = at,
            Member = to.Member.Id,
            Other = other.Id,
            Past = MemberPast.Of(from.Member) with { TakesPart = parts },
            Clubs = CarryingScores.Places(to.Rules, other, parts.Contains),
            Standing = Joint(to.Member.Standing, other.Standing, tiers),
            Owed = [.. other.Accounts.Where(a => a.Owed != 0).Select(a => new Use(a.Unit, a.Owed))],
            Reason = command.Reason,
        };
        to.Happen(merged);
        from.See(merged);
        to.MoveEnds(at);
        scores.Join();
        if (tiers is not null)
            Climbing.Rise(to, at, tiers.Rank(other.Standing.Tier));
        Climbing.Update(to, at);
        Cards.Fill(to, seen, at);
        return Decision.Accept([.. from.Events, .. to.Events]);
    }

    /// <summary>The higher floor, and what either has reached: nothing is given twice for it.</summary>
    private static Standing Joint(Standing one, Standing other, TierRule? tiers)
    {
        var floor = tiers?.Rank(other.Floor) > tiers?.Rank(one.Floor) ? other.Floor : one.Floor;
        string[] more = [.. other.Unlocked.Except(one.Unlocked)];
        return one with { Floor = floor, Unlocked = more.Length == 0 ? one.Unlocked : [.. one.Unlocked, .. more] };
    }

    public static Decision Decide(Rules rules, UnmergeMember command, Seen seen)
    {
        if (seen.Own(command.Member) is not { } other)
            return Refusal.UnknownMember(command.Member.Value);
        if (other.MergedInto is not { } into)
            return Refusal.NotMerged(other.Id.Value);
        var from = new Ledger(rules, seen.Own(into)!);
        Due.Book(from, command.At);
        var lots = from.Member.Lots.Where(l => l.Owner == other.Id).ToArray();
        if (from.Member.Holds.FirstOrDefault(h => h.Lots.Any(held => lots.Any(l => l.Id == held.Lot && l.Unit == h.Unit))) is { } hold)
            return Refusal.ReservationOpen(hold.Redemption.Value);
        return Unmerge(command, from, new Ledger(rules, other), lots, seen);
    }

    private static Decision Unmerge(UnmergeMember command, Ledger from, Ledger to, Lot[] lots, Seen seen)
    {
        var (at, member, other) = (command.At, from.Member, to.Member);
        var scores = new CarryingScores(from, to, seen, at);
        var known = member.Merged.Single(m => m.Id == other.Id);
        var undone = new MembersMerged
        {
            At = at,
            Member = member.Id,
            Other = other.Id,
            IsUndone = true,
            Past = MemberPast.Of(other) with { Issued = [.. Hers(member, other.Id)], Memberships = [.. Held(member, other)] },
            Clubs = CarryingScores.Places(from.Rules, other, p => member.TakesPart.Any(own => own.What == p.What && own.Owner == other.Id)),
            Standing = member.Standing with
            {
                Floor = member.Standing.Floor == other.Standing.Floor ? known.Standing.Floor : member.Standing.Floor,
            },
            Reason = command.Reason,
        };
        from.Happen(undone);
        to.See(undone);
        foreach (var unit in lots.Select(l => l.Unit).Union(known.Owed.Select(u => u.Counter)))
        {
            var owed = Math.Clamp(known.Owed.Where(u => u.Counter == unit).Sum(u => u.Amount), 0, member.Account(unit).Owed);
            Carrying.Move(from, to, unit, at, Apart, All(lots, unit), owed);
        }
        scores.Part();
        StandAgain(from, known.Standing with { Unlocked = member.Standing.Unlocked }, known.At, at);
        StandAgain(to, other.Standing, known.At, at);
        return Decision.Accept([.. from.Events, .. to.Events]);
    }

    private static (Lot Lot, long Amount)[] All(IEnumerable<Lot> lots, string unit) => [.. lots.Where(l => l.Unit == unit).Select(l => (l, l.Left))];

    /// <summary>Rewards that came with her and are not used yet.</summary>
    private static IEnumerable<IssuedReward> Hers(Member member, MemberId other) =>
        member.Issued.Where(i => i.Owner == other).Select(i => i with { Owner = null });

    /// <summary>Her memberships, as they are by now.</summary>
    private static IEnumerable<Memberships.HeldMembership> Held(Member member, Member other) => other.Memberships
        .Select(m => member.Memberships.First(now => now.Id == MergedFold.Away(m.Id, other.Id)) with { Id = m.Id });

    /// <summary>Where she had stood before, with the reviews there would have been since; then up by what is hers alone.</summary>
    private static void StandAgain(Ledger ledger, Standing before, DateTimeOffset since, DateTimeOffset at)
    {
        if (ledger.Rules.Definition.Tiers is not { } tiers || !Climbing.SeesAll(ledger))
            return;
        var alone = ledger.Member with { Lots = [], Holds = [], Issued = [], Memberships = [], Standing = before, Until = since };
        var then = new Ledger(ledger.Rules, alone);
        Due.Book(then, at);
        Climbing.Put(ledger, at, tiers.Rank(then.Member.Standing.Tier));
        Climbing.Update(ledger, at);
    }
}
