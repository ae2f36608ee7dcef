using Laurel.Giving;

namespace Laurel.Coalition;

/// <summary>
/// Books in money what movements of units mean between partners and the operator. It looks only at what was decided, so that
/// whatever moves units (a purchase, a return, a cancelled redemption, an expiry) is cleared by the same rules.
/// </summary>
internal sealed class Clearing
{
    private readonly Program program;
    private readonly Rules rules;
    private readonly Command command;
    private readonly Seen seen;
    private readonly IReadOnlyList<Event> events;
    private readonly MoneyBook book;

    private Clearing(Program program, Rules rules, Command command, Seen seen, IReadOnlyList<Event> events)
    {
        (this.program, this.rules, this.command, this.seen, this.events) = (program, rules, command, seen, events);
        book = new MoneyBook(rules.Definition.Clearing);
    }

    private ClearingTerms Terms => rules.Definition.Clearing;

    /// <summary>The decision with its postings in money.</summary>
    public static Decision Book(Program program, Rules rules, Command command, Seen seen, Decision decision)
    {
        if (decision.Events.Count == 0 || !program.HasMoney || (!program.HasPartners && !MayDonate(decision.Events)))
            return decision;
        var clearing = new Clearing(program, rules, command, seen, decision.Events);
        foreach (var happened in decision.Events)
            clearing.Clear(happened);
        if (clearing.book.IsTooLarge)
            return Refusal.AmountTooLarge();
        var booked = clearing.book.Events;
        return booked.Count == 0 ? decision : decision with { Events = [.. decision.Events, .. booked] };
    }

    /// <summary>Whether a redemption is captured or cancelled: donations are all that moves money where nobody takes part but the operator.</summary>
    private static bool MayDonate(IReadOnlyList<Event> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i] is RedemptionCaptured or RedemptionCancelled)
                return true;
        }
        return false;
    }

    private void Clear(Event happened)
    {
        if (happened is PurchaseRecorded bought)
            new Funding(program.Version(bought.Version), book).Discounts(bought);
        else if (happened is RedemptionCaptured captured)
            Donate(captured.At, captured.Redemption, captured.Amount, 1);
        else if (happened is RedemptionCancelled cancelled)
            Donate(cancelled.At, cancelled.Redemption, cancelled.Amount, -1);
        else if (happened is FulfilmentChanged { Stage: Stage.Used } used)
            AcceptIssued(used, 1);
        else if (happened is FulfilmentChanged { Stage: Stage.Issued } again && command is ReturnLines)
            AcceptIssued(again, -1);
        else if (happened is UnitsMoved moved && rules.Definition.Unit(moved.Unit) is { Money: null })
            Clear(moved);
    }

    private void Clear(UnitsMoved e)
    {
        switch (e.Movement)
        {
            case Movement.Earned:
                Issue(e, e.Amount);
                Repaid(e);
                new Funding(program.Version(e.Version), book).Units(e);
                break;
            case Movement.Redeemed or Movement.GivenBack:
                Use(e, e.Lots);
                Accept(e);
                break;
            case Movement.Expired:
                foreach (var lot in e.Lots)
                    Unused(e, lot.Issuer, -lot.Amount, Price(lot.Issuer, e.Unit, lot.Earned));
                break;
            case Movement.TakenBack:
                TakeBack(e);
                break;
            case Movement.Transferred:
                Use(e, e.Lots);
                break;
        }
    }

    /// <summary>What a partner issues it owes for, ahead; taken back, it is owed again.</summary>
    private void Issue(UnitsMoved e, long units)
    {
        if (e.Issuer is not { } issuer)
            return;
        var isAhead = Find(issuer, e.At)?.Pays != Pays.WhenUsed;
        Owe(e, MoneyPurpose.Issued, issuer, units, isAhead ? PriceOf(e) : 0);
    }

    /// <summary>Units that repay what is owed are used at once.</summary>
    private void Repaid(UnitsMoved e)
    {
        if (e is { Issuer: { } issuer, Owed: < 0 } && Find(issuer, e.At)?.Pays == Pays.WhenUsed)
            Owe(e, MoneyPurpose.Used, issuer, -e.Owed, PriceOf(e));
    }

    /// <summary>Whoever pays when units are used owes for what left its lots, and is owed for what came back to them.</summary>
    private void Use(UnitsMoved e, IEnumerable<LotChange> lots)
    {
        foreach (var lot in lots)
        {
            if (lot.Issuer is { } issuer && Find(issuer, lot.Earned)?.Pays == Pays.WhenUsed)
                Owe(e, MoneyPurpose.Used, issuer, -lot.Amount, Price(issuer, e.Unit, lot.Earned));
        }
    }

    /// <summary>
    /// A return takes back what was issued. Of a partner that pays when units are used, what was used has been paid for, and is owed
    /// to it again; units of others that are taken in their place are used now.
    /// </summary>
    private void TakeBack(UnitsMoved e)
    {
        var back = Sum(e, Account.Issued);
        if (back == 0)
        {
            Use(e, e.Lots);
            return;
        }
        var own = e.Lots.Where(l => l.Purchase == e.Purchase).ToArray();
        var expired = -Sum(e, Account.Expired);
        Issue(e, -back);
        if (e.Issuer is { } issuer && Find(issuer, Bought(e))?.Pays == Pays.WhenUsed)
            Owe(e, MoneyPurpose.Used, issuer, -(back + own.Sum(l => l.Amount) - expired), PriceOf(e));
        if (expired != 0)
            Unused(e, e.Issuer, -expired, PriceOf(e));
        Use(e, e.Lots.Except(own));
    }

    /// <summary>The partner where a reward is handed over is owed for the units; given back, it owes them again.</summary>
    private void Accept(UnitsMoved e)
    {
        if (e.Redemption is not { } id || Asked(id) is not { } asked || rules.Definition.Reward(asked.Reward)?.AtOnce == true)
            return;
        Accept(e.At, asked.Reward, asked.Location, asked.At, e.Unit, -e.Amount, id, (asked.Left, asked.Left - e.Amount));
    }

    /// <summary>A reward that was issued earlier is accepted where it is used.</summary>
    private void AcceptIssued(FulfilmentChanged e, int sign)
    {
        var location = command switch
        {
            RecordPurchase c => c.Purchase.Location,
            ReserveReward c => c.Location,
            ReturnLines c => seen.Purchase(c.Of)?.Recorded.Location,
            _ => null,
        };
        if (rules.Definition.Reward(e.Reward) is { AtOnce: true, Costs: { Unit: { } unit } cost })
            Accept(e.At, e.Reward, location, e.At, unit, sign * cost.Amount, e.Redemption, sign > 0 ? (0, cost.Amount) : (cost.Amount, 0));
    }

    /// <summary>A reward that is a donation goes to its cause when it is captured, and comes back when it is cancelled.</summary>
    private void Donate(DateTimeOffset at, RedemptionId id, long units, int sign)
    {
        if (Asked(id) is not { } asked || program.At(asked.At)!.Definition.Reward(asked.Reward) is not { } reward)
            return;
        if (Causes.Donated(rules, at, reward, asked.Member, id, asked.Quantity, units, sign) is { } donated)
            book.Add(donated);
    }

    private void Accept(
        DateTimeOffset at, string reward, string? location, DateTimeOffset asked, string unit, long units, RedemptionId id, (long Before, long After) used)
    {
        if (program.At(asked)!.Definition.PartnerAt(location) is not { } partner)
            return;
        var price = partner.PriceOfAccepting(unit);
        book.Add(new MoneyMoved
        {
            At = at,
            Purpose = MoneyPurpose.Accepted,
            Partner = partner.Id,
            Unit = unit,
            Units = units,
            Rule = reward,
            Redemption = id,
            Entries = book.Pair(MoneyAccount.Partner(partner.Id), MoneyAccount.Pool, (Int128)units * price),
        });
        new Funding(rules, book).Reward(at, reward, id, used, price);
    }

    /// <summary>What was paid, or would have been, for units that expire goes to whoever keeps it; a negative number comes back.</summary>
    private void Unused(UnitsMoved e, string? issuer, long units, long price)
    {
        if (issuer is null || price == 0 || units == 0)
            return;
        var holder = Find(issuer, e.At)?.Pays == Pays.WhenUsed ? MoneyAccount.Partner(issuer) : MoneyAccount.Pool;
        var value = (Int128)units * price;
        var keepers = Terms.Breakage ?? new Shares([new Share(holder == MoneyAccount.Pool ? Shares.Us : ClearingTerms.Issuer, null, null)]);
        var parts = keepers.SplitAtMost(book.Fits(value), Terms.Shares);
        for (var i = 0; i < parts.Count; i++)
        {
            var keeper = keepers.Parts[i].Payer == ClearingTerms.Issuer ? issuer : keepers.Parts[i].Payer;
            book.Add(new MoneyMoved
            {
                At = e.At,
                Purpose = MoneyPurpose.Unused,
                Partner = issuer,
                Unit = e.Unit,
                Units = i == 0 ? units : 0,
                Entries = book.Pair(MoneyAccount.Of(keeper), holder, parts[i]),
            });
        }
    }

    /// <summary>A partner owes the pool for units; a negative number is owed to it.</summary>
    private void Owe(UnitsMoved e, MoneyPurpose purpose, string partner, long units, long price)
    {
        if (units == 0)
            return;
        book.Add(new MoneyMoved
        {
            At = e.At,
            Purpose = purpose,
            Partner = partner,
            Unit = e.Unit,
            Units = units,
            Purchase = e.Purchase,
            Return = e.Return,
            Redemption = e.Redemption,
            Entries = book.Pair(MoneyAccount.Pool, MoneyAccount.Partner(partner), (Int128)units * price),
        });
    }

    private static long Sum(UnitsMoved e, Account account) => e.Entries.Where(x => x.Account == account).Sum(x => x.Amount);

    /// <summary>When what is taken back was bought.</summary>
    private DateTimeOffset Bought(UnitsMoved e) => e is { Return: not null, Purchase: { } of } && seen.Purchase(of) is { } row ? row.Recorded.At : e.At;

    /// <summary>What the issuer of a posting pays for one unit: by the version that judged the purchase.</summary>
    private long PriceOf(UnitsMoved e)
    {
        var version = e is { Return: not null, Purchase: { } of } && seen.Purchase(of) is { } row ? row.Recorded.Version : e.Version;
        return program.Version(version).Definition.Partner(e.Issuer ?? "")?.PriceOfIssuing(e.Unit) ?? 0;
    }

    private long Price(string? issuer, string unit, DateTimeOffset at) => issuer is null ? 0 : Find(issuer, at)?.PriceOfIssuing(unit) ?? 0;

    /// <summary>A partner as it was then; as it is now where it was none yet.</summary>
    private Partner? Find(string id, DateTimeOffset at) => program.At(at)?.Definition.Partner(id) ?? rules.Definition.Partner(id);

    /// <summary>A redemption: reserved by this command, or known from before.</summary>
    private (string Reward, string? Location, DateTimeOffset At, long Left, MemberId Member, decimal Quantity)? Asked(RedemptionId id)
    {
        if (events.OfType<RedemptionReserved>().FirstOrDefault(r => r.Redemption == id) is { } now)
            return (now.Reward, now.Location, now.At, 0, now.Member, now.Quantity);
        return seen.Redemption(id) is { } known ? (known.Reward, known.Location, known.At, known.Left, known.Member, known.Quantity) : null;
    }
}
