using Laurel.Earning;

namespace Laurel.Deciding;

/// <summary>Books what the rules give for a purchase or an activity, unit by unit; a refusal where it would be more than can be counted.</summary>
internal static class Crediting
{
    public static Refusal? Book(
        Ledger ledger, Verdict verdict, DateTimeOffset at, string lot, Func<Movement, IReadOnlyList<Award>, long, Posted> posted)
    {
        var byUnit = verdict.ByUnit();
        for (var i = 0; i < byUnit.Count; i++)
        {
            var (unit, awards) = byUnit[i];
            Int128 amount = 0;
            var isBeyond = false;
            for (var j = 0; j < awards.Count; j++)
            {
                amount += awards[j].Amount;
                isBeyond |= awards[j].IsBeyond;
            }
            if (isBeyond || Int128.Abs(amount) > long.MaxValue || !ledger.Fits(unit.Id, (long)amount))
                return Refusal.AmountTooLarge();
            if (amount > 0)
                ledger.Earn(unit, at, lot, posted(Movement.Earned, awards, (long)amount));
            else if (amount < 0)
                TakingBack.Take(ledger, unit, at, (long)-amount, posted(Movement.TakenBack, awards, (long)amount));
        }
        return null;
    }
}
