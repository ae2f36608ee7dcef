namespace Laurel.Insight.Advice;

/// <summary>
/// Units expire that would have been enough for a reward: a reminder before. Its figure is what expired of all units that were used or
/// expired; predicted is the figure had those been reminded, and used them, who had bought in the sixty days before.
/// </summary>
internal sealed class ExpiryReminder : IAdvice
{
    private const double High = 0.25;

    private const string Sums = """
        WITH gone AS (
            SELECT member, day, -sum(amount) AS units FROM movements
            WHERE program = $program AND unit = $unit AND kind = 'expired' AND day >= $since AND day < $as_of GROUP BY ALL
        ), used AS (
            SELECT coalesce(-sum(amount), 0)::BIGINT AS units FROM movements
            WHERE program = $program AND unit = $unit AND kind = 'redeemed' AND day >= $since AND day < $as_of
        ), reached AS (
            SELECT g.* FROM gone g
            WHERE g.units >= $cost AND EXISTS (
                SELECT 1 FROM purchases p WHERE p.program = $program AND p.member = g.member AND p.day < g.day AND p.day >= g.day - 60)
        )
        SELECT (SELECT coalesce(sum(units), 0)::BIGINT FROM gone), (SELECT units FROM used),
               (SELECT coalesce(sum(units), 0)::BIGINT FROM reached), (SELECT count(DISTINCT member) FROM gone)
        """;

    public string Kind => "expiry-reminder";

    public Gap? Find(AdviceScope scope)
    {
        var (gone, used, reached, members) = Read(scope, scope.YearBefore);
        if (members < Gap.Fewest)
            return null;
        var (now, predicted) = (Share(gone, used), (double)(gone - reached) / (gone + used));
        return new Gap(Kind, scope.Unit, now, predicted, (long)Math.Round(reached * scope.Worth), members, now > High && predicted < now);
    }

    public Came? Score(AdviceScope scope, DateOnly since)
    {
        var (gone, used, _, members) = Read(scope, since);
        return members < Gap.Fewest ? null : new Came(Share(gone, used), members);
    }

    private static double Share(long gone, long used) => (double)gone / (gone + used);

    private static (long Gone, long Used, long Reached, long Members) Read(AdviceScope scope, DateOnly since)
    {
        using var reader = scope.Facts.Select(Sums, ("program", scope.Program), ("unit", scope.Unit), ("since", since), ("as_of", scope.AsOf),
            ("cost", scope.Cost));
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }
}
