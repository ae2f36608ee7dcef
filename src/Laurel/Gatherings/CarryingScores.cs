using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Merges;
using Laurel.Prizes;

namespace Laurel.Gatherings;

/// <summary>
/// What two members brought to leaderboards and clubs becomes one when they do, and two again: each takes along what her own purchases brought, and
/// what a club gave her for it.
/// </summary>
internal sealed class CarryingScores
{
    private readonly Ledger account;
    private readonly Ledger other;
    private readonly DateTimeOffset at;
    private readonly Sharing sharing;
    private readonly Gathering[] gatherings;
    private readonly Dictionary<(MemberId, string, string, string?), long> shown = [];

    /// <summary>It is asked before they are one, or two: how they were shown until then is remembered.</summary>
    /// <param name="account">Whose account goes on.</param>
    /// <param name="other">Who goes on in it, or leaves it.</param>
    /// <param name="seen">What the decision was shown.</param>
    /// <param name="at">When.</param>
    public CarryingScores(Ledger account, Ledger other, Seen seen, DateTimeOffset at)
    {
        (this.account, this.other, this.at) = (account, other, at);
        sharing = new Sharing(account, seen, at, other);
        gatherings = [.. account.Rules.Definition.Gatherings];
        foreach (var ledger in new[] { account, other })
        {
            foreach (var (gathering, effort) in Efforts(ledger.Member))
                shown[NameOf(ledger, effort)] = Shown(ledger, gathering, effort);
        }
    }

    /// <summary>What takes part in a merge beside the member herself: which clubs and leaderboards the account joins because she has.</summary>
    public static Participation[] Parts(Rules rules, Member account, Member other) =>
        [.. other.TakesPart.Where(p => !p.IsOut && rules.Definition.Gatherings.Any(g => g.Id == p.What) && account.TakesPart.All(own => own.What != p.What))];

    /// <summary>Whose place in which club changes.</summary>
    public static ClubPlace[] Places(Rules rules, Member other, Func<Participation, bool> isCarried) =>
        [.. other.TakesPart.Where(p => rules.Definition.Club(p.What) is not null).Select(p => new ClubPlace(p.What, p.Team, isCarried(p)))];

    /// <summary>She goes on in the account.</summary>
    public void Join()
    {
        foreach (var (gathering, theirs) in Efforts(other.Member))
        {
            sharing.Happen(other, Moved(other, theirs) with { Change = ScoreChange.Left });
            var own = Known(account, theirs);
            var gifts = theirs.Gifts.Select(g => g.Lot is { } lot ? g with { Lot = $"{other.Member.Id}/{lot}" } : g);
            Carry(gathering, own, theirs.Marks, [.. own.Gifts, .. gifts], own.Given ?? theirs.Given);
        }
        Settle();
    }

    /// <summary>She leaves it with what she brought.</summary>
    public void Part()
    {
        foreach (var (gathering, theirs) in Efforts(other.Member))
        {
            var own = Known(account, theirs);
            var hers = own.Given is null ? [] : theirs.Gifts.Where(g => own.Gifts.Any(o => IsSame(o, g))).ToArray();
            Gift[] rest = [.. own.Gifts.Where(o => !hers.Any(g => IsSame(o, g)))];
            var isGiven = own.Given is not null && (hers.Length > 0 || (theirs.Gifts.Count == 0 && theirs.Given is not null));
            Carry(gathering, own, Scores.Less(own.Marks, theirs.Marks), rest, isGiven && rest.Length == 0 ? null : own.Given);
            var after = Moved(other, theirs) with { Change = ScoreChange.Carried, Gifts = hers, Given = isGiven ? theirs.Given : null };
            sharing.Happen(other, after with { Before = 0, Score = Shown(other, gathering, theirs), Reached = Scores.Of(theirs.Marks).Reached });
        }
        Settle();
    }

    /// <summary>A gift in another's account is about a lot that is called after whose it is.</summary>
    private bool IsSame(Gift carried, Gift own) =>
        carried.Redemption == own.Redemption && carried.Unit == own.Unit && carried.Lot == (own.Lot is { } lot ? $"{other.Member.Id}/{lot}" : null);

    private void Carry(Gathering gathering, Effort own, IReadOnlyList<Mark> marks, IReadOnlyList<Gift> gifts, DateTimeOffset? given)
    {
        var after = own with { Marks = ChallengeFold.Add(own.Marks, marks) };
        sharing.Happen(account, Moved(account, own) with
        {
            Change = ScoreChange.Carried,
            Marks = marks,
            Score = Shown(account, gathering, after),
            Reached = Scores.Of(after.Marks).Reached,
            Gifts = gifts,
            Given = given,
        });
    }

    /// <summary>Visits that both made count once, and may leave a goal short.</summary>
    private void Settle()
    {
        foreach (var (gathering, effort) in Efforts(account.Member).Concat(Efforts(other.Member)).DistinctBy(e => (e.Effort.What, e.Effort.Period, e.Effort.Team)).ToArray())
        {
            if (gathering is Club club)
                sharing.Settle(club, effort.Period, effort.Team);
        }
    }

    private (Gathering Gathering, Effort Effort)[] Efforts(Member member) =>
        [.. gatherings.SelectMany(g => member.Efforts.Where(e => e.What == g.Id).Select(e => (g, e)))];

    private static Effort Known(Ledger ledger, Effort like) =>
        ledger.Member.Effort(like.What, like.Period, like.Team) ?? new Effort { What = like.What, Period = like.Period, Team = like.Team };

    private long Shown(Ledger ledger, Gathering gathering, Effort effort) =>
        gathering is Club || Scoring.Takes(ledger.Member, gathering, at) ? effort.Score : 0;

    private static (MemberId, string, string, string?) NameOf(Ledger ledger, Effort effort) => (ledger.Member.Id, effort.What, effort.Period, effort.Team);

    private ScoreMoved Moved(Ledger ledger, Effort effort) => new()
    {
        At = at,
        Member = ledger.Member.Id,
        What = effort.What,
        Period = effort.Period,
        Team = effort.Team,
        Change = ScoreChange.Carried,
        Before = shown.GetValueOrDefault(NameOf(ledger, effort)),
        Score = 0,
        Version = ledger.Rules.Version,
    };
}
