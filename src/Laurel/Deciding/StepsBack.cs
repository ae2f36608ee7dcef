using Laurel.Earning;
using Laurel.Earning.Gives;

namespace Laurel.Deciding;

/// <summary>
/// Steps of spending that a return makes undone: the sum of the stretch shrinks, and what is no longer reached is taken back, whichever of
/// its purchases had reached it.
/// </summary>
internal sealed class StepsBack(Rules then, Ledger? ledger, PurchaseRow row)
{
    private readonly List<(CompiledRule Rule, ForEveryFullSpent Steps, Use Back)> all = [];

    /// <summary>By how much the sums shrink.</summary>
    public IEnumerable<Use> Uses => all.Select(a => a.Back);

    /// <summary>What comes back of each line, in minor units of what earns.</summary>
    public void Count(IEnumerable<long> bases)
    {
        if (ledger is null || row.Recorded.Uses.All(u => !Counters.IsSpent(u.Counter)))
            return;
        var lines = row.Command.Purchase.Lines.Zip(bases).ToArray();
        foreach (var rule in then.Definition.Earning.Where(r => r.Give is ForEveryFullSpent).Select(r => then.Rule(r.Id)))
        {
            var steps = (ForEveryFullSpent)rule.Rule.Give;
            var counter = steps.Counter(rule.Rule.Id, row.Recorded.Day);
            var back = lines.Where(l => then.CanEarn(l.First) && rule.Rule.Lines.Matches(l.First)).Sum(l => l.Second);
            if (back != 0 && row.Recorded.Uses.Any(u => u.Counter == counter))
                all.Add((rule, steps, new Use(counter, -back)));
        }
    }

    /// <summary>Takes back what is no longer reached, after the return has happened.</summary>
    public void Take(ReturnLines command)
    {
        foreach (var (rule, steps, back) in all)
        {
            var left = ledger!.Member.Used(back.Counter);
            var amount = (long)Int128.Clamp(steps.Between(left, left - back.Amount), -long.MaxValue, long.MaxValue);
            if (amount <= 0)
                continue;
            Take(rule, new Part { Rule = rule.Rule.Id, Amount = -amount, Counting = Counting.ForEveryFullSpent, Base = left, Give = steps.Each, Step = steps.Step }, command);
        }
    }

    private void Take(CompiledRule rule, Part part, ReturnLines command) => TakingBack.Take(ledger!, rule.Unit, command.At, -part.Amount, new Posted
    {
        Movement = Movement.TakenBack,
        Parts = [part],
        Counted = part.Amount,
        Purchase = row.Recorded.Purchase,
        Return = command.Return,
        As = row.Buyer == ledger!.Member.Id ? null : row.Buyer,
        Issuer = HadReached(rule) ? then.Definition.PartnerAt(row.Recorded.Location)?.Id : null,
        Day = row.Recorded.Day,
    }, again: TakingBack.OwedAgain(Repaid(rule), 0, -part.Amount));

    /// <summary>What this purchase had earned by steps of a rule, and what of it repaid arrears: what it earned otherwise had repaid them first.</summary>
    private (long All, long Repaid) Repaid(CompiledRule rule)
    {
        var earned = row.Events.OfType<UnitsMoved>()
            .Where(m => m.Movement == Movement.Earned && m.Purchase == row.Recorded.Purchase && m.Unit == rule.Unit.Id).ToArray();
        var steps = earned.SelectMany(m => m.Parts).Where(p => p.Rule == rule.Rule.Id).Sum(p => p.Amount);
        return (steps, Math.Clamp(-earned.Sum(m => m.Owed) - (earned.Sum(m => m.Amount) - steps), 0, steps));
    }

    /// <summary>Whether this very purchase had reached a step, so that its shop issued what is taken back.</summary>
    private bool HadReached(CompiledRule rule) => row.Events.OfType<UnitsMoved>()
        .Any(m => m.Movement == Movement.Earned && m.Purchase == row.Recorded.Purchase && m.Parts.Any(p => p.Rule == rule.Rule.Id && p.Amount > 0));
}
