namespace Laurel.GiftCards;

/// <summary>
/// What gift cards and credit had paid of goods that come back: each gets its share, cut down, and the last piece brings the rest. It goes back
/// to the lots it came from; what has expired meanwhile lives on for a while.
/// </summary>
internal sealed class MoneyBack(Rules then, PurchaseRow row, ReturnLines command)
{
    /// <param name="already">What of the goods had come back before, line by line, in minor units.</param>
    /// <param name="now">What has come back with this return.</param>
    /// <param name="goods">What the goods came to.</param>
    /// <param name="account">The account of a card or member.</param>
    public void Give(long[] already, long[] now, long[] goods, Func<MemberId, Ledger> account)
    {
        PaidFrom[] own = [.. row.Recorded.Paid.Where(p => p.Lines is not null)];
        foreach (var paid in row.Recorded.Paid.Where(p => p.Amount > 0 && then.Definition.Unit(p.Unit)?.RefundsToCard == true))
        {
            var before = Of(paid, already);
            var amount = Of(paid, now) - before;
            if (amount > 0)
                Give(account(paid.Account), paid, before, amount);
        }

        long Of(PaidFrom paid, long[] back) => paid.Lines is not null
            ? Own(paid, back, goods)
            : Share(paid.Amount, back.Sum() - own.Sum(p => Own(p, back, goods)), goods.Sum() - own.Sum(p => p.Amount));
    }

    /// <summary>Of money for certain goods: what it had paid of the lines that came back.</summary>
    private static long Own(PaidFrom paid, long[] back, long[] goods) => paid.Lines!.Select((of, i) => of == 0 ? 0 : Share(of, back[i], goods[i])).Sum();

    private static long Share(long paid, long back, long goods) => back >= goods ? paid : (long)Round.Divide((Int128)paid * back, goods, Rounding.Down);

    private void Give(Ledger card, PaidFrom paid, long before, long amount) => card.Move(paid.Unit, command.At, amount, Account.Paid, new Posted
    {
        Movement = Movement.Paid,
        Parts = [new Part { Rule = "paid-back", Amount = amount }],
        Lots = [.. Lots(card, paid, before, amount)],
        Purchase = row.Recorded.Purchase,
        Return = command.Return,
    });

    /// <summary>The lots that paid, in their order, after what has come back to them.</summary>
    private IEnumerable<LotChange> Lots(Ledger card, PaidFrom paid, long before, long amount)
    {
        var used = row.Events.OfType<UnitsMoved>()
            .Where(m => m.Movement == Movement.Paid && m.Amount < 0 && m.Member == paid.Account && m.Unit == paid.Unit).SelectMany(m => m.Lots);
        foreach (var lot in used)
        {
            var skipped = Math.Min(before, -lot.Amount);
            before -= skipped;
            var part = Math.Min(amount, -lot.Amount - skipped);
            amount -= part;
            if (part > 0)
                yield return card.Reopened(lot with { Amount = part }, then.Definition.Unit(paid.Unit)!, command.At);
        }
    }
}
