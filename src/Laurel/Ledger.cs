using Laurel.Coalition;
using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel;

/// <summary>
/// Books for one member while a command is decided: every booking is an event, and the member is what the events so far make of
/// her. Lots are used by expiry ascending, then earn order; what is held is left alone.
/// </summary>
internal sealed class Ledger(Rules rules, Member member, List<Event>? shared = null)
{
    private readonly List<Event> events = shared ?? [];
    private Dictionary<MemberId, Ledger>? beside;
    private readonly List<(Event Happened, Member Before, Member After)> folded = [];

    public Member Member { get; private set; } = member;

    public Rules Rules => rules;

    public IReadOnlyList<Event> Events => events;

    /// <summary>An account that begins with an event.</summary>
    public static Ledger Begin(Rules rules, MemberEnrolled enrolled)
    {
        var ledger = new Ledger(rules, MemberFold.Apply(null, enrolled)!);
        ledger.events.Add(enrolled);
        return ledger;
    }

    public void Happen(Event happened)
    {
        var before = Member;
        Member = MemberFold.Apply(before, happened)!;
        events.Add(happened);
        folded.Add((happened, before, Member));
    }

    /// <summary>What an event made of this very member, where it is known already: the fold is pure, and need not be made twice.</summary>
    public Member? After(Document? before, Event happened)
    {
        foreach (var step in folded)
        {
            if (ReferenceEquals(step.Happened, happened) && ReferenceEquals(step.Before, before))
                return step.After;
        }
        return null;
    }

    /// <summary>The accounts of the rest of her household, where it spends together.</summary>
    public IReadOnlyList<Ledger> Household { get; set; } = [];

    /// <summary>The accounts of her whole household, with her own, where it stands together in the tiers; empty where she is seen alone.</summary>
    public IReadOnlyList<Ledger> StandsWith { get; set; } = [];

    /// <summary>An account that this command touches already.</summary>
    public Ledger? Known(MemberId other) => beside?.GetValueOrDefault(other);

    /// <summary>Another account that the same command books by itself.</summary>
    public void Know(Ledger other) => (beside ??= []).TryAdd(other.Member.Id, other);

    /// <summary>Another account that the same command touches; what happens there is among these events.</summary>
    public Ledger Beside(Member other, DateTimeOffset at)
    {
        if ((beside ??= []).TryGetValue(other.Id, out var known))
            return known;
        var ledger = beside[other.Id] = new Ledger(rules, other, events);
        Due.Book(ledger, at);
        return ledger;
    }

    /// <summary>An account that begins with an event of the same command.</summary>
    public Ledger BeginBeside(MemberEnrolled enrolled)
    {
        events.Add(enrolled);
        return (beside ??= [])[enrolled.Member] = new Ledger(rules, MemberFold.Apply(null, enrolled)!, events);
    }

    /// <summary>What another ledger of the same command made happen.</summary>
    public void See(Event happened) => Member = MemberFold.Apply(Member, happened)!;

    /// <summary>What limits depend on, where it is the member's alone and no purchase.</summary>
    public Occasion Occasion(DateTimeOffset at, string? location = null) =>
        new(at, rules.Calendar.Day(at), location, Member.Id.Value, Member.Household?.Value);

    /// <summary>Units that can be used at an instant: active, unexpired, not held, less what is owed.</summary>
    public long Available(string unit, DateTimeOffset at, Spending? where = null)
    {
        Int128 elsewhere = 0;
        foreach (var lot in where is null ? [] : Member.Lots)
            elsewhere += lot.Unit == unit && !lot.IsExpired(at) && !lot.IsPending(at) && !where!.May(lot) ? lot.Left - Member.Held(lot, at) : 0;
        return (long)(Member.Balance(unit, at).Available - elsewhere);
    }

    /// <summary>Opens a lot of newly earned units; what is owed is repaid from it first.</summary>
    public void Earn(UnitRule unit, DateTimeOffset at, string lot, Posted posted)
    {
        long amount = 0;
        for (var i = 0; i < posted.Parts.Count; i++)
            amount = checked(amount + posted.Parts[i].Amount);
        var repaid = Math.Min(Member.Account(unit.Id).Owed, amount);
        var opened = new LotChange
        {
            Lot = lot,
            Amount = amount - repaid,
            Earned = at,
            Active = posted.IsPending && (posted.Waits ?? unit.Pending) is { } pending ? rules.Calendar.After(pending, at) : at,
            Expires = Expires(unit, at),
            Purchase = posted.Purchase,
            Owner = posted.As,
            Issuer = posted.Issuer,
        };
        Move(unit.Id, at, amount, [new(Account.Members, amount), new(posted.From, -amount)], posted, opened.Amount == 0 ? [] : [opened], -repaid);
    }

    /// <summary>What of an amount to be earned will repay arrears; null is nothing.</summary>
    public long? Repaid(string unit, long amount) => Math.Min(Member.Account(unit).Owed, amount) is > 0 and var repaid ? repaid : null;

    /// <summary>Takes units from lots in order of use; the caller has seen that they are there.</summary>
    public IReadOnlyList<LotChange> Take(string unit, DateTimeOffset at, long amount, bool alsoPending = false, Spending? where = null)
    {
        var taken = new List<LotChange>();
        foreach (var lot in where?.InOrder(Member.Lots) ?? Member.Lots)
        {
            if (amount == 0)
                break;
            if (lot.Unit != unit || lot.IsExpired(at) || (!alsoPending && lot.IsPending(at)) || where?.May(lot) == false)
                continue;
            var part = Math.Min(amount, lot.Left - Member.Held(lot, at));
            if (part <= 0)
                continue;
            taken.Add(LotChange.Of(lot, -part));
            amount -= part;
        }
        return taken;
    }

    /// <summary>Books what expired at one instant, one posting per unit; what is held stays.</summary>
    public void Expire(DateTimeOffset at) => Expire(at, l => l.IsExpired(at));

    /// <summary>The same of lots that end for another reason.</summary>
    public void Expire(DateTimeOffset at, Func<Lot, bool> isGone)
    {
        foreach (var gone in Member.Lots.Where(isGone).GroupBy(l => l.Unit).ToArray())
        {
            LotChange[] lots =
            [
                .. gone.Select(l => LotChange.Of(l, -(l.Left - Member.Held(l, at)))).Where(l => l.Amount != 0),
            ];
            var amount = -lots.Sum(l => l.Amount);
            if (amount == 0)
                continue;
            Move(gone.Key, at, -amount, Account.Expired, new Posted
            {
                Movement = Movement.Expired,
                Lots = lots,
                Parts = [new Part { Rule = "expired", Amount = -amount }],
            });
        }
    }

    /// <summary>
    /// Units that live since the last visit end by the last visit there is now. Goods that came back may have made a visit none; even
    /// then nothing ends before the day does.
    /// </summary>
    public void MoveEnds(DateTimeOffset at, ReturnId? by = null)
    {
        if (Member.LastVisit is not { } last)
            return;
        var today = rules.Calendar.End(rules.Calendar.Day(at));
        foreach (var unit in rules.SinceLastVisit)
        {
            var end = unit.Expiry.Of(last, rules.Calendar)!.Value;
            end = end > today ? end : today;
            if (Member.Lots.Any(l => l.Unit == unit.Id && l.Expires != end))
                Happen(new LotsExtended { At = at, Member = Member.Id, Unit = unit.Id, Expires = end, Return = by });
        }
    }

    /// <summary>At the end of a period only so much is carried over; the rest expires, what would end first before the others.</summary>
    public void CarryOver(UnitRule unit, DateTimeOffset at)
    {
        var lots = Take(unit.Id, at, Excess(unit, at), alsoPending: true);
        var amount = -lots.Sum(l => l.Amount);
        Move(unit.Id, at, -amount, Account.Expired, new Posted
        {
            Movement = Movement.Expired,
            Lots = lots,
            Parts = [new Part { Rule = "not-carried-over", Amount = -amount }],
        });
    }

    /// <summary>What a member has at the end of a period beyond what may be carried over, without what reservations hold.</summary>
    public long Excess(UnitRule unit, DateTimeOffset at)
    {
        Int128 free = 0;
        foreach (var lot in Member.Lots)
            free += lot.Unit == unit.Id && lot.Earned < at && !lot.IsExpired(at) ? lot.Left - Member.Held(lot, at) : 0;
        return unit.CarryOver is { } carry ? (long)Int128.Max(0, free - carry.AtMost) : 0;
    }

    /// <summary>One posting between what the member holds and another account: so much more of it is hers, or less.</summary>
    public void Move(string unit, DateTimeOffset at, long amount, Account other, Posted posted) =>
        Move(unit, at, amount, [new(Account.Members, amount), new(other, -amount)], posted);

    /// <summary>One posting over several accounts. Entries sum to zero, parts sum to the amount.</summary>
    public void Move(string unit, DateTimeOffset at, long amount, IReadOnlyList<Entry> entries, Posted posted) =>
        Move(unit, at, amount, entries, posted, posted.Lots, posted.Owed);

    private void Move(
        string unit, DateTimeOffset at, long amount, IReadOnlyList<Entry> entries, Posted posted, IReadOnlyList<LotChange> lots, long owed)
    {
        var account = Member.Account(unit);
        Happen(new UnitsMoved
        {
            At = at,
            Member = Member.Id,
            Unit = unit,
            Movement = posted.Movement,
            Amount = amount,
            Before = account.Booked,
            After = account.Booked + amount,
            Number = account.Number + 1,
            Entries = entries,
            Lots = lots,
            Owed = owed,
            Parts = posted.Parts,
            Uses = posted.Uses,
            Counted = posted.Counted,
            Purchase = posted.Purchase,
            Return = posted.Return,
            Redemption = posted.Redemption,
            Cause = posted.Cause,
            As = posted.As,
            Other = posted.Other,
            Issuer = posted.Issuer,
            Activity = posted.Activity,
            Version = posted.Version ?? rules.Version,
            Day = posted.Day ?? rules.Calendar.Day(at),
        });
    }

    /// <summary>Whether units can be added without leaving 64 bits.</summary>
    public bool Fits(string unit, long amount)
    {
        var account = Member.Account(unit);
        return (Int128)account.Booked + amount is var after && after <= long.MaxValue && after >= long.MinValue
            && (Int128)account.Counted + amount <= long.MaxValue;
    }

    /// <summary>A lot as what comes back to it finds it: one whose date has passed lives on for a while, under a name of its own.</summary>
    public LotChange Reopened(LotChange lot, UnitRule unit, DateTimeOffset at)
    {
        if (!(lot.Expires <= at))
            return lot;
        var last = unit.Regained.After(rules.Calendar.Day(at));
        return lot with { Lot = $"{lot.Lot}+{last:O}", Expires = rules.Calendar.End(last) };
    }

    /// <summary>The first instant at which units are gone that she earns at another.</summary>
    public DateTimeOffset? Expires(UnitRule unit, DateTimeOffset at)
    {
        var expiry = unit.Expiry.ByLevel.Count == 0 ? unit.Expiry : unit.Expiry.For(Climbing.TierAt(rules, Member, at), rules.Levels);
        return expiry.SinceLastVisit ? expiry.Of(LastVisit(rules.Calendar.Day(at)), rules.Calendar) : expiry.Of(at, rules.Calendar);
    }

    private DateOnly LastVisit(DateOnly day) => Member.LastVisit is { } last && last > day ? last : day;
}

/// <summary>What a posting says about itself.</summary>
internal sealed record Posted
{
    public required Movement Movement { get; init; }
    public required IReadOnlyList<Part> Parts { get; init; }

    /// <summary>The account it comes from, where it gives.</summary>
    public Account From { get; init; } = Account.Issued;

    /// <summary>Waits for the unit's pending period.</summary>
    public bool IsPending { get; init; }

    /// <summary>Instead of the unit's pending period.</summary>
    public Period? Waits { get; init; }
    public IReadOnlyList<LotChange> Lots { get; init; } = [];
    public long Owed { get; init; }
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public long Counted { get; init; }
    public PurchaseId? Purchase { get; init; }
    public ReturnId? Return { get; init; }
    public RedemptionId? Redemption { get; init; }
    public PurchaseId? Cause { get; init; }
    public MemberId? As { get; init; }
    public MemberId? Other { get; init; }

    /// <summary>The partner that issues what is given.</summary>
    public string? Issuer { get; init; }

    /// <summary>The version that judged; null is the one in force.</summary>
    public int? Version { get; init; }
    public ActivityId? Activity { get; init; }

    /// <summary>The day whose tier progress it counts for; null is the day it happens.</summary>
    public DateOnly? Day { get; init; }
}
