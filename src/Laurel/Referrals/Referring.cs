using Laurel.Deciding;
using Laurel.Earning;
using Laurel.Merges;

namespace Laurel.Referrals;

/// <summary>
/// Invited friends: both sides get their bonus when the friend joins or first buys, and give it back when nothing real is left of that
/// purchase. What is given is kept with the friend; the inviter has a ledger of her own.
/// </summary>
internal sealed class Referring
{
    private const int LongestLine = 64;
    private readonly Rules rules;
    private readonly Ledger friend;
    private readonly List<Ledger> alone = [];
    private readonly Seen seen;
    private readonly DateTimeOffset at;

    private Referring(Rules rules, Ledger friend, Seen seen, DateTimeOffset at)
    {
        (this.rules, this.friend, this.seen, this.at) = (rules, friend, seen, at);
        if (friend.Member.Inviter is { } id)
            Account(id);
    }

    /// <summary>What happened to inviters, where nobody else of this command books for them.</summary>
    private IReadOnlyList<Event> Others => alone is [var one] ? one.Events : [.. alone.SelectMany(l => l.Events)];

    private Ledger? Inviter => friend.Member.Inviter is { } id ? Account(id) : null;

    public static Decision Decide(Rules rules, SetInviter command, Seen seen)
    {
        if (seen.Member(command.Member) is not { } member)
            return Refusal.UnknownMember(command.Member.Value);
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, command.At);
        if (Invite(ledger, command.Inviter, command.At, seen) is { } refused)
            return refused;
        var others = Joined(rules, ledger, seen, command.At);
        return Decision.Accept([.. ledger.Events, .. others]);
    }

    /// <summary>Sets the inviter, or says why not.</summary>
    public static Refusal? Invite(Ledger friend, MemberId inviter, DateTimeOffset at, Seen seen)
    {
        var member = friend.Member;
        if (inviter == member.Id)
            return Refusal.RefersSelf(inviter.Value);
        if (seen.Member(inviter) is not { } known)
            return Refusal.UnknownInviter(inviter.Value);
        if (member.Inviter is { } already)
            return Refusal.InviterSet(already.Value);
        var line = known.InvitedBy.Prepend(inviter).Take(LongestLine).ToArray();
        if (line.Contains(member.Id) || line.Any(a => seen.Member(a)?.InvitedBy.Contains(member.Id) == true))
            return Refusal.ReferralRing(inviter.Value);
        if (member.Purchases > 0)
            return Refusal.AlreadyCustomer(member.Id.Value);
        friend.Happen(new FriendInvited { At = at, Friend = member.Id, Inviter = inviter, Line = line });
        return null;
    }

    /// <summary>Who must be seen to know whether an invitation closes a ring.</summary>
    public static IEnumerable<Key> Line(MemberId inviter, Seen seen) => seen.Member(inviter) is { } known
        ? known.InvitedBy.SelectMany(a => (seen.Member(a)?.InvitedBy ?? []).Prepend(a)).Select(Key.Member).Prepend(Key.Member(inviter))
        : [Key.Member(inviter)];

    /// <summary>Whether a purchase of a friend may still bring a bonus.</summary>
    public static bool IsOpen(Rules rules, Member friend) => friend.Inviter is not null
        && rules.Definition.Referral is { } referral && referral.Rules.Any(r => !r.OnJoining && !IsSettled(referral, r, friend));

    /// <summary>The bonuses of joining; the events of the inviter.</summary>
    public static IReadOnlyList<Event> Joined(Rules rules, Ledger friend, Seen seen, DateTimeOffset at)
    {
        if (friend.Member.Inviter is null || rules.Definition.Referral is not { } referral || !rules.Definition.IsRunning(rules.Calendar.Day(at)))
            return [];
        var referring = new Referring(rules, friend, seen, at);
        referring.Give(referral, [.. referral.Rules.Where(r => r.OnJoining && !IsSettled(referral, r, friend.Member))], null);
        return referring.Others;
    }

    /// <summary>The bonuses of a friend's purchase; the events of the inviter.</summary>
    public static IReadOnlyList<Event> Bought(Rules rules, Ledger friend, Seen seen, Basket basket)
    {
        if (!IsOpen(rules, friend.Member) || !IsReal(basket) || !rules.Definition.IsRunning(basket.Day))
            return [];
        var referral = rules.Definition.Referral!;
        var referring = new Referring(rules, friend, seen, basket.Purchase.At);
        if (ReferenceEquals(referring.Inviter, friend))
            return [];
        var due = referral.Rules.Where(r => !r.OnJoining && !IsSettled(referral, r, friend.Member) && Holds(r, basket)
            && !(r.OnlyFirst && (basket.Earlier > 0 || friend.Member.Referrals.Any(g => g.Rule == r.Id))));
        referring.Give(referral, [.. due], basket.Purchase.Id);
        return referring.Others;
    }

    /// <summary>Takes back what a purchase brought of which too little is left; the events of the inviter.</summary>
    public static IReadOnlyList<Event> Returned(Rules rules, Ledger friend, Seen seen, Basket rest, ReturnLines command)
    {
        var given = friend.Member.Referrals.Where(g => g.Purchase == command.Of && !g.IsRevoked).ToArray();
        if (given.Length == 0)
            return [];
        var referring = new Referring(rules, friend, seen, command.At);
        foreach (var bonus in given)
        {
            var rule = rules.Definition.Referral?.Rules.FirstOrDefault(r => r.Id == bonus.Rule);
            if (rule is not { IsKept: true } && !(IsReal(rest) && (rule is null || Holds(rule, rest))))
                referring.Revoke(bonus, command.Return);
        }
        return referring.Others;
    }

    /// <summary>Something of it counts as spend: a gift card alone, or goods for nothing, is no purchase.</summary>
    private static bool IsReal(Basket basket) => basket.Total > 0 && basket.Base > 0;

    /// <summary>Where only the best of a side is given, one bonus settles all that fall due with it.</summary>
    private static bool IsSettled(Referral referral, ReferralRule rule, Member friend) => friend.Referrals.Any(g => !g.IsRevoked
        && (g.Rule == rule.Id || (!referral.All && g.To == rule.To && g.Purchase is null == rule.OnJoining)));

    private static bool Holds(ReferralRule rule, Basket basket)
    {
        BasketLine[] lines = [.. basket.Lines.Where(l => rule.Lines.Matches(l.Line))];
        return lines.Length > 0 && rule.When.All(c => c.Holds(basket, lines));
    }

    private void Give(Referral referral, ReferralRule[] due, PurchaseId? purchase)
    {
        foreach (var side in due.GroupBy(r => r.To))
        {
            var chosen = referral.All ? side : side.OrderByDescending(Allowed).ThenByDescending(r => r.Amount).Take(1);
            foreach (var rule in chosen)
                Give(rule, purchase);
        }
    }

    private void Give(ReferralRule rule, PurchaseId? purchase)
    {
        if (Of(rule.To) is not { } ledger)
            return;
        var (unit, occasion) = (rules.Definition.Unit(rule.Unit)!, ledger.Occasion(at));
        var amount = Allowed(rule, ledger, occasion);
        var given = new ReferralGiven
        {
            Rule = rule.Id,
            To = rule.To,
            Member = ledger.Member.Id,
            Unit = unit.Id,
            Amount = amount,
            Repaid = ledger.Repaid(unit.Id, amount),
            Purchase = purchase,
            Lot = $"{rule.Owner}/{friend.Member.Id}/{friend.Member.Referrals.Count + 1}",
            Uses = amount == 0 ? [] : rule.Limits.Named(rule.Owner, occasion).Uses(amount),
        };
        friend.Happen(new ReferralSettled { At = at, Friend = friend.Member.Id, Given = given });
        if (amount == 0)
            return;
        ledger.Earn(unit, at, given.Lot, new Posted
        {
            Movement = Movement.Earned,
            Parts = [new Part { Rule = rule.Owner, Amount = amount }],
            Uses = given.Uses,
            IsPending = rule.IsPending,
            Waits = rule.Waits,
        });
    }

    private void Revoke(ReferralGiven bonus, ReturnId by)
    {
        friend.Happen(new ReferralSettled { At = at, Friend = friend.Member.Id, Given = bonus with { IsRevoked = true } });
        if (bonus.Amount == 0 || Had(bonus) is not { } ledger || rules.Definition.Unit(bonus.Unit) is not { } unit)
            return;
        TakingBack.Take(ledger, unit, at, bonus.Amount, new Posted
        {
            Movement = Movement.TakenBack,
            Parts = [new Part { Rule = ReferralRule.Prefix + bonus.Rule, Amount = -bonus.Amount }],
            Uses = Counters.Freed(bonus.Uses),
            Return = by,
        }, lot: Lot(ledger, bonus), again: bonus.Repaid ?? 0);
    }

    private Ledger? Of(ReferralSide side) => side == ReferralSide.Friend ? friend : Inviter;

    /// <summary>What it is called where her account goes on in another's.</summary>
    private static string Lot(Ledger ledger, ReferralGiven bonus) =>
        ledger.Member.Lots.FirstOrDefault(l => l.Owner is { } owner && l.Id == Carrying.Away(bonus.Lot, owner))?.Id ?? bonus.Lot;

    /// <summary>Who got a bonus: the one who invites now may be another, since accounts were merged.</summary>
    private Ledger? Had(ReferralGiven bonus) => bonus.To == ReferralSide.Friend ? friend : Account(bonus.Member);

    /// <summary>The ledger of a member, or of whoever she goes on in: one for each account.</summary>
    private Ledger? Account(MemberId id)
    {
        if (seen.Member(id) is not { } known)
            return null;
        if (alone.Find(l => l.Member.Id == known.Id) is { } already)
            return already;
        var beside = known.Id == friend.Member.Id ? friend : friend.Known(known.Id);
        var ledger = beside ?? new Ledger(rules, known);
        if (beside is null)
            alone.Add(ledger);
        Due.Book(ledger, at);
        return ledger;
    }

    private long Allowed(ReferralRule rule) => Of(rule.To) is { } ledger ? Allowed(rule, ledger, ledger.Occasion(at)) : 0;

    /// <summary>What the limits of the one who gets it leave.</summary>
    private long Allowed(ReferralRule rule, Ledger ledger, Occasion occasion)
    {
        var amount = new Consumption(seen, ledger).Allows(rule.Amount, rule.Limits.Named(rule.Owner, occasion));
        return ledger.Fits(rule.Unit, amount) ? amount : 0;
    }
}
