using Laurel.Deciding;

namespace Laurel.Memberships;

/// <summary>Memberships that are paid for: bought, renewed, changed, cancelled, voided, and what a failed payment does.</summary>
internal sealed class Subscribing
{
    private readonly Ledger ledger;
    private readonly Terms terms;
    private readonly DateTimeOffset at;

    public Subscribing(Ledger ledger, MembershipPlan plan, DateTimeOffset at) =>
        (this.ledger, terms, this.at) = (ledger, new Terms(plan, ledger.Rules.Calendar), at);

    private DateOnly Today => ledger.Rules.Calendar.Day(at);

    private MembershipPlan Plan => terms.Plan;

    private HeldMembership? Open => ledger.Member.OpenMembership(Plan.Id, at);

    /// <summary>The open one, or one without grace that lapses at this very instant: what is paid when it is due is paid in time.</summary>
    private HeldMembership? Payable => Open
        ?? (ledger.Member.Memberships.LastOrDefault(m => m.Plan == Plan.Id && m.State == MembershipState.Lapsed && m.To == at && m.Ended == at) is { } due
            ? due with { Ended = null, State = MembershipState.Running }
            : null);

    public static Decision Decide(Rules rules, MembershipCommand command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        if (rules.Definition.Membership(command.Plan) is not { } plan)
            return Refusal.UnknownMembership(command.Plan);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        var subscribing = new Subscribing(ledger, plan, command.At);
        return subscribing.Do(command) is { } refusal ? refusal : Decision.Accept(ledger.Events);
    }

    /// <summary>Memberships whose time is over and that nobody has paid for.</summary>
    public static void Lapse(Ledger ledger, DateTimeOffset until)
    {
        foreach (var held in ledger.Member.Memberships.Where(m => m.Ended is null && m.Lapses <= until).ToArray())
        {
            var isEnding = held.State == MembershipState.Ending;
            ledger.Happen(new MembershipChanged
            {
                At = held.Lapses!.Value,
                Member = ledger.Member.Id,
                Change = isEnding ? MembershipChange.Cancelled : MembershipChange.Lapsed,
                After = held with { Ended = held.Lapses, State = isEnding ? MembershipState.Cancelled : MembershipState.Lapsed },
            });
        }
    }

    /// <summary>The program is over: what is paid for beyond its last day is paid back day by day.</summary>
    public static void Stop(Ledger ledger, DateTimeOffset at)
    {
        foreach (var held in ledger.Member.Memberships.Where(m => m.Ended is null && !(m.Lapses <= at)).ToArray())
        {
            if (ledger.Rules.Definition.Membership(held.Plan) is not { } plan)
                continue;
            var subscribing = new Subscribing(ledger, plan, at);
            subscribing.End(held, MembershipChange.Cancelled, MembershipState.Cancelled, dayIsUsed: false, subscribing.ByDays);
        }
    }

    /// <summary>Begins or renews what a basket has bought.</summary>
    public void Sell(long fee, PurchaseId purchase)
    {
        if (Payable is { To: not null } held)
            Renew(held, fee, null, purchase);
        else if (Open is null)
            Begin(at, fee, null, purchase);
    }

    /// <summary>Takes a period back that a basket bought, because its article came back.</summary>
    public void TakeBack(HeldMembership held, FeePeriod period)
    {
        var back = period with { To = period.From, Refunded = period.Fee };
        var periods = held.Periods.Select(p => p == period ? back : p).ToArray();
        var isLast = period == held.Periods[^1];
        var to = isLast ? terms.Instant(held.Anchor, period.From) : held.To;
        var isOver = isLast && (period == held.Periods[0] || to <= at);
        var after = held with { Periods = periods, To = to, Lapses = isLast ? terms.Lapses(to) : held.Lapses };
        Happen(MembershipChange.Voided, period.Kept, isOver ? Over(after, MembershipState.Voided) : after);
    }

    private Refusal? Do(MembershipCommand command) => command switch
    {
        BuyMembership buy => Buy(buy),
        RenewMembership renew => Renew(renew),
        ChangeMembership change => Change(change),
        CancelMembership cancel => Cancel(cancel),
        VoidMembership undo => Void(undo),
        FailMembershipFee fail => Fail(fail),
        RefundMembershipFee refund => Refund(refund),
        _ => throw new InvalidOperationException($"No decision is written for {command.GetType().Name}."),
    };

    private Refusal? Buy(BuyMembership buy)
    {
        if (buy.Fee < 0)
            return Refusal.AmountNotPositive(buy.Fee.Value);
        if (buy.Starts < at)
            return Refusal.StartsInThePast(buy.Starts.Value);
        if (Open is { } held)
            return Held(held);
        Begin(buy.Starts ?? at, buy.Fee, buy.Payment, null);
        return null;
    }

    private Refusal? Renew(RenewMembership renew)
    {
        if (renew.Fee < 0)
            return Refusal.AmountNotPositive(renew.Fee.Value);
        if (Payable is { } held)
        {
            if (held.To is null)
                return Refusal.MembershipForLife(Plan.Id);
            Renew(held, renew.Fee, renew.Payment, null);
            return null;
        }
        if (ledger.Member.Memberships.All(m => m.Plan != Plan.Id))
            return Refusal.MembershipNotHeld(Plan.Id);
        Begin(at, renew.Fee, renew.Payment, null);
        return null;
    }

    private Refusal? Change(ChangeMembership change)
    {
        if (Open is not { } held)
            return Refusal.MembershipNotHeld(Plan.Id);
        if (ledger.Rules.Definition.Membership(change.To) is not { } next)
            return Refusal.UnknownMembership(change.To);
        if (ledger.Member.OpenMembership(next.Id, at) is { } other)
            return Held(other);
        var starts = at;
        if (Plan.Change == Changing.AtPeriodEnd && held.To is { } over && over > at)
        {
            Happen(MembershipChange.Ending, 0, held with { State = MembershipState.Ending, Lapses = over });
            starts = over;
        }
        else
        {
            End(held, MembershipChange.Left, MembershipState.Changed, Plan.ChangeDayIsUsed, Plan.Change == Changing.CreditDays ? ByDays : Nothing);
        }
        new Subscribing(ledger, next, at).Begin(starts, next.Fee, change.Payment, null);
        return null;
    }

    private Refusal? Cancel(CancelMembership cancel)
    {
        if (Open is not { } held || held.State == MembershipState.Ending)
            return Refusal.MembershipNotHeld(Plan.Id);
        var how = terms.Cancelling(held, Today);
        if (how == Cancelling.AtPeriodEnd && held.To > at)
        {
            var (used, unused) = Fees.Days(held, Today, Plan.CancelDayIsUsed);
            var after = held with { State = MembershipState.Ending, Lapses = held.To };
            Happen(MembershipChange.Ending, 0, after, cancel.Reason, used, unused);
            return null;
        }
        End(held, MembershipChange.Cancelled, MembershipState.Cancelled, Plan.CancelDayIsUsed, how switch
        {
            Cancelling.RefundDays => ByDays,
            Cancelling.RefundMonths => (p, used) => Fees.ByMonths(p, used, Plan.Rounding),
            Cancelling.RefundAll => (p, _) => p.Kept,
            _ => Nothing,
        }, cancel.Reason);
        return null;
    }

    private Refusal? Void(VoidMembership undo)
    {
        if (Open is not { } held)
            return Refusal.MembershipNotHeld(Plan.Id);
        End(held, MembershipChange.Voided, MembershipState.Voided, Plan.CancelDayIsUsed, (p, _) => p.Kept, undo.Reason);
        return null;
    }

    private Refusal? Fail(FailMembershipFee fail)
    {
        if (Payable is not { } held)
            return Refusal.MembershipNotHeld(Plan.Id);
        var isDue = held.To <= at;
        FeePeriod[] periods = isDue ? [.. held.Periods] : [.. held.Periods.SkipLast(1), held.Periods[^1] with { IsUnpaid = true }];
        var after = held with
        {
            Periods = periods,
            State = MembershipState.Overdue,
            Lapses = isDue ? held.Lapses : terms.Lapses(at),
            TriesAgain = terms.TriesAgain(isDue ? held.To!.Value : at, at),
        };
        Happen(MembershipChange.PaymentFailed, 0, after.Lapses <= at ? Over(after, MembershipState.Lapsed) : after, fail.Reason);
        return null;
    }

    private Refusal? Refund(RefundMembershipFee refund)
    {
        if (ledger.Member.Memberships.LastOrDefault(m => m.Plan == Plan.Id) is not { } held)
            return Refusal.MembershipNotHeld(Plan.Id);
        if (refund.Amount <= 0)
            return Refusal.AmountNotPositive(refund.Amount);
        if (refund.Amount > held.Paid)
            return Refusal.RefundExceedsFee(Plan.Id, held.Paid);
        var left = refund.Amount;
        var periods = held.Periods.ToArray();
        for (var i = periods.Length - 1; i >= 0 && left > 0; i--)
        {
            var part = Math.Min(left, periods[i].Kept);
            periods[i] = periods[i] with { Refunded = periods[i].Refunded + part };
            left -= part;
        }
        Happen(MembershipChange.Refunded, refund.Amount, held with { Periods = periods }, refund.Reason);
        return null;
    }

    private Refusal Held(HeldMembership held) =>
        held.To is { } end ? Refusal.MembershipHeld(held.Plan, ledger.Rules.Calendar.Day(end)) : Refusal.MembershipForLife(held.Plan);

    /// <summary>Of memberships that left with someone the numbers may be missing, and later ones be there.</summary>
    private string Free(int number)
    {
        while (ledger.Member.Memberships.Any(m => m.Id == $"{Plan.Id}/{number}"))
            number++;
        return $"{Plan.Id}/{number}";
    }

    private void Begin(DateTimeOffset starts, long? fee, string? payment, PurchaseId? purchase)
    {
        var number = ledger.Member.Memberships.Count(m => m.Plan == Plan.Id) + 1;
        var isTrial = Plan.Trial is not null && purchase is null && number == 1;
        var from = ledger.Rules.Calendar.Day(starts);
        var to = isTrial ? Plan.Trial!.Value.After(from) : Fees.EndOf(Plan, from, from);
        var paid = isTrial ? 0 : fee ?? Plan.Fee;
        var end = to is { } day ? terms.Instant(starts, day) : (DateTimeOffset?)null;
        Happen(isTrial ? MembershipChange.TrialBegun : MembershipChange.Bought, 0, new HeldMembership
        {
            Id = Free(number),
            Plan = Plan.Id,
            Anchor = isTrial ? end!.Value : starts,
            From = starts,
            To = end,
            Lapses = terms.Lapses(end),
            Periods = [new FeePeriod(from, to, paid) { IsTrial = isTrial, Payment = payment, Purchase = purchase }],
        }, fee: paid, payment: payment);
    }

    private void Renew(HeldMembership held, long? fee, string? payment, PurchaseId? purchase)
    {
        var paid = fee ?? Plan.Fee;
        var (anchor, periods) = (held.Anchor, held.Periods.ToList());
        if (periods[^1].IsUnpaid)
            periods[^1] = periods[^1] with { IsUnpaid = false, Fee = paid, Refunded = 0, Payment = payment };
        else if (Plan.Renews == RenewalFrom.TheDay)
            (anchor, periods) = (at, [.. Fees.Cut(held, Today, false, Nothing), Next(at, Today)]);
        else
            periods.Add(Next(anchor, ledger.Rules.Calendar.Day(held.To!.Value)));
        var end = terms.Instant(anchor, periods[^1].To!.Value);
        Happen(MembershipChange.Renewed, 0, held with
        {
            Anchor = anchor,
            To = end,
            Lapses = terms.Lapses(end),
            TriesAgain = null,
            State = MembershipState.Running,
            Periods = periods,
        }, fee: paid, payment: payment);

        FeePeriod Next(DateTimeOffset anchored, DateOnly from) =>
            new(from, Fees.EndOf(Plan, ledger.Rules.Calendar.Day(anchored), from), paid) { Payment = payment, Purchase = purchase };
    }

    private void End(
        HeldMembership held, MembershipChange change, MembershipState state, bool dayIsUsed, Func<FeePeriod, int, long> refund, string? reason = null)
    {
        var (used, unused) = Fees.Days(held, Today, dayIsUsed);
        var periods = Fees.Cut(held, Today, dayIsUsed, refund);
        var back = periods.Sum(p => p.Refunded) - held.Periods.Sum(p => p.Refunded);
        Happen(change, back, Over(held with { Periods = periods }, state), reason, used, unused);
    }

    /// <summary>Over now, or never begun.</summary>
    private HeldMembership Over(HeldMembership held, MembershipState state) => held with { Ended = at < held.From ? held.From : at, State = state };

    private long ByDays(FeePeriod period, int used) => Fees.ByDays(period, used, Plan.Rounding);

    private static long Nothing(FeePeriod period, int used) => 0;

    private void Happen(
        MembershipChange change, long refund, HeldMembership after, string? reason = null, int used = 0, int unused = 0, long fee = 0,
        string? payment = null) => ledger.Happen(new MembershipChanged
        {
            At = at,
            Member = ledger.Member.Id,
            Change = change,
            Fee = fee,
            Refund = refund,
            UsedDays = used,
            UnusedDays = unused,
            Reason = reason,
            Payment = payment,
            After = after,
        });
}
