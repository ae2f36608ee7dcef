using Laurel.Accounts;
using Laurel.Care;
using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Coupons;
using Laurel.Deciding;
using Laurel.Definitions;
using Laurel.Games;
using Laurel.Giving;
using Laurel.Households;
using Laurel.Leaderboards;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Receipts;
using Laurel.Referrals;
using Laurel.Rewards;
using Laurel.Tiers;
using Laurel.Units;

namespace Laurel;

/// <summary>
/// A loyalty program: the timeline of its definition's versions, and the pure functions over its journal. There is no clock, no
/// randomness and no input or output here; all that is known comes with the command.
/// </summary>
public sealed class Program
{
    private readonly Rules[] versions;

    private Program(string id, Rules[] versions)
    {
        (Id, this.versions) = (id, versions);
        (HasMoney, HasPartners) = (versions.Any(v => v.HasMoney), versions.Any(v => v.HasPartners));
    }

    public string Id { get; }

    /// <summary>The rules of every version, in the order in which they were published.</summary>
    public IReadOnlyList<Rules> Versions => versions;

    /// <summary>Whether any version moves money between those who run the program together, or to causes.</summary>
    internal bool HasMoney { get; }

    /// <summary>Whether in any version others than the operator may pay for something.</summary>
    internal bool HasPartners { get; }

    private IReadOnlyList<DateTimeOffset> From { get; init; } = [];

    public static Program Empty(string id) => new(id, []);

    /// <summary>A program of one definition that has always been in force, as for replay and examples.</summary>
    public static Program Of(Definition definition) =>
        new(definition.Id, [new Rules(definition, 1)]) { From = [DateTimeOffset.MinValue] };

    /// <summary>
    /// The rules by which an instant is judged: of the versions in force then, the one published last. Before the first version
    /// took effect, the first.
    /// </summary>
    public Rules? At(DateTimeOffset at)
    {
        for (var i = versions.Length - 1; i >= 0; i--)
        {
            if (From[i] <= at)
                return versions[i];
        }
        return versions.FirstOrDefault();
    }

    public Rules Version(int number) => versions[number - 1];

    /// <summary>
    /// The documents and purchases a decision must see and has not seen yet. Asked again with what they hold until it names
    /// nothing new, after a few rounds.
    /// </summary>
    public IReadOnlyList<Key> Needs(Command command, Seen seen)
    {
        if (command is RecordPurchase purchase && Needing.IsPlain(this, purchase, seen))
            return purchase.Purchase.Member is { } buyer && Key.Member(buyer) is var own && !seen.Has(own) ? [own] : [];
        List<Key>? needed = null;
        foreach (var key in Needing.Keys(this, command, seen))
        {
            if (!seen.Has(key) && needed?.Contains(key) != true)
                (needed ??= []).Add(key);
        }
        return needed ?? [];
    }

    /// <summary>Decides: the events, or a refusal. Shown the same, it decides the same, on any machine.</summary>
    public Decision Decide(Command command, Seen seen)
    {
        if (Uncountable(command) is { } time)
            return Refusal.TimeOutOfRange(time);
        if (command is PublishDefinition publish)
            return Publishing.Decide(this, publish);
        if (At(command.At) is not { } rules)
            return Refusal.NoProgram();
        if (Switching.Refuse(command, seen) is { } switchedOff)
            return switchedOff;
        var decision = StandingTogether.IsAsked(rules) ? Together(rules, command, seen) : Decide(rules, command, seen);
        return command is RunBatch ? decision : Clearing.Book(this, rules, command, seen, decision);
    }

    private Decision Together(Rules rules, Command command, Seen seen) =>
        StandingTogether.Decide(this, rules, command, seen, shown => Decide(rules, command, shown));

    private Decision Decide(Rules rules, Command command, Seen seen) => command switch
    {
        EnrolMember enrol => Enrolling.Decide(rules, enrol, seen),
        RecordPurchase purchase => Purchasing.Decide(this, rules, purchase, seen),
        ReturnLines lines => Returning.Decide(this, rules, lines, seen),
        Receipts.ClaimReceipt claim => Claiming.Decide(this, rules, claim, seen),
        ReserveReward reserve => Redeeming.Reserve(rules, reserve, seen),
        CaptureRedemption capture => Redeeming.Capture(this, rules, capture, seen),
        ReleaseRedemption release => Redeeming.Release(rules, release, seen),
        CancelRedemption cancel => Redeeming.Cancel(rules, cancel, seen),
        AdvanceFulfilment fulfil => Fulfilling.Decide(rules, fulfil, seen),
        AdjustUnits adjust => Adjusting.Decide(rules, adjust, seen),
        AssignTier assign => Climbing.Assign(rules, assign, seen),
        Accounts.SwitchAccount switched => Switching.Decide(rules, switched, seen),
        PassTime pass => Due.Pass(rules, pass, seen),
        IssueCoupon issue => Issuing.Decide(rules, issue, seen),
        RecordActivity activity => Recording.Decide(rules, activity, seen),
        BringHistory history => Remembering.Decide(rules, history, seen),
        SetInviter set => Referring.Decide(rules, set, seen),
        MembershipCommand membership => Subscribing.Decide(rules, membership, seen),
        TransferUnits transfer => Transferring.Decide(rules, transfer, seen),
        ReinstateUnits reinstate => Prolonging.Reinstate(rules, reinstate, seen),
        ExtendUnits extend => Prolonging.Extend(rules, extend, seen),
        MergeMembers merge => Merging.Decide(rules, merge, seen),
        JoinHousehold join => Housing.Decide(rules, join, seen),
        LeaveHousehold leave => Housing.Decide(rules, leave, seen),
        UnmergeMember unmerge => Merging.Decide(rules, unmerge, seen),
        RunBatch batch => Batching.Decide(this, batch, seen),
        AgreeToPartner agree => Partnering.Agree(rules, agree, seen),
        Care.RecordCase step => Caring.Decide(step, seen),
        Care.ChangeConsent consent => Caring.Decide(consent, seen),
        Care.NoteProfile profile => Caring.Decide(profile, seen),
        Care.RecordRating rating => Caring.Decide(rating),
        PayCause pay => Causes.Pay(this, pay, seen),
        SettleClearing settle => Settling.Decide(this, rules, settle, seen),
        Challenges.TakePart take => TakingPart.Decide(rules, take, seen),
        Gatherings.CloseLeaderboard close => Awarding.Decide(rules, close, seen),
        Games.PlayGame play => Playing.Decide(rules, play, seen),
        Games.CommitSecret commit => Committing.Decide(commit, seen),
        _ => throw new InvalidOperationException($"No decision is written for {command.GetType().Name}."),
    };

    /// <summary>All that stands between a member and a reward, shown what the redemption needs; empty when she can have it.</summary>
    public IReadOnlyList<Refusal> Missing(ReserveReward wanted, Seen seen) =>
        At(wanted.At) is { } rules ? Redeeming.Missing(rules, wanted, StandingTogether.Booked(rules, wanted.At, seen)) : [Refusal.NoProgram()];

    /// <summary>An instant of a command that no calendar of ours holds.</summary>
    private static DateTimeOffset? Uncountable(Command command)
    {
        if (!Calendar.IsCountable(command.At))
            return command.At;
        if (command is RecordPurchase { Purchase.At: var bought })
            return Calendar.IsCountable(bought) ? null : bought;
        foreach (var at in OtherTimes(command))
        {
            if (!Calendar.IsCountable(at))
                return at;
        }
        return null;
    }

    /// <summary>The instants a command names beside its own.</summary>
    private static IEnumerable<DateTimeOffset> OtherTimes(Command command) => command switch
    {
        PublishDefinition publish => [publish.From],
        IssueCoupon { Until: { } until } => [until],
        ReserveReward { Until: { } until } => [until],
        ReinstateUnits { Expires: { } end } => [end],
        ExtendUnits extend => [extend.Expires],
        EnrolMember enrol =>
        [
            .. enrol.Opening.SelectMany(o => (DateTimeOffset?[])[o.Earned, o.Active, o.Expires]).OfType<DateTimeOffset>(),
            .. enrol.Memberships.SelectMany(m => (DateTimeOffset?[])[m.From, m.To]).OfType<DateTimeOffset>(),
        ],
        BuyMembership { Starts: { } starts } => [starts],
        _ => [],
    };

    /// <summary>
    /// The member as she is at an instant if nothing else happens: what falls due until then (expiry, reservations that run out,
    /// tier reviews) is so even if no job ran.
    /// </summary>
    public Member AsOf(Member member, DateTimeOffset at)
    {
        if (At(at) is not { } rules)
            return member;
        var ledger = new Ledger(rules, member);
        Due.Book(ledger, at);
        return ledger.Member;
    }

    /// <summary>
    /// The first instant after another at which something of a member may fall due: an expiry, the end of a membership, a review of tiers; null
    /// when nothing will. To pass time then books it, or books nothing.
    /// </summary>
    public DateTimeOffset? NextDue(Member member, DateTimeOffset after) =>
        member.MergedInto is null && At(after > member.Until ? after : member.Until) is { } rules ? Upcoming.Next(rules, member, after) : null;

    /// <summary>What a member has without points at an instant, by id.</summary>
    public IReadOnlyList<string> Perks(Member member, DateTimeOffset at)
    {
        if (At(at) is not { Definition.Perks.Count: > 0 } rules)
            return [];
        var basket = Basket.WithoutPurchase(rules, AsOf(member, at), Traits.None, at);
        return [.. rules.Definition.Perks.Where(p => p.IsOf(basket, rules.Calendar.Day(at))).Select(p => p.Id)];
    }

    /// <summary>The offers that apply by themselves and are for a member: what a basket must be for them is left aside.</summary>
    public IReadOnlyList<Rewards.OfferNow> Offers(Member member, DateTimeOffset at) =>
        At(at) is { Definition.Offers.Count: > 0 } rules ? Offering.To(rules, AsOf(member, at), at) : [];

    /// <summary>What a member is given by the calendar at an instant.</summary>
    public IReadOnlyList<Allowances.Allowance> Allowances(Member member, DateTimeOffset at) =>
        At(at) is { Definition.Allowances.Count: > 0 } rules ? [.. Offering.Given(rules, AsOf(member, at), at)] : [];

    /// <summary>Of what there is only so much for everybody together at an instant.</summary>
    public IReadOnlyList<Earning.Supply> Supplies(DateTimeOffset at) => At(at) is { } rules ? Earning.Supply.All(rules, at) : [];

    /// <summary>The program after a command; only a publication changes it.</summary>
    public Program Apply(Command command, IReadOnlyList<Event> events)
    {
        if (command is not PublishDefinition publish || events.OfType<DefinitionPublished>().SingleOrDefault() is not { } published)
            return this;
        var rules = new Rules(DefinitionReader.ReadTrusted(publish.Definition), published.Version) { From = published.From, Before = versions.LastOrDefault() };
        return new Program(Id, [.. versions, rules]) { From = [.. From, published.From] };
    }
}
