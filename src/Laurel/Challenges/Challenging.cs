using Laurel.Prizes;

namespace Laurel.Challenges;

/// <summary>
/// What purchases and activities bring to challenges, what is given when one is met, and what a return undoes. How often a challenge is met
/// is counted from its marks alone, so that a return that takes its marks away leaves what there would be without the purchase.
/// </summary>
internal sealed class Challenging(Ledger ledger, Seen seen, DateTimeOffset at)
{
    /// <summary>What happened longer ago than this before the last thing that happened is no longer counted, nor undone.</summary>
    private const int DaysOpen = Member.RecentDays;

    private Rules Rules => ledger.Rules;
    private Handing Handing => new(ledger, seen, at);

    /// <summary>What a purchase brings.</summary>
    public void Bought(Basket basket)
    {
        foreach (var challenge in Open(basket))
            Bring(challenge, [.. Bringing.Of(challenge, Rules, basket, at, isAgain: false)], e => e with { Purchase = basket.Purchase.Id });
    }

    /// <summary>What an activity brings.</summary>
    public void Did(Basket basket, ActivityId activity)
    {
        foreach (var challenge in Open(basket))
            Bring(challenge, [.. Bringing.Of(challenge, Rules, basket, at, isAgain: false)], e => e with { Activity = activity });
    }

    /// <summary>What a return takes away of what its purchase brought.</summary>
    /// <param name="row">The purchase.</param>
    /// <param name="then">The rules of its day.</param>
    /// <param name="before">What was left of it.</param>
    /// <param name="after">What is left of it now.</param>
    /// <param name="by">The return.</param>
    public void Returned(PurchaseRow row, Rules then, Func<Basket> before, Func<Basket> after, ReturnId by)
    {
        foreach (var brought in row.Events.OfType<ChallengeMoved>().Where(e => e.Change == ChallengeChange.Progressed && e.Member == ledger.Member.Id))
        {
            if (then.Definition.Challenge(brought.Challenge) is not { } challenge)
                continue;
            var was = Bringing.Of(challenge, then, before(), row.Recorded.At, isAgain: true).ToArray();
            var rest = Bringing.Of(challenge, then, after(), row.Recorded.At, isAgain: true).ToArray();
            var gone = ChallengeFold.Add(was, [.. rest.Select(m => m with { Amount = -m.Amount })]).Where(m => m.Amount > 0);
            TakeAway(Rules.Definition.Challenge(challenge.Id) ?? challenge, [.. gone], brought.Marks, by);
        }
    }

    private IEnumerable<Challenge> Open(Basket basket)
    {
        if (Rules.Definition.Challenges.Count == 0 || ledger.Member.IsCard || !Rules.Definition.IsRunning(basket.Day))
            return [];
        return Rules.Definition.Challenges.Where(c => Taking.Part(ledger.Member, c, at) && !(c.Valid?.Holds(basket.Day) == false)
            && c.For.All(f => f.Holds(basket, [])));
    }

    private void Bring(Challenge challenge, Mark[] marks, Func<ChallengeMoved, ChallengeMoved> by)
    {
        var today = Rules.Calendar.Day(ledger.Member.Until);
        if (marks.Length == 0 || marks[0].At < Rules.Calendar.Start(today.AddDays(-DaysOpen)))
            return;
        Tidy(challenge, today);
        if (Standing(challenge).Settled >= challenge.Times)
            return;
        ledger.Happen(by(Moved(challenge, ChallengeChange.Progressed) with { Marks = marks }));
        var standing = Standing(challenge);
        var met = Rounds.Of(challenge, standing.Marks, standing.Settled, Rules.Calendar).Met.Count;
        for (var round = standing.Times + 1; round <= standing.Settled + met; round++)
            ledger.Happen(by(Moved(challenge, ChallengeChange.Met) with { Round = round, Gifts = Give(challenge, round) }));
    }

    private IReadOnlyList<Gift> Give(Challenge challenge, int round)
    {
        Handing.GiveBadge(challenge.Owner, challenge.Badge);
        return Handing.Give(challenge.Owner, $"{round}", challenge.Gives, challenge.Limits, isPending: true);
    }

    private void TakeAway(Challenge challenge, Mark[] gone, IReadOnlyList<Mark> brought, ReturnId by)
    {
        var marks = gone.Where(g => brought.Any(b => b.Step == g.Step && b.Key == g.Key))
            .Select(g => g with { Amount = -Math.Min(g.Amount, Standing(challenge).Marks.Where(m => (m.Step, m.Key, m.At) == (g.Step, g.Key, g.At)).Sum(m => m.Amount)) })
            .Where(m => m.Amount != 0)
            .ToArray();
        if (marks.Length == 0)
            return;
        ledger.Happen(Moved(challenge, ChallengeChange.Progressed) with { Marks = marks, Return = by });
        var standing = Standing(challenge);
        var met = Rounds.Of(challenge, standing.Marks, standing.Settled, Rules.Calendar).Met.Count;
        foreach (var round in standing.Met.Skip(challenge.IsKept ? standing.Met.Count : met).Reverse().ToArray())
            Undo(challenge, round, by);
    }

    private void Undo(Challenge challenge, RoundMet round, ReturnId by)
    {
        ledger.Happen(Moved(challenge, ChallengeChange.Undone) with { Round = round.Round, Gifts = round.Gifts, Return = by });
        foreach (var gift in round.Gifts)
            Handing.TakeBack(challenge.Owner, gift, by);
        if (challenge.Badge is { } badge && Standing(challenge).Times == 0)
            Handing.TakeBadge(challenge.Owner, badge);
    }

    /// <summary>Rounds of long ago can no longer be undone: what they were counted from is forgotten, and so is what no longer counts.</summary>
    private void Tidy(Challenge challenge, DateOnly today)
    {
        var standing = Standing(challenge);
        var (settled, gone) = Tidying.Of(challenge, standing, today.AddDays(-DaysOpen), Rules.Calendar);
        if (settled > 0 || gone.Count > 0)
            ledger.Happen(Moved(challenge, ChallengeChange.Settled) with { Round = settled, Marks = gone });
    }

    private ChallengeStanding Standing(Challenge challenge) =>
        ledger.Member.Challenge(challenge.Id) ?? new ChallengeStanding { Challenge = challenge.Id };

    private ChallengeMoved Moved(Challenge challenge, ChallengeChange change) =>
        new() { At = at, Member = ledger.Member.Id, Challenge = challenge.Id, Change = change, Version = Rules.Version };
}
