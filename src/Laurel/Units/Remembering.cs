using Laurel.Deciding;
using Laurel.Tiers;

namespace Laurel.Units;

/// <summary>Brings a member's past from another system.</summary>
internal static class Remembering
{
    public static Decision Decide(Rules rules, BringHistory history, Seen seen)
    {
        if (seen.Member(history.Member) is not { } member)
            return Refusal.UnknownMember(history.Member.Value);
        if (rules.Definition.Unit(history.Unit) is not { } unit)
            return Refusal.UnknownUnit(history.Unit);
        if (Math.Min(history.Earned, history.Redeemed) < 0)
            return Refusal.AmountNotPositive(Math.Min(history.Earned, history.Redeemed));
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, history.At);
        if (!ledger.Fits(unit.Id, history.Earned) || !ledger.Fits(unit.Id, -history.Redeemed))
            return Refusal.AmountTooLarge();
        if (history.Earned > 0)
        {
            ledger.Earn(unit, history.At, history.NaturalKey!, new Posted
            {
                Movement = Movement.Earned,
                Parts = [new Part { Rule = "history", Amount = history.Earned }],
                Counted = history.Earned,
            });
        }
        if (history.Redeemed > 0)
            Use(ledger, unit.Id, history);
        Climbing.Update(ledger, history.At);
        return Decision.Accept(ledger.Events);
    }

    private static void Use(Ledger ledger, string unit, BringHistory history)
    {
        var lots = ledger.Take(unit, history.At, history.Redeemed, alsoPending: true);
        var amount = history.Redeemed;
        ledger.Move(unit, history.At, -amount, Account.Redeemed, new Posted
        {
            Movement = Movement.Redeemed,
            Parts = [new Part { Rule = "history", Amount = -amount }],
            Lots = lots,
            Owed = amount + lots.Sum(l => l.Amount),
        });
    }
}
