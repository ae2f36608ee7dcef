using Laurel.Deciding;

namespace Laurel.GiftCards;

/// <summary>
/// What a return does to gift cards and credit: what its lines had put on them comes off again, and what they had paid goes back on.
/// </summary>
internal sealed class Unloading(Rules then, Rules now, PurchaseRow row, ReturnLines command, Ledger? ledger, Seen seen)
{
    private readonly List<Ledger> cards = [];
    private readonly Returned? before = seen.Returned(row.Recorded.Purchase);
    private readonly PurchaseRecorded purchase = row.Recorded;

    private IReadOnlyList<Line> Lines => row.Command.Purchase.Lines;

    /// <summary>What happened to cards; what happened to the buyer's own credit is in her ledger.</summary>
    public IEnumerable<Event> Events => cards.SelectMany(l => l.Events);

    /// <summary>What a line had put on a card comes off it again; what was paid with meanwhile cannot.</summary>
    /// <param name="back">What comes back of each line.</param>
    /// <param name="before">What was left of the basket.</param>
    /// <param name="rest">What is left of it now.</param>
    public Refusal? Unload(decimal[] back, Func<Basket> before, Func<Basket> rest)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i].Loads is not { } account || Total(i, back[i]) - Total(i, 0) is var amount && amount <= 0)
                continue;
            var card = Loaded(account);
            var unit = then.Definition.Loaded(Lines[i], purchase.Currency, card.Member.IsCard)!;
            if (card.Available(unit.Id, command.At) is var have && have < amount)
                return Refusal.NotEnoughUnits(unit.Id, have, amount);
            card.Move(unit.Id, command.At, -amount, Account.Paid, new Posted
            {
                Movement = Movement.Loaded,
                Parts = [new Part { Rule = "unloaded", Amount = -amount }],
                Lots = TakingBack.Off(card, unit.Id, command.At, amount, purchase.Purchase),
                Purchase = purchase.Purchase,
                Return = command.Return,
            });
        }
        TakeBackTopUps(before, rest);
        return null;
    }

    /// <summary>What stored money had paid for goods that come back is stored again.</summary>
    public void GiveMoneyBack(decimal[] back)
    {
        if (purchase.Paid.Count == 0)
            return;
        new MoneyBack(then, row, command).Give(Goods(i => Total(i, 0)), Goods(i => Total(i, back[i])), Goods(i => purchase.Prices[i].Total), Loaded);

        long[] Goods(Func<int, long> of) => [.. Lines.Select((l, i) => l.Loads is null ? of(i) : 0)];
    }

    /// <summary>What loading had brought besides, as far as the rest would not have brought it.</summary>
    private void TakeBackTopUps(Func<Basket> left, Func<Basket> rest)
    {
        foreach (var moved in row.Events.OfType<UnitsMoved>().Where(m => m.Movement == Movement.Loaded && ToppingUp.Of(m.Parts[0].Rule) is not null))
        {
            var card = Loaded(moved.Member);
            var expired = before?.Expired.Where(e => e.Counter == moved.Unit).Sum(e => e.Amount) ?? 0;
            new ToppingUp(then).TakeBack(card, moved, left(), rest(), command, expired);
        }
    }

    /// <summary>What came back of a line's price by now, when so much more of it comes back.</summary>
    private long Total(int i, decimal more) =>
        Returning.Upto(purchase.Prices[i].Total, Lines[i], (before?.Quantity(Lines[i].Number) ?? 0) + more);

    private Ledger Loaded(MemberId named)
    {
        var member = seen.Member(named)!;
        var account = member.Id;
        if ((account == ledger?.Member.Id ? ledger : cards.Find(l => l.Member.Id == account)) is { } known)
            return known;
        var card = new Ledger(now, member);
        Due.Book(card, command.At);
        cards.Add(card);
        ledger?.Know(card);
        return card;
    }
}
