using Laurel.Merges;
using Laurel.Units;

namespace Laurel.Rewards;

/// <summary>Gives used units back to the lots they came from; a lot whose date has passed lives on for a while.</summary>
internal sealed class GivingBack(Ledger ledger, Redemption redemption, Seen seen)
{
    /// <summary>Ends a captured redemption; its limits and stock are free again.</summary>
    public static void Cancel(Ledger ledger, Redemption redemption, DateTimeOffset at) => ledger.Happen(new RedemptionCancelled
    {
        At = at,
        Redemption = redemption.Id,
        Member = ledger.Member.Id,
        Reward = redemption.Reward,
        Amount = redemption.Left,
        Uses = Counters.Freed(redemption.Uses),
    });

    public void Give(long amount, DateTimeOffset at, string why, PurchaseId? purchase = null, ReturnId? by = null)
    {
        if (amount == 0)
            return;
        var unit = ledger.Rules.Definition.Unit(redemption.Unit!)!;
        var repaid = Math.Min(ledger.Member.Account(unit.Id).Owed, amount);
        var lots = Lots(unit, amount, repaid, at);
        ledger.Move(unit.Id, at, amount, Account.Redeemed, new Posted
        {
            Movement = Movement.GivenBack,
            Parts = [new Part { Rule = why, Amount = amount }],
            Lots = lots,
            Owed = -repaid,
            Redemption = redemption.Id,
            Purchase = purchase,
            Return = by,
        });
        foreach (var lot in lots)
            Recover(unit.Id, lot, at);
        SendHome(unit.Id, at);
    }

    /// <summary>What was another's goes back to her, wherever her account is now.</summary>
    private void SendHome(string unit, DateTimeOffset at)
    {
        var names = redemption.Lots.Where(l => l.Owner is not null).Select(l => l.Lot).ToHashSet();
        var away = ledger.Member.Lots.Where(l => l.Unit == unit && names.Contains(l.Id.Split('+')[0]));
        foreach (var lots in away.GroupBy(l => l.Owner!.Value).ToArray())
        {
            if (seen.Member(lots.Key) is { } home && home.Id != ledger.Member.Id)
                Carrying.Move(ledger, ledger.Beside(home, at), unit, at, Carrying.Home, [.. lots.Select(l => (l, l.Left - ledger.Member.Held(l, at)))]);
        }
    }

    /// <summary>What is owed is repaid from the lots that would be used first.</summary>
    private List<LotChange> Lots(UnitRule unit, long amount, long repaid, DateTimeOffset at)
    {
        var given = new List<LotChange>();
        foreach (var used in redemption.Lots)
        {
            var part = Math.Min(-used.Amount, amount);
            amount -= part;
            var kept = part - Math.Min(repaid, part);
            repaid -= part - kept;
            if (kept > 0)
                given.Add(Reopened(unit, used with { Amount = kept }, at));
        }
        return given;
    }

    private LotChange Reopened(UnitRule unit, LotChange used, DateTimeOffset at)
    {
        var lot = used.Owner is null && redemption.Member != ledger.Member.Id ? Carrying.Away(used, redemption.Member) : used;
        return ledger.Reopened(lot, unit, at);
    }

    /// <summary>What a return should have taken and wrote off because it had been spent, is there again and is taken now.</summary>
    private void Recover(string unit, LotChange lot, DateTimeOffset at)
    {
        if (lot.Purchase is not { } purchase)
            return;
        var writtenOff = seen.Returned(purchase)?.WrittenOff.Where(u => u.Counter == unit).Sum(u => u.Amount) ?? 0;
        var recovered = ledger.Events.OfType<UnitsMoved>()
            .Where(m => m.Unit == unit && m.Purchase == purchase)
            .SelectMany(m => m.Entries)
            .Where(e => e.Account == Account.WrittenOff)
            .Sum(e => e.Amount);
        var amount = Math.Min(lot.Amount, writtenOff - recovered);
        if (amount <= 0)
            return;
        ledger.Move(unit, at, -amount, Account.WrittenOff, new Posted
        {
            Movement = Movement.TakenBack,
            Parts = [new Part { Rule = "recovered", Amount = -amount }],
            Lots = [lot with { Amount = -amount }],
            Purchase = purchase,
        });
    }
}
