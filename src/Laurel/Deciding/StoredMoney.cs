using Laurel.Units;

namespace Laurel.Deciding;

/// <summary>Gift cards and credit of a basket: they pay in the order given, and lines put money on them.</summary>
internal sealed class StoredMoney(Rules rules, RecordPurchase command, Ledger? buyer, Seen seen)
{
    private readonly Dictionary<MemberId, Ledger> others = [];
    private readonly List<PaidFrom> paid = [];

    private Purchase Purchase => command.Purchase;

    public IReadOnlyList<PaidFrom> Paid => paid;

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

    /// <summary>Who pays how much of the goods; what loads a card must be paid otherwise.</summary>
    public Refusal? Plan(IReadOnlyList<BasketLine> lines)
    {
        var left = Math.Max(0, lines.Where(l => l.Line.Loads is null).Sum(l => l.Price.Total));
        foreach (var payment in command.Stored)
        {
            if (Refuse(payment) is { } refusal)
                return refusal;
            var (ledger, unit) = (Of(payment)!, Unit(payment)!);
            var have = Math.Max(0, ledger.Available(unit.Id, Purchase.At) - paid.Where(p => p.Account == ledger.Member.Id && p.Unit == unit.Id).Sum(p => p.Amount));
            if (payment.Amount is <= 0)
                return Refusal.AmountNotPositive(payment.Amount.Value);
            if (payment.Amount > have)
                return Refusal.NotEnoughUnits(unit.Id, have, payment.Amount.Value);
            var amount = Math.Min(left, payment.Amount ?? have);
            left -= amount;
            paid.Add(new PaidFrom(ledger.Member.Id, unit.Id, amount));
        }
        return command.Purchase.Lines.Any(l => l.Loads is not null) && Money is null ? Refusal.UnknownUnit(Purchase.Currency) : null;
    }

    /// <summary>Books what was planned, and what lines put on cards.</summary>
    public void Book(IReadOnlyList<BasketLine> lines)
    {
        foreach (var part in paid.Where(p => p.Amount > 0))
        {
            var ledger = Account(part.Account)!;
            ledger.Move(part.Unit, Purchase.At, -part.Amount, [new(Laurel.Account.Members, -part.Amount), new(Laurel.Account.Paid, part.Amount)], new Posted
            {
                Movement = Movement.Paid,
                Parts = [new Part { Rule = "paid", Amount = -part.Amount }],
                Lots = ledger.Take(part.Unit, Purchase.At, part.Amount),
                Purchase = Purchase.Id,
            });
        }
        foreach (var line in lines.Where(l => l.Line.Loads is not null && l.Price.Total > 0).GroupBy(l => l.Line.Loads!.Value))
            Load(line.Key, line.Sum(l => l.Price.Total));
    }

    private void Load(MemberId account, long amount)
    {
        var unit = Money!;
        var ledger = Account(account) ?? Open(account);
        ledger.Earn(unit, Purchase.At, Purchase.Id.Value, new Posted
        {
            Movement = Movement.Loaded,
            From = Laurel.Account.Paid,
            Parts = [new Part { Rule = "loaded", Amount = amount }],
            Purchase = Purchase.Id,
        });
    }

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
        var isGone = member.Account(unit.Id).Expired > 0 && member.Lots.All(l => l.Unit != unit.Id);
        return isGone ? Refusal.CardExpired(card.Value) : null;
    }

    private Refusal? OtherCurrency(UnitRule unit) =>
        unit.Money!.Value.Code == Purchase.Currency ? null : Refusal.OtherCurrency(unit.Money.Value.Code, Purchase.Currency);

    /// <summary>The unit that holds money of the purchase's currency.</summary>
    private UnitRule? Money => rules.Definition.Units.FirstOrDefault(u => u.Money?.Code == Purchase.Currency);

    private UnitRule? Unit(StoredPayment payment)
    {
        var named = payment.Unit ?? (payment.Card is { } card ? Held(card) : null);
        var unit = named is null ? Money : rules.Definition.Unit(named);
        return unit?.Money is null ? null : unit;
    }

    private string? Held(MemberId card) => Account(card)?.Member.Accounts is [var first, ..] ? first.Unit : null;

    private Ledger? Of(StoredPayment payment) => payment.Card is { } card ? Account(card) : buyer;

    private Ledger? Account(MemberId id)
    {
        if (buyer is not null && buyer.Member.Id == id)
            return buyer;
        if (others.TryGetValue(id, out var known) || seen.Member(id) is not { } member)
            return known;
        others[id] = new Ledger(rules, member);
        Due.Book(others[id], Purchase.At);
        buyer?.Know(others[id]);
        return others[id];
    }
}
