namespace Laurel.Deciding;

/// <summary>Gives used units back to the lots they came from; a lot whose date has passed lives on for a while.</summary>
internal static class GivingBack
{
    public static void Give(Ledger ledger, Redemption redemption, long amount, DateTimeOffset at, string why, Posted? with)
    {
        var unit = ledger.Rules.Definition.Unit(redemption.Unit!)!;
        var repaid = Math.Min(ledger.Member.Account(unit.Id).Owed, amount);
        var lots = Lots(ledger, unit, redemption, amount, repaid, at);
        var posted = with ?? new Posted { Movement = Movement.GivenBack, Parts = [] };
        ledger.Move(unit.Id, at, amount, [new(Account.Members, amount), new(Account.Redeemed, -amount)], posted with
        {
            Parts = [new Part { Rule = why, Amount = amount }],
            Lots = lots,
            Owed = -repaid,
            Redemption = redemption.Id,
        });
    }

    /// <summary>What is owed is repaid from the lots that would be used first.</summary>
    private static List<LotChange> Lots(Ledger ledger, Units.UnitRule unit, Redemption redemption, long amount, long repaid, DateTimeOffset at)
    {
        var given = new List<LotChange>();
        foreach (var used in redemption.Lots)
        {
            var part = Math.Min(-used.Amount, amount);
            amount -= part;
            var kept = part - Math.Min(repaid, part);
            repaid -= part - kept;
            if (kept > 0)
                given.Add(Reopened(ledger, unit, used with { Amount = kept }, at));
        }
        return given;
    }

    private static LotChange Reopened(Ledger ledger, Units.UnitRule unit, LotChange lot, DateTimeOffset at)
    {
        var isGone = lot.Expires is { } end && end <= at;
        return isGone
            ? lot with { Lot = $"{lot.Lot}+", Expires = ledger.Rules.Calendar.End(unit.Regained.After(ledger.Rules.Calendar.Day(at))) }
            : lot;
    }
}
