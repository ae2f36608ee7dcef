namespace Laurel.Challenges;

/// <summary>What of a member's progress is of too long ago to matter.</summary>
internal static class Tidying
{
    /// <summary>More marks of sums than this are added up where their days do not matter.</summary>
    private const int ManyMarks = 40;

    /// <returns>Rounds that are settled, and by how much the marks move.</returns>
    public static (int Settled, IReadOnlyList<Mark> Marks) Of(Challenge challenge, ChallengeStanding standing, DateOnly before, Calendar calendar)
    {
        var rounds = Rounds.Of(challenge, standing.Marks, standing.Settled, calendar);
        var settled = rounds.Met.TakeWhile((r, i) => i < standing.Met.Count && End(challenge, r.Day) < before).ToArray();
        var gone = settled.Length == 0 ? [] : Less(settled[^1].Marks, settled[^1].Over);
        var left = ChallengeFold.Add(standing.Marks, gone);
        var old = left.Where(m => IsOver(challenge, calendar.Day(m.At), before)).Select(m => m with { Amount = -m.Amount }).ToArray();
        return (settled.Length, [.. gone, .. old, .. Together(challenge, ChallengeFold.Add(left, old), before, calendar)]);
    }

    private static IReadOnlyList<Mark> Less(IReadOnlyList<Mark> marks, IReadOnlyList<Mark> over) =>
        ChallengeFold.Add(over, [.. marks.Select(m => m with { Amount = -m.Amount })]);

    private static DateOnly End(Challenge challenge, DateOnly day) => challenge.Stretch is { } unit ? Calendar.EndOf(unit, day) : day;

    private static bool IsOver(Challenge challenge, DateOnly day, DateOnly before) => challenge switch
    {
        { Stretch: { } unit } => Calendar.EndOf(unit, day) < before,
        { Within: { } within } => within.After(day) <= before,
        _ => false,
    };

    private static IEnumerable<Mark> Together(Challenge challenge, IReadOnlyList<Mark> marks, DateOnly before, Calendar calendar)
    {
        if (challenge.InOrder || challenge.Stretch is not null || challenge.Within is not null || marks.Count < ManyMarks)
            return [];
        var old = marks.Where(m => challenge.Step(m.Step)?.IsSum != false && calendar.Day(m.At) < before).GroupBy(m => m.Step);
        return old.Where(g => g.Count() > 1).SelectMany(g => g.Select(m => m with { Amount = -m.Amount })
            .Append(new Mark(g.Key, "", g.First().At, g.Sum(m => m.Amount)))
            .GroupBy(m => (m.Step, m.Key, m.At)).Select(s => s.First() with { Amount = s.Sum(m => m.Amount) }).Where(m => m.Amount != 0));
    }
}
