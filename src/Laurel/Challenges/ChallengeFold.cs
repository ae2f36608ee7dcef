namespace Laurel.Challenges;

/// <summary>Folds what moved a challenge into a member's progress.</summary>
internal static class ChallengeFold
{
    public static Member Apply(Member member, ChallengeMoved e)
    {
        var before = member.Challenge(e.Challenge) ?? new ChallengeStanding { Challenge = e.Challenge };
        var after = Apply(before, e);
        var others = member.Challenges.Where(c => c.Challenge != e.Challenge);
        return member with { Challenges = after.IsEmpty ? [.. others] : [.. others.Append(after).OrderBy(c => c.Challenge, StringComparer.Ordinal)] };
    }

    public static Member Apply(Member member, BadgeChanged e) => member with
    {
        Badges = e.IsLost
            ? [.. member.Badges.Where(b => (b.Badge, b.By) != (e.Badge, e.By))]
            : [.. member.Badges, new HeldBadge(e.Badge, e.By, e.At)],
    };

    public static Member Apply(Member member, TookPart e) => member with
    {
        TakesPart = e is { Left: true, IsOut: false }
            ? [.. member.TakesPart.Where(p => p.What != e.What)]
            : [.. member.TakesPart.Where(p => p.What != e.What), new Participation(e.What, e.At) { Team = e.Team, IsOut = e.IsOut, ByName = e.ByName }],
    };

    /// <summary>Adds marks, each where it belongs in time; what comes to nothing leaves.</summary>
    public static IReadOnlyList<Mark> Add(IReadOnlyList<Mark> marks, IReadOnlyList<Mark> more)
    {
        if (more.Count == 0)
            return marks;
        var sum = new List<Mark>(marks);
        foreach (var mark in more)
        {
            var i = sum.FindIndex(m => m.Step == mark.Step && m.Key == mark.Key && m.At == mark.At);
            if (i < 0)
                sum.Insert(sum.FindLastIndex(m => InOrder(m, mark) < 0) + 1, mark);
            else if (sum[i].Amount + mark.Amount == 0)
                sum.RemoveAt(i);
            else
                sum[i] = sum[i] with { Amount = sum[i].Amount + mark.Amount };
        }
        return sum;
    }

    /// <summary>Of a day in the order of their names, so that nothing depends on what arrived first.</summary>
    private static int InOrder(Mark a, Mark b)
    {
        var at = a.At.CompareTo(b.At);
        var step = at != 0 ? at : string.CompareOrdinal(a.Step, b.Step);
        return step != 0 ? step : string.CompareOrdinal(a.Key, b.Key);
    }

    private static ChallengeStanding Apply(ChallengeStanding before, ChallengeMoved e)
    {
        var marked = before with { Marks = Add(before.Marks, e.Marks) };
        return e.Change switch
        {
            ChallengeChange.Met => marked with { Met = [.. before.Met, new RoundMet(e.Round, e.At, e.Gifts)] },
            ChallengeChange.Undone => marked with { Met = [.. before.Met.Where(m => m.Round != e.Round)] },
            ChallengeChange.Settled => marked with { Settled = before.Settled + e.Round, Met = [.. before.Met.Skip(e.Round)] },
            _ => marked,
        };
    }
}

/// <summary>Something a member takes part in, and since when.</summary>
public sealed record Participation(string What, DateTimeOffset Since)
{
    /// <summary>The team of a club.</summary>
    public string? Team { get; init; }

    /// <summary>She does not want to be on a leaderboard that everybody is on.</summary>
    public bool IsOut { get; init; }

    /// <summary>She may be shown by her name.</summary>
    public bool ByName { get; init; }

    /// <summary>Who goes on in this account and brought it along.</summary>
    public MemberId? Owner { get; init; }
}
