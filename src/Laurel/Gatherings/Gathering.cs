using Laurel.Challenges;
using Laurel.Coalition;
using Laurel.Definitions;
using Laurel.Earning.Conditions;

namespace Laurel.Gatherings;

/// <summary>
/// Members who are compared (a leaderboard) or who count together (a club) within a stretch of calendar. What each of them brings is
/// counted from marks, as the steps of challenges are, so that a return takes away exactly what its purchase brought.
/// </summary>
public abstract record Gathering
{
    public required string Id { get; init; }
    public LocalText? Name { get; init; }

    /// <summary>What counts: spend, visits, items, units earned or an activity; the target is a club's goal.</summary>
    public required ChallengeStep Counts { get; init; }

    /// <summary>The stretch of calendar after which everything begins afresh; null is the whole program.</summary>
    public required PeriodUnit? Per { get; init; }

    /// <summary>Who may take part.</summary>
    public IReadOnlyList<Condition> For { get; init; } = [];
    public InPeriod? Valid { get; init; }
    public string? Badge { get; init; }

    /// <summary>By whom postings name it.</summary>
    public abstract string Owner { get; }

    /// <summary>Only what a member does after she has joined it counts.</summary>
    public abstract bool IsJoined { get; }

    /// <summary>The name of the stretch a day lies in: 2026-03, 2026-w10 or ever.</summary>
    public string Period(DateOnly day) => Counters.Since(Per, day);

    /// <summary>Whether it is for a member, by all that is known without asking: segments and attributes are told as she joins.</summary>
    public bool IsFor(Rules rules, Member member, DateTimeOffset at)
    {
        var nothing = Basket.WithoutPurchase(rules, member, Traits.None, at);
        return For.Where(c => c is not (InSegment or WithAttribute)).All(c => c.Holds(nothing, []));
    }

    /// <summary>The last day of the stretch a day lies in; null is without end.</summary>
    public DateOnly? LastDay(DateOnly day, DateOnly? ends)
    {
        var last = Per is { } unit ? Calendar.EndOf(unit, day) : (DateOnly?)null;
        return new[] { last, Valid?.To, ends }.Min();
    }
}

/// <summary>What a member brought to a gathering in one stretch of calendar.</summary>
public sealed record Effort
{
    public required string What { get; init; }

    /// <summary>The stretch of calendar, such as 2026-03.</summary>
    public required string Period { get; init; }

    /// <summary>The team of a club whose members form teams.</summary>
    public string? Team { get; init; }

    /// <summary>What counts, in the order in which it happened.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>What a club gave her for it, and when; null is nothing yet.</summary>
    public IReadOnlyList<Prizes.Gift> Gifts { get; init; } = [];
    public DateTimeOffset? Given { get; init; }

    /// <summary>Minor units, millionths of items, the unit's smallest part, or a number.</summary>
    public long Score => Scores.Of(Marks).Score;

    internal bool Is(string what, string period, string? team) => (What, Period, Team) == (what, period, team);

    internal bool IsEmpty => Marks.Count == 0 && Given is null;
}

/// <summary>What marks come to: amounts add up, and of what is told apart by a key, such as visits, each counts once.</summary>
public static class Scores
{
    /// <summary>More marks than this are added up where they are too old to be taken away.</summary>
    internal const int Many = 60;

    /// <summary>What takes marks away: those very marks, and for what is no longer told apart, the latest of what has been added up.</summary>
    internal static IReadOnlyList<Mark> Less(IReadOnlyList<Mark> known, IReadOnlyList<Mark> gone)
    {
        var less = new List<Mark>();
        long rest = 0;
        foreach (var mark in gone)
        {
            var there = known.Where(m => (m.Step, m.Key, m.At) == (mark.Step, mark.Key, mark.At)).Sum(m => m.Amount);
            var part = Math.Clamp(mark.Amount, 0, Math.Max(0, there));
            rest += mark.Amount - part;
            if (part > 0)
                less.Add(mark with { Amount = -part });
        }
        foreach (var mark in ChallengeFold.Add(known, less).Reverse().Where(m => m.Key.Length == 0))
        {
            var part = Math.Min(rest, mark.Amount);
            rest -= part;
            if (part > 0)
                less.Add(mark with { Amount = -part });
        }
        return less;
    }

    /// <summary>Where there are very many, those from before an instant become one.</summary>
    internal static IReadOnlyList<Mark> Together(IReadOnlyList<Mark> marks, DateTimeOffset before) =>
        ChallengeFold.Add(marks, [.. Old(marks, before)]);

    /// <summary>What makes one of them.</summary>
    internal static IEnumerable<Mark> Old(IReadOnlyList<Mark> marks, DateTimeOffset before)
    {
        Mark[] old = marks.Count < Many ? [] : [.. marks.Where(m => m.At < before)];
        return old.Length < Many / 2 ? [] : old.Select(m => m with { Amount = -m.Amount }).Append(new Mark("", "", old[^1].At, Of(old).Score));
    }

    /// <returns>The score, and when it was reached.</returns>
    public static (long Score, DateTimeOffset? Reached) Of(IReadOnlyList<Mark> marks)
    {
        long score = 0;
        DateTimeOffset? reached = null;
        var keys = new Dictionary<string, long>();
        foreach (var mark in marks)
        {
            var before = score;
            if (mark.Key.Length == 0)
                score += mark.Amount;
            else
                score += Counted(keys, mark);
            if (score > before)
                reached = mark.At;
        }
        return (score, score > 0 ? reached : null);
    }

    private static int Counted(Dictionary<string, long> keys, Mark mark)
    {
        var before = keys.GetValueOrDefault(mark.Key);
        keys[mark.Key] = before + mark.Amount;
        return (before + mark.Amount > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }
}
