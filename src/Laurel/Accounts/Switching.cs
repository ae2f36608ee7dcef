using Laurel.Challenges;
using Laurel.Deciding;
using Laurel.Games;
using Laurel.Merges;

namespace Laurel.Accounts;

/// <summary>Accounts that are switched off, or closed: what no longer happens in them, and what becomes of what was left.</summary>
internal static class Switching
{
    public static Decision Decide(Rules rules, SwitchAccount command, Seen seen)
    {
        if (seen.Own(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (member.MergedInto is { } into)
            return Refusal.MergedAlready(member.Id.Value, into.Value);
        if (member.IsClosed)
            return Refusal.AccountClosed(member.Id.Value);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        if (command.State == AccountState.Closed)
        {
            if (Open(ledger, command) is { } open)
                return open;
            ledger.Expire(command.At, _ => true);
        }
        ledger.Happen(new AccountSwitched { At = command.At, Member = member.Id, State = command.State, Reason = command.Reason });
        return Decision.Accept(ledger.Events);
    }

    /// <summary>Why a command cannot be about an account that is off or closed; what comes back and what is due are booked all the same.</summary>
    public static Refusal? Refuse(Command command, Seen seen)
    {
        if (command is SwitchAccount or EnrolMember or PassTime or Care.RecordCase or Care.ChangeConsent { Given: false } || command.About is not { } about)
            return null;
        var other = command switch
        {
            TransferUnits transfer => transfer.To,
            MergeMembers merge => merge.Into,
            _ => (MemberId?)null,
        };
        var member = seen.Member(about);
        if (member is { IsClosed: true })
            return Refusal.AccountClosed(member.Id.Value);
        if (other is { } to && seen.Member(to) is { IsClosed: true } closed)
            return Refusal.AccountClosed(closed.Id.Value);
        return member is { IsInactive: true, IsCard: false } && Uses(command) ? Refusal.AccountOff(member.Id.Value) : null;
    }

    /// <summary>What a member does herself; staff may go on to mend what is wrong.</summary>
    private static bool Uses(Command command) => command is RecordPurchase or Receipts.ClaimReceipt or ReserveReward or RecordActivity or TransferUnits or TakePart or PlayGame;

    /// <summary>What must be settled before an account is closed.</summary>
    private static Refusal? Open(Ledger ledger, SwitchAccount command)
    {
        var (member, at) = (ledger.Member, command.At);
        if (member.Merged.Count > 0 && !command.WithMerged)
            return Refusal.HasMerged(member.Id.Value, string.Join(", ", member.Merged.Select(m => m.Id)));
        if (member.Household is { } household)
            return Refusal.InHousehold(member.Id.Value, household.Value);
        if (member.Holds.FirstOrDefault(h => !h.IsOver(at)) is { } hold)
            return Refusal.ReservationOpen(hold.Redemption.Value);
        if (member.Memberships.FirstOrDefault(m => m.IsHeld(at) && m.Ended is null) is { } held)
            return Refusal.MembershipHeld(held.Plan, held.To is { } to ? ledger.Rules.Calendar.Day(to.AddTicks(-1)) : DateOnly.MaxValue);
        foreach (var unit in ledger.Rules.Definition.Units.Where(u => u.Money is not null))
        {
            if (member.Balance(unit.Id, at).Total is var have and > 0)
                return Refusal.MoneyLeft(unit.Id, have);
        }
        return null;
    }
}
