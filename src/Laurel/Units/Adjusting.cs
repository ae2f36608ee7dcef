using Laurel.Deciding;
using Laurel.Stamps;
using Laurel.Tiers;

namespace Laurel.Units;

internal static class Adjusting
{
    public static Decision Decide(Rules rules, AdjustUnits adjust, Seen seen)
    {
        if (seen.Member(adjust.Member) is not { } member)
            return Refusal.UnknownMember(adjust.Member.Value);
        if (rules.Definition.Unit(adjust.Unit) is not { } unit)
            return Refusal.UnknownUnit(adjust.Unit);
        if (adjust.Amount == 0)
            return Refusal.AmountNotPositive(0);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, adjust.At);
        if (adjust.Amount == long.MinValue || !ledger.Fits(unit.Id, adjust.Amount))
            return Refusal.AmountTooLarge();
        Part[] parts = [new Part { Rule = adjust.Reason, Amount = adjust.Amount }];
        var posted = new Posted { Movement = Movement.Adjusted, Parts = parts, From = Account.Adjusted, Counted = adjust.Counts ? adjust.Amount : 0 };
        if (adjust.Amount > 0)
            ledger.Earn(unit, adjust.At, "adjusted-" + adjust.Id.Value, posted);
        else if (ledger.Available(unit.Id, adjust.At) is var have && have < -adjust.Amount)
            return Refusal.NotEnoughUnits(unit.Id, have, -adjust.Amount);
        else
            TakeAway(ledger, adjust, posted);
        if (adjust.Amount > 0)
            Cards.Fill(ledger, seen, adjust.At);
        Climbing.Update(ledger, adjust.At);
        return Decision.Accept(ledger.Events);
    }

    private static void TakeAway(Ledger ledger, AdjustUnits adjust, Posted posted)
    {
        var lots = ledger.Take(adjust.Unit, adjust.At, -adjust.Amount);
        ledger.Move(adjust.Unit, adjust.At, adjust.Amount, Account.Adjusted, posted with { Lots = lots });
    }
}
