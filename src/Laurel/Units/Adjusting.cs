using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Households;
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
            FillCards(ledger, seen, adjust.At);
        Climbing.Update(ledger, adjust.At);
        return Decision.Accept(ledger.Events);
    }

    public static Decision Assign(Rules rules, AssignTier assign, Seen seen)
    {
        if (seen.Member(assign.Member) is not { } member)
            return Refusal.UnknownMember(assign.Member.Value);
        if (assign.Tier is { } tier && !rules.Levels.Contains(tier))
            return Refusal.UnknownTier(tier);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, assign.At);
        ledger.Happen(new TierAssigned { At = assign.At, Member = member.Id, Floor = assign.Tier, Reason = assign.Reason });
        Climbing.Update(ledger, assign.At);
        return Decision.Accept(ledger.Events);
    }

    public static Decision Pass(Rules rules, PassTime pass, Seen seen)
    {
        if (seen.Member(pass.Member) is not { } member)
            return Refusal.UnknownMember(pass.Member.Value);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, pass.At);
        FillCards(ledger, seen, pass.At);
        Housing.Return(ledger, seen, pass.At);
        return Decision.Accept(ledger.Events);
    }

    public static void FillCards(Ledger ledger, Seen seen, DateTimeOffset at)
    {
        var occasion = ledger.Occasion(at);
        new Cards(ledger, new Consumption(seen, ledger), Traits.None, occasion).Fill(at);
    }

    private static void TakeAway(Ledger ledger, AdjustUnits adjust, Posted posted)
    {
        var lots = ledger.Take(adjust.Unit, adjust.At, -adjust.Amount);
        ledger.Move(adjust.Unit, adjust.At, adjust.Amount, Account.Adjusted, posted with { Lots = lots });
    }
}
