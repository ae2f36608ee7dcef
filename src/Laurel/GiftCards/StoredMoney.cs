using Laurel.Deciding;
using Laurel.Units;

namespace Laurel.GiftCards;

/// <summary>Gift cards and credit of a basket: they pay in the order given, and lines put money on them.</summary>
internal sealed class StoredMoney(Rules rules, RecordPurchase command, Ledger? buyer, Seen seen)
{
    private readonly Dictionary<MemberId, Ledger> others = [];
    private IReadOnlyList<PaidFrom> paid = [];

    private Purchase Purchase => command.Purchase;

    public IReadOnlyList<PaidFrom> Paid => paid;

    /// <summary>What of it was for certain lines, by line; null where nothing was.</summary>
    public long[]? PaidOfLines => paid.Any(p => p.Lines is not null)
        ? [.. Enumerable.Range(0, Purchase.Lines.Count).Select(i => paid.Sum(p => p.Lines?[i] ?? 0))]
        : null;

    /// <summary>What happened to cards; what happened to the buyer's own credit is in her ledger.</summary>
    public IEnumerable<Event> Events => others.Values.SelectMany(l => l.Events);

    /// <summary>Whether something is paid from a card or credit, or put on one.</summary>
    public static bool IsAsked(RecordPurchase command)
    {
        for (var i = 0; i < command.Purchase.Lines.Count; i++)
        {
            if (command.Purchase.Lines[i].Loads is not null)
                return true;
        }
        return command.Stored.Count > 0;
    }

    /// <summary>Whose documents it looks at beside the buyer's.</summary>
    public static IEnumerable<MemberId> Accounts(RecordPurchase command) =>
        command.Stored.Select(s => s.Card).Concat(command.Purchase.Lines.Select(l => l.Loads)).OfType<MemberId>().Distinct();

    /// <summary>Who pays how much of the goods; what pays for certain goods only comes first, so that nothing else pays for those before it.</summary>
    public Refusal? Plan(Basket basket)
    {
        var goods = new GoodsToPay(basket, command.Stored.SelectMany(Units));
        foreach (var payment in command.Stored.OrderBy(s => Units(s).All(u => u.Usable is null)))
        {
            if (Refuse(payment) is { } refusal)
                return refusal;
            var ledger = Of(payment)!;
            (UnitRule Unit, long Have)[] units = [.. Units(payment).Select(u => (u, Math.Max(0, ledger.Available(u.Id, Purchase.At))))];
            var have = units.Sum(u => goods.Left(ledger.Member.Id, u.Unit, u.Have));
            if (payment.Amount is <= 0)
                return Refusal.AmountNotPositive(payment.Amount.Value);
            if (payment.Amount > have)
                return Refusal.NotEnoughUnits(units[0].Unit.Id, have, payment.Amount.Value);
            if (Array.TrueForAll(units, u => u.Unit.Usable?.Missing(basket) is not null))
                return Refusal.NotUsable(units[0].Unit.Id, units[0].Unit.Usable!.Missing(basket)!);
            goods.Pay(ledger.Member.Id, units, payment.Amount ?? have);
        }
        paid = goods.Paid;
        return RefuseLoads();
    }

    private Refusal? RefuseLoads()
    {
        foreach (var member in command.Purchase.Lines.Select(l => l.Loads).OfType<MemberId>().Select(a => Account(a)?.Member).OfType<Member>())
        {
            if (member.IsInactive)
                return member.IsCard ? Refusal.CardInactive(member.Id.Value) : Refusal.AccountOff(member.Id.Value);
        }
        foreach (var line in command.Purchase.Lines.Where(l => l.Loads is not null && Loaded(l) is null))
        {
            return line.LoadsIn is not { } named ? Refusal.UnknownUnit(Purchase.Currency)
                : rules.Definition.Unit(named) is null ? Refusal.UnknownUnit(named)
                : Refusal.NotLoadable(named, line.Loads!.Value.Value, Purchase.Currency);
        }
        return null;
    }

    /// <summary>Books what was planned, and what lines put on cards.</summary>
    public void Book(Basket basket)
    {
        var lines = basket.Lines;
        foreach (var part in paid.Where(p => p.Amount > 0))
        {
            var ledger = Account(part.Account)!;
            ledger.Move(part.Unit, Purchase.At, -part.Amount, Laurel.Account.Paid, new Posted
            {
                Movement = Movement.Paid,
                Parts = [new Part { Rule = "paid", Amount = -part.Amount }],
                Lots = ledger.Take(part.Unit, Purchase.At, part.Amount),
                Purchase = Purchase.Id,
            });
        }
        foreach (var line in lines.Where(l => l.Line.Loads is not null && l.Price.Total > 0).GroupBy(l => Of(l.Line.Loads!.Value)))
        {
            foreach (var unit in line.GroupBy(l => Loaded(l.Line)!))
                Load(line.Key, unit.Key, unit.Sum(l => l.Price.Total));
            var account = Account(line.Key)!;
            new ToppingUp(rules).Give(account, basket, [.. line], new Consumption(seen, account));
        }
    }

    private void Load(MemberId account, UnitRule unit, long amount)
    {
        var ledger = Account(account) ?? Open(account);
        ledger.Earn(unit, Purchase.At, Purchase.Id.Value, new Posted
        {
            Movement = Movement.Loaded,
            From = Laurel.Account.Paid,
            Parts = [new Part { Rule = "loaded", Amount = amount }],
            Purchase = Purchase.Id,
        });
    }

    /// <summary>The unit in which a line loads an account; a name that is new is that of a card.</summary>
    private UnitRule? Loaded(Line line) => rules.Definition.Loaded(line, Purchase.Currency, Account(line.Loads!.Value)?.Member.IsCard != false);

    private Ledger Open(MemberId card)
    {
        var enrolled = new MemberEnrolled { At = Purchase.At, Member = card, IsCard = true, Location = Purchase.Location, Day = rules.Calendar.Day(Purchase.At) };
        return others[card] = Ledger.Begin(rules, enrolled);
    }

    private Refusal? Refuse(StoredPayment payment)
    {
        if (payment.Card is not { } card)
            return buyer is null ? Refusal.UnknownMember("") : Unit(payment) is { } own ? OtherCurrency(own) : Refusal.UnknownUnit(payment.Unit ?? "");
        if (Account(card)?.Member is not { IsCard: true } member)
            return Refusal.UnknownCard(card.Value);
        if (member.Owner is not null && Purchase.Member is null)
            return Refusal.CardOwnerNotIdentified(card.Value);
        if (member.Owner is { } owner && owner != Purchase.Member && buyer?.Member.IsKnownAs(owner) != true)
            return Refusal.CardOfAnother(card.Value);
        if (member.IsInactive)
            return Refusal.CardInactive(card.Value);
        if (Unit(payment) is not { } unit)
            return Refusal.UnknownUnit(payment.Unit ?? "");
        if (OtherCurrency(unit) is { } other)
            return other;
        var held = Units(payment).Select(u => u.Id).ToArray();
        var isGone = held.Any(u => member.Account(u).Expired > 0) && member.Lots.All(l => !held.Contains(l.Unit));
        return isGone ? Refusal.CardExpired(card.Value) : null;
    }

    private Refusal? OtherCurrency(UnitRule unit) =>
        unit.Money!.Value.Code == Purchase.Currency ? null : Refusal.OtherCurrency(unit.Money.Value.Code, Purchase.Currency);

    private UnitRule? Unit(StoredPayment payment) => Units(payment) is [var first, ..] ? first : null;

    /// <summary>
    /// The units a payment may use: the one that is named, else all that the card holds of the currency, what is for certain goods and then
    /// what ends first before the others.
    /// </summary>
    private IReadOnlyList<UnitRule> Units(StoredPayment payment)
    {
        if (payment.Unit is { } named)
            return rules.Definition.Unit(named) is { Money: not null } unit ? [unit] : [];
        if (payment.Card is not { } card || Account(card)?.Member is not { Accounts.Count: > 0 } member)
            return rules.Definition.Stored(Purchase.Currency, onCard: payment.Card is not null) is { } first ? [first] : [];
        var held = rules.Definition.Units.Where(u => u.Money is not null && member.Accounts.Any(a => a.Unit == u.Id)).ToArray();
        var mine = held.Where(u => u.Money!.Value.Code == Purchase.Currency).ToArray();
        return mine.Length == 0 ? held : [.. mine.OrderBy(u => u.Usable is null).ThenBy(u => member.Lots.FirstOrDefault(l => l.Unit == u.Id)?.Expires ?? DateTimeOffset.MaxValue)];
    }

    private Ledger? Of(StoredPayment payment) => payment.Card is { } card ? Account(card) : buyer;

    /// <summary>One ledger for each account, whoever it is known as; what another one of this command booked already is among its events.</summary>
    private Ledger? Account(MemberId named)
    {
        var id = Of(named);
        if (buyer is not null && buyer.Member.Id == id)
            return buyer;
        if ((others.TryGetValue(id, out var known) ? known : buyer?.Known(id)) is { } beside)
            return beside;
        if (seen.Member(id) is not { } member)
            return null;
        others[id] = new Ledger(rules, member);
        Due.Book(others[id], Purchase.At);
        buyer?.Know(others[id]);
        return others[id];
    }

    /// <summary>Where the account of somebody goes on.</summary>
    private MemberId Of(MemberId named) => seen.Member(named)?.Id ?? named;
}
