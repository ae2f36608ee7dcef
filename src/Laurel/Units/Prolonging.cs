using Laurel.Deciding;

namespace Laurel.Units;

/// <summary>Staff bring expired units back, or let units live longer.</summary>
internal static class Prolonging
{
    public static Decision Reinstate(Rules rules, ReinstateUnits command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Unit(command.Unit) is not { } unit)
            return Refusal.UnknownUnit(command.Unit);
        if (command.Amount <= 0)
            return Refusal.AmountNotPositive(command.Amount);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        var expired = ledger.Member.Account(unit.Id).Expired;
        if (command.Amount > expired)
            return Refusal.MoreThanExpired(unit.Id, expired);
        if (!ledger.Fits(unit.Id, command.Amount))
            return Refusal.AmountTooLarge();
        Book(ledger, unit, command);
        return Decision.Accept(ledger.Events);
    }

    public static Decision Extend(Rules rules, ExtendUnits command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Unit(command.Unit) is not { } unit)
            return Refusal.UnknownUnit(command.Unit);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        if (!ledger.Member.Lots.Any(l => l.Unit == unit.Id && (command.Lot ?? l.Id) == l.Id && l.Expires < command.Expires))
            return Refusal.NothingToExtend(unit.Id);
        ledger.Happen(new LotsExtended
        {
            At = command.At,
            Member = member.Id,
            Unit = unit.Id,
            Expires = command.Expires,
            Reason = command.Reason,
            Lot = command.Lot,
        });
        return Decision.Accept(ledger.Events);
    }

    private static void Book(Ledger ledger, Units.UnitRule unit, ReinstateUnits command)
    {
        var repaid = Math.Min(ledger.Member.Account(unit.Id).Owed, command.Amount);
        var calendar = ledger.Rules.Calendar;
        var lot = new LotChange
        {
            Lot = "reinstated-" + command.Id.Value,
            Amount = command.Amount - repaid,
            Earned = command.At,
            Active = command.At,
            Expires = command.Expires ?? calendar.End(unit.Regained.After(calendar.Day(command.At))),
        };
        ledger.Move(unit.Id, command.At, command.Amount, Account.Expired, new Posted
        {
            Movement = Movement.Reinstated,
            Parts = [new Part { Rule = command.Reason, Amount = command.Amount }],
            Lots = lot.Amount == 0 ? [] : [lot],
            Owed = -repaid,
        });
    }
}
