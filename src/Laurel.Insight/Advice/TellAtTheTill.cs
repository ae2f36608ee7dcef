namespace Laurel.Insight.Advice;

/// <summary>
/// Members have enough for a reward and take none: tell them at the till. Its figure is who took one within sixty days of first having
/// enough; predicted is the figure of the place where most do, among places with thirty such members.
/// </summary>
internal sealed class TellAtTheTill : IAdvice
{
    private const int Days = 60;
    private const double Low = 0.5;

    private const string Places = """
        WITH run AS (
            SELECT member, day, sum(amount) OVER (PARTITION BY member ORDER BY seq, number) AS balance
            FROM movements WHERE program = $program AND unit = $unit AND day < $as_of
        ), able AS (
            SELECT member, min(day) AS day FROM run WHERE balance >= $cost GROUP BY member
        ), judged AS (
            SELECT a.member, m.location, EXISTS (
                SELECT 1 FROM redemptions r
                WHERE r.program = $program AND r.member = a.member AND r.state = 'captured'
                  AND r.occurred_at >= a.day AND r.occurred_at < a.day + $days + 1) AS took
            FROM able a JOIN members m ON m.program = $program AND m.member = a.member
            WHERE a.day >= $since AND a.day < $as_of - $days
        )
        SELECT location, count(*) FILTER (took), count(*) FROM judged GROUP BY location
        """;

    public string Kind => "tell-at-the-till";

    public Gap? Find(AdviceScope scope)
    {
        var places = Read(scope, scope.YearBefore);
        var (took, able) = (places.Sum(p => p.Took), places.Sum(p => p.Able));
        if (able < Gap.Fewest)
            return null;
        var now = (double)took / able;
        var best = places.Where(p => p.Able >= Gap.Fewest).Select(p => (double)p.Took / p.Able).DefaultIfEmpty(now).Max();
        var cost = (long)Math.Round((decimal)((best - now) * able * scope.Cost) * scope.Worth);
        return new Gap(Kind, scope.Reward, now, best, cost, able, now < Low && best > now);
    }

    public Came? Score(AdviceScope scope, DateOnly since)
    {
        var places = Read(scope, since);
        var able = places.Sum(p => p.Able);
        return able < Gap.Fewest ? null : new Came((double)places.Sum(p => p.Took) / able, able);
    }

    private static List<(long Took, long Able)> Read(AdviceScope scope, DateOnly since)
    {
        using var reader = scope.Facts.Select(Places, ("program", scope.Program), ("unit", scope.Unit), ("since", since), ("as_of", scope.AsOf),
            ("cost", scope.Cost), ("days", Days));
        var places = new List<(long, long)>();
        while (reader.Read())
            places.Add((reader.GetInt64(1), reader.GetInt64(2)));
        return places;
    }
}
