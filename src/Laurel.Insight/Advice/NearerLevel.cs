namespace Laurel.Insight.Advice;

/// <summary>
/// Hardly anybody reaches the first level: a threshold a quarter lower. Its figure is the share of members who joined at least half a year
/// ago and spent enough for it in the last year; predicted is the figure by the lower threshold. What it costs only a replay can tell.
/// </summary>
internal sealed class NearerLevel : IAdvice
{
    private const double Low = 0.05;

    private const string Reached = """
        WITH old_enough AS (SELECT customer FROM joined($program, $as_of) WHERE day < $as_of - 180),
        moved AS (
            SELECT customer, net FROM bought($program, $as_of, $money) WHERE day >= $since AND customer IS NOT NULL
            UNION ALL SELECT customer, -net FROM brought_back($program, $as_of, $money) WHERE day >= $since AND customer IS NOT NULL
        ), spent AS (SELECT customer, sum(net) AS net FROM moved GROUP BY customer)
        SELECT count(*) FILTER (coalesce(s.net, 0) >= $spend), count(*) FILTER (coalesce(s.net, 0) >= $less), count(*)
        FROM old_enough LEFT JOIN spent s USING (customer)
        """;

    public string Kind => "nearer-level";

    public Gap? Find(AdviceScope scope)
    {
        if (scope.Level is not { } level || Read(scope, level) is not { Members: >= Gap.Fewest } read)
            return null;
        var (now, predicted) = ((double)read.Reached / read.Members, (double)read.Nearly / read.Members);
        return new Gap(Kind, level.Id, now, predicted, null, read.Members, now < Low && predicted > now);
    }

    /// <summary>By the threshold that is in force now.</summary>
    public Came? Score(AdviceScope scope, DateOnly since) => scope.Level is { } level && Read(scope, level) is { Members: >= Gap.Fewest } read
        ? new Came((double)read.Reached / read.Members, read.Members)
        : null;

    private static (long Reached, long Nearly, long Members) Read(AdviceScope scope, LevelStep level)
    {
        using var reader = scope.Facts.Select(Reached, ("program", scope.Program), ("as_of", scope.AsOf), ("money", scope.Currency),
            ("since", scope.YearBefore), ("spend", level.Spend), ("less", level.Less));
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
