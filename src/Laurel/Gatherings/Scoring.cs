using Laurel.Challenges;
using Laurel.Clubs;

namespace Laurel.Gatherings;

/// <summary>What purchases and activities bring to leaderboards and clubs, and what a return takes away again.</summary>
internal sealed class Scoring(Ledger ledger, Seen seen, DateTimeOffset at)
{
    private readonly Sharing sharing = new(ledger, seen, at);

    private Rules Rules => ledger.Rules;

    /// <summary>What a purchase brings: it is asked once everything it earns is booked.</summary>
    public void Bought(Basket basket)
    {
        foreach (var gathering in Open(basket))
            Bring(gathering, basket, By);
        Earned(basket, basket.Purchase.Id, By);

        ScoreMoved By(ScoreMoved e) => e with { Purchase = basket.Purchase.Id, As = As(basket.Purchase.Member) };
    }

    /// <summary>What an activity brings.</summary>
    public void Did(Basket basket, ActivityId activity)
    {
        foreach (var gathering in Open(basket))
            Bring(gathering, basket, e => e with { Activity = activity });
        Earned(basket, null, e => e with { Activity = activity });
    }

    /// <summary>What a return takes away of what its purchase brought.</summary>
    public void Returned(PurchaseRow row, Rules then, Func<Basket> before, Func<Basket> after, ReturnId by)
    {
        foreach (var brought in row.Events.OfType<ScoreMoved>().Where(e => IsOf(e, row)))
        {
            if (then.Definition.Gatherings.FirstOrDefault(g => g.Id == brought.What) is not { Counts.Counts: not Counts.Units } gathering)
                continue;
            var was = Marks(gathering, then, before(), row.Recorded.At, isAgain: true);
            var rest = Marks(gathering, then, after(), row.Recorded.At, isAgain: true);
            var gone = ChallengeFold.Add(was, [.. rest.Select(m => m with { Amount = -m.Amount })]).Where(m => m.Amount > 0);
            var known = Known(brought.What, brought.Period, brought.Team).Marks;
            Mark[] marks =
            [
                .. gone.Select(g => g with { Amount = -Math.Min(g.Amount, known.Where(m => (m.Key, m.At) == (g.Key, g.At)).Sum(m => m.Amount)) })
                    .Where(m => m.Amount != 0),
            ];
            Move(Now(gathering), brought.Period, brought.Team, marks, By);
        }
        if (Rules.Definition.Gatherings.Any())
            Earned(before(), row.Recorded.Purchase, By);

        ScoreMoved By(ScoreMoved e) => e with { Return = by, As = As(row.Buyer) };
    }

    /// <summary>A member comes onto a leaderboard with what she has brought already, or leaves it.</summary>
    public void Show(Gathering gathering, bool isShown)
    {
        foreach (var known in ledger.Member.Efforts.Where(c => c.What == gathering.Id && c.Score > 0).ToArray())
        {
            var (score, reached) = Scores.Of(known.Marks);
            ledger.Happen(Moved(gathering, known.Period, known.Team) with
            {
                Change = isShown ? ScoreChange.Scored : ScoreChange.Withdrawn,
                Before = isShown ? 0 : score,
                Score = isShown ? score : 0,
                Reached = isShown ? reached : null,
            });
        }
    }

    private static bool IsOf(ScoreMoved e, PurchaseRow row) => e.Change == ScoreChange.Scored && e.Purchase == row.Recorded.Purchase;

    private IEnumerable<Gathering> Open(Basket basket)
    {
        if (ledger.Member.IsCard || !Rules.Definition.IsRunning(basket.Day))
            return [];
        return Rules.Definition.Gatherings.Where(g => Takes(g) && g.Valid?.Holds(basket.Day) != false && g.For.All(f => f.Holds(basket, [])));
    }

    private bool Takes(Gathering gathering) => Takes(ledger.Member, gathering, at);

    /// <summary>Whether what a member does then is shown.</summary>
    public static bool Takes(Member member, Gathering gathering, DateTimeOffset at) => gathering.IsJoined
        ? Taking.In(member, gathering.Id, at)
        : member.TakesPart.All(p => p.What != gathering.Id || !p.IsOut || p.Since > at);

    /// <summary>Whose purchase it is, where she goes on in the account of another.</summary>
    private MemberId? As(MemberId? buyer) => buyer == ledger.Member.Id ? null : buyer;

    private void Bring(Gathering gathering, Basket basket, Func<ScoreMoved, ScoreMoved> by)
    {
        var today = Rules.Calendar.Day(ledger.Member.Until);
        if (gathering.Counts.Counts == Counts.Units || at < Rules.Calendar.Start(today.AddDays(-Member.RecentDays)))
            return;
        Move(gathering, gathering.Period(basket.Day), Team(gathering), Marks(gathering, Rules, basket, at, isAgain: false), by);
    }

    private static Mark[] Marks(Gathering gathering, Rules rules, Basket basket, DateTimeOffset at, bool isAgain) =>
        [.. Bringing.Of(gathering.Counts, rules, basket, isAgain).Select(b => new Mark("", b.Key, at, b.Amount))];

    /// <summary>Units that this command gave or took, each counted for the day of the purchase it was earned by.</summary>
    private void Earned(Basket basket, PurchaseId? purchase, Func<ScoreMoved, ScoreMoved> by)
    {
        foreach (var gathering in Rules.Definition.Gatherings.Where(g => g.Counts.Counts == Counts.Units))
        {
            var moves = ledger.Events.OfType<UnitsMoved>().Where(m => m.Unit == gathering.Counts.Unit && m.Member == ledger.Member.Id && m.Counted != 0);
            foreach (var moved in moves.GroupBy(m => When(m, basket, purchase)).ToArray())
                Count(gathering, moved.Key, moved.Sum(m => m.Counted), basket, by);
        }
    }

    private void Count(Gathering gathering, DateTimeOffset when, long counted, Basket basket, Func<ScoreMoved, ScoreMoved> by)
    {
        var (period, team) = (gathering.Period(Rules.Calendar.Day(when)), Team(gathering));
        if (counted > 0 && Open(basket).Contains(gathering))
            Move(gathering, period, team, [new Mark("", "", when, counted)], by);
        else if (counted < 0)
            Move(gathering, period, team, Less(Known(gathering.Id, period, team).Marks, when, -counted), by);
    }

    /// <summary>When what was earned or taken back was earned.</summary>
    private DateTimeOffset When(UnitsMoved moved, Basket basket, PurchaseId? purchase)
    {
        if (moved.Purchase is null || moved.Purchase == purchase)
            return purchase is null ? at : basket.Purchase.At;
        return ledger.Member.Recent.Where(r => r.Purchase == moved.Purchase).Select(r => (DateTimeOffset?)r.At).FirstOrDefault() ?? Rules.Calendar.Start(moved.Day);
    }

    /// <summary>Takes an amount away: of what was brought then, and where that is less, of the latest there is.</summary>
    private static Mark[] Less(IReadOnlyList<Mark> marks, DateTimeOffset when, long amount)
    {
        var less = new List<Mark>();
        foreach (var mark in marks.Reverse().OrderByDescending(m => m.At == when))
        {
            var part = Math.Min(amount, mark.Amount);
            amount -= part;
            if (part > 0)
                less.Add(mark with { Amount = -part });
        }
        return [.. less];
    }

    private void Move(Gathering gathering, string period, string? team, IReadOnlyList<Mark> marks, Func<ScoreMoved, ScoreMoved> by)
    {
        if (marks.Count == 0)
            return;
        var known = Known(gathering.Id, period, team).Marks;
        Mark[] moved = [.. marks, .. Scores.Old(known, ledger.Member.Until.AddDays(-Member.RecentDays - 1))];
        var isShown = gathering is Club || Takes(gathering);
        var (score, reached) = Scores.Of(ChallengeFold.Add(known, moved));
        sharing.Happen(by(Moved(gathering, period, team) with
        {
            Marks = moved,
            Before = isShown ? Scores.Of(known).Score : 0,
            Score = isShown ? score : 0,
            Reached = isShown ? reached : null,
        }));
        if (gathering is Club club)
            sharing.Settle(club, period, team);
    }

    /// <summary>What a gathering is by now; one that is gone is what it was.</summary>
    private Gathering Now(Gathering then) => Rules.Definition.Gatherings.FirstOrDefault(g => g.Id == then.Id) ?? then;

    private string? Team(Gathering gathering) => ledger.Member.TakesPart.FirstOrDefault(p => p.What == gathering.Id)?.Team;

    private Effort Known(string what, string period, string? team) =>
        ledger.Member.Effort(what, period, team) ?? new Effort { What = what, Period = period, Team = team };

    private ScoreMoved Moved(Gathering gathering, string period, string? team) => new()
    {
        At = at,
        Member = ledger.Member.Id,
        What = gathering.Id,
        Period = period,
        Team = team,
        Change = ScoreChange.Scored,
        Before = 0,
        Score = 0,
        Version = Rules.Version,
    };
}
