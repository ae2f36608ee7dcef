using Laurel.Challenges;
using Laurel.Games;
using Laurel.Gatherings;
using Laurel.Memberships;
using Laurel.Merges;
using Laurel.Referrals;

namespace Laurel;

/// <summary>A member as the ledger knows her: lots, holds, progress and tier. No personal data.</summary>
public sealed record Member : Document
{
    /// <summary>Days of buying older than this leave the document; no window of tiers reaches further back.</summary>
    public const int DaysKept = 750;

    /// <summary>So many purchases, of so many days, are judged again when one from before them arrives late.</summary>
    public const int RecentKept = 32;
    public const int RecentDays = 62;

    /// <summary>With more open lots than this, old ones that end together become one.</summary>
    public const int LotsKept = 1_000;

    public required MemberId Id { get; init; }
    public required DateTimeOffset Joined { get; init; }
    public bool HeldOut { get; init; }

    /// <summary>The account is closed for good.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Not a person but a gift card, the one who may use it, and whether it can be used.</summary>
    public bool IsCard { get; init; }
    public MemberId? Owner { get; init; }
    public bool IsInactive { get; init; }
    public IReadOnlyList<Lot> Lots { get; init; } = [];
    public IReadOnlyList<UnitAccount> Accounts { get; init; } = [];

    /// <summary>What has expired of bonuses and prizes, the latest.</summary>
    public IReadOnlyList<EndedLot> Ended { get; init; } = [];
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Rewards that are hers and not used yet, oldest first.</summary>
    public IReadOnlyList<IssuedReward> Issued { get; init; } = [];

    /// <summary>Net purchases and units earned, by local day and place, oldest first.</summary>
    public IReadOnlyList<Day> Days { get; init; } = [];

    /// <summary>Use of limits that belong to the member.</summary>
    public IReadOnlyList<Use> Uses { get; init; } = [];
    public Standing Standing { get; init; } = Standing.None;

    /// <summary>Levels that rewards lend her, as if she had reached them; those that were over long ago leave.</summary>
    public IReadOnlyList<Lent> Lent { get; init; } = [];

    /// <summary>Purchases that were not returned whole.</summary>
    public int Purchases { get; init; }
    public long SpendEver { get; init; }
    public int VisitsEver { get; init; }
    public DateOnly? LastVisit { get; init; }

    /// <summary>Her latest purchases, in the order in which they happened.</summary>
    public IReadOnlyList<Bought> Recent { get; init; } = [];

    /// <summary>The latest instant at which something happened to the member; what was due before it is booked.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>With whom she spends; null is alone.</summary>
    public HouseholdId? Household { get; init; }
    public DateTimeOffset? HouseholdSince { get; init; }

    /// <summary>In whose account she goes on; then this says only what would be hers alone. Null is her own.</summary>
    public MemberId? MergedInto { get; init; }

    /// <summary>Who goes on in this account.</summary>
    public IReadOnlyList<MergedMember> Merged { get; init; } = [];

    public MemberId? Inviter { get; init; }

    /// <summary>The partners that may know her, of those that need her consent.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    /// <summary>What she consented to and has not withdrawn.</summary>
    public IReadOnlyList<Care.Consent> Consents { get; init; } = [];

    /// <summary>Which attributes of hers are known, never what they are.</summary>
    public IReadOnlyList<string> Profile { get; init; } = [];

    /// <summary>What was given because of her, in minor units, by cause.</summary>
    public IReadOnlyList<Use> Given { get; init; } = [];

    /// <summary>Her inviter, who invited that one, and so on; the nearest first.</summary>
    public IReadOnlyList<MemberId> InvitedBy { get; init; } = [];

    /// <summary>What her joining and her purchases brought to her and to her inviter.</summary>
    public IReadOnlyList<ReferralGiven> Referrals { get; init; } = [];

    /// <summary>Memberships that are or were held, in the order in which they were bought.</summary>
    public IReadOnlyList<HeldMembership> Memberships { get; init; } = [];

    /// <summary>Whether an id is hers, or that of someone who goes on in this account.</summary>
    public bool IsKnownAs(MemberId id) => Id == id || Merged.Any(m => m.Id == id);

    /// <summary>Her progress in challenges.</summary>
    public IReadOnlyList<ChallengeStanding> Challenges { get; init; } = [];
    public IReadOnlyList<HeldBadge> Badges { get; init; } = [];

    /// <summary>Challenges, clubs and leaderboards that she has joined.</summary>
    public IReadOnlyList<Participation> TakesPart { get; init; } = [];

    /// <summary>What she brought to leaderboards and clubs, by stretch of calendar; those of long ago leave.</summary>
    public IReadOnlyList<Effort> Efforts { get; init; } = [];

    /// <summary>Rights to play that she has not used.</summary>
    public IReadOnlyList<Ticket> Tickets { get; init; } = [];

    /// <summary>Her latest plays, oldest first.</summary>
    public IReadOnlyList<Played> Plays { get; init; } = [];

    public Effort? Effort(string what, string period, string? team) => Efforts.FirstOrDefault(c => c.Is(what, period, team));

    public ChallengeStanding? Challenge(string id) => Challenges.Named(id, static c => c.Challenge);

    /// <summary>The membership of a plan that is held, or going to be.</summary>
    public HeldMembership? OpenMembership(string plan, DateTimeOffset at) => Memberships.LastOrDefault(m => m.Plan == plan && m.IsOpen(at));

    public UnitAccount Account(string unit)
    {
        foreach (var account in Accounts)
        {
            if (account.Unit == unit)
                return account;
        }
        return new UnitAccount { Unit = unit };
    }

    public long Used(string counter)
    {
        if (Counters.Rolled(counter) is var (on, length))
            return Counters.Fullest(Uses, counter, on, length);
        foreach (var use in Uses)
        {
            if (use.Counter == counter)
                return use.Amount;
        }
        return 0;
    }

    /// <summary>Issued rewards of a kind that can be used at an instant, those that end first before the others.</summary>
    public IEnumerable<IssuedReward> IssuedOf(string reward, DateTimeOffset at) =>
        Issued.Where(i => i.Reward == reward && !i.IsOver(at)).OrderBy(i => i.Until ?? DateTimeOffset.MaxValue);

    /// <summary>The part of a lot that open reservations hold at an instant.</summary>
    public long Held(Lot lot, DateTimeOffset at)
    {
        long held = 0;
        foreach (var hold in Holds)
        {
            if (hold.Unit != lot.Unit || hold.IsOver(at))
                continue;
            foreach (var part in hold.Lots)
                held += part.Lot == lot.Id ? part.Amount : 0;
        }
        return held;
    }

    /// <summary>Her purchases after an instant, oldest first.</summary>
    public IEnumerable<PurchaseId> After(DateTimeOffset at) => Recent.Where(r => r.At > at).Select(r => r.Purchase);

    /// <summary>The balance in its parts at an instant, right even if nothing was booked since.</summary>
    public Balance Balance(string unit, DateTimeOffset at)
    {
        Int128 available = 0, pending = 0, reserved = 0;
        foreach (var lot in Lots)
        {
            if (lot.Unit != unit)
                continue;
            var held = Held(lot, at);
            reserved += held;
            if (lot.IsExpired(at))
                continue;
            if (lot.IsPending(at))
                pending += lot.Left - held;
            else
                available += lot.Left - held;
        }
        var owed = Account(unit).Owed;
        return new Balance((long)(available - owed), (long)pending, (long)reserved, owed);
    }
}

/// <summary>A purchase and when it happened.</summary>
public readonly record struct Bought(PurchaseId Purchase, DateTimeOffset At);

/// <summary>
/// What a member has of a unit. Available less what is owed may be negative; pending becomes available by itself; reserved is
/// set aside for redemptions.
/// </summary>
public readonly record struct Balance(long Available, long Pending, long Reserved, long Owed)
{
    /// <summary>All of it: what the merchant owes, less what the member owes.</summary>
    public long Total => Available + Pending + Reserved;
}

/// <summary>The running figures of one unit.</summary>
public sealed record UnitAccount
{
    public required string Unit { get; init; }

    /// <summary>Booked: Σ lots − owed = Σ postings.</summary>
    public long Booked { get; init; }

    /// <summary>Arrears: taken back by returns after it was spent, repaid by the next earning.</summary>
    public long Owed { get; init; }

    /// <summary>Units earned that count for tiers, ever.</summary>
    public long Counted { get; init; }

    /// <summary>Expired and not brought back, ever.</summary>
    public long Expired { get; init; }

    /// <summary>Expired and brought back by staff, ever.</summary>
    public long Reinstated { get; init; }

    /// <summary>Postings so far.</summary>
    public int Number { get; init; }
}

/// <summary>Net buying on one local day at one place.</summary>
public sealed record Day(DateOnly On, string? Location)
{
    /// <summary>Paid less returned, tax included; a positive figure makes the day a visit. Minor units.</summary>
    public long Net { get; init; }

    /// <summary>Spend that counts for earning and tiers; minor units.</summary>
    public long Spend { get; init; }

    /// <summary>Visits brought from before.</summary>
    public int Brought { get; init; }

    /// <summary>Units earned that count for tiers, per unit: those of the whole day lie with one of its places.</summary>
    public IReadOnlyList<Use> Counted { get; init; } = [];
}

/// <summary>Where a member stands in the tiers.</summary>
public sealed record Standing
{
    public static readonly Standing None = new();

    /// <summary>Null before the first review.</summary>
    public string? Tier { get; init; }

    /// <summary>Set by staff: never below this.</summary>
    public string? Floor { get; init; }

    /// <summary>Every change, oldest first, so that a late purchase is judged by the tier of its day.</summary>
    public IReadOnlyList<Step> History { get; init; } = [];

    /// <summary>Levels ever reached.</summary>
    public IReadOnlyList<string> Unlocked { get; init; } = [];

    /// <summary>The tier held at an instant; null before the first change.</summary>
    public string? At(DateTimeOffset at)
    {
        string? tier = null;
        foreach (var step in History)
        {
            if (step.At <= at)
                tier = step.Tier;
        }
        return tier;
    }
}

/// <summary>A level for a time, from an instant to the first one at which it is over.</summary>
public sealed record Lent(RedemptionId Redemption, string Level, DateTimeOffset From, DateTimeOffset Until)
{
    public bool Holds(DateTimeOffset at) => From <= at && at < Until;
}

/// <summary>A tier from an instant on.</summary>
public sealed record Step(DateTimeOffset At, string Tier);

/// <summary>A reward that is paid for and can be used once.</summary>
/// <param name="Redemption">The redemption it came from.</param>
/// <param name="Reward">What it is.</param>
/// <param name="Until">The first instant at which it can no longer be used; null is never.</param>
/// <param name="Owner">Who brought it along when she went on in this account; null is the member herself.</param>
public sealed record IssuedReward(RedemptionId Redemption, string Reward, DateTimeOffset? Until, MemberId? Owner = null)
{
    public bool IsOver(DateTimeOffset at) => Until is { } end && end <= at;
}
