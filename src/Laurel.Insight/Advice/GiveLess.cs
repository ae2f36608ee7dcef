namespace Laurel.Insight.Advice;

/// <summary>
/// More is given back than is earned: a quarter less for every purchase. Its figure is what the units given for members' purchases of the
/// last year are worth, as a share of what these cost after returns; predicted is three quarters of it. It is wide above the margin of the
/// lines whose cost is known.
/// </summary>
internal sealed class GiveLess : IAdvice
{
    private const string Sums = """
        WITH given AS (
            SELECT coalesce(sum(amount), 0)::BIGINT AS units, count(DISTINCT member) AS members FROM movements
            WHERE program = $program AND unit = $unit AND kind IN ('earned', 'taken-back') AND purchase IS NOT NULL AND day >= $since AND day < $as_of
        ), sold AS (
            SELECT coalesce(sum(net), 0)::BIGINT AS net, sum(net) FILTER (cost IS NOT NULL)::BIGINT AS known, sum(cost)::BIGINT AS cost
            FROM bought_lines($program, $as_of, $money) WHERE as_member AND day >= $since
        ), back AS (
            SELECT coalesce(sum(net), 0)::BIGINT AS net FROM brought_back($program, $as_of, $money) WHERE member IS NOT NULL AND day >= $since
        )
        SELECT g.units, g.members, s.net - b.net, s.known, s.cost FROM given g, sold s, back b
        """;

    public string Kind => "give-less";

    public Gap? Find(AdviceScope scope)
    {
        if (Read(scope, scope.YearBefore) is not { Members: >= Gap.Fewest, Margin: { } margin } read)
            return null;
        return new Gap(Kind, scope.Unit, read.Rate, read.Rate * 3 / 4, -(long)Math.Round(read.Worth / 4), read.Members, read.Rate > margin);
    }

    public Came? Score(AdviceScope scope, DateOnly since) =>
        Read(scope, since) is { Members: >= Gap.Fewest } read ? new Came(read.Rate, read.Members) : null;

    /// <summary>Null where nothing was sold, or units are worth nothing.</summary>
    private static (double Rate, decimal Worth, long Members, double? Margin)? Read(AdviceScope scope, DateOnly since)
    {
        using var reader = scope.Facts.Select(Sums, ("program", scope.Program), ("as_of", scope.AsOf), ("money", scope.Currency),
            ("unit", scope.Unit), ("since", since));
        reader.Read();
        var (worth, net) = (reader.GetInt64(0) * scope.Worth, reader.GetInt64(2));
        double? margin = reader.IsDBNull(3) || reader.IsDBNull(4) || reader.GetInt64(3) <= 0 ? null : 1 - ((double)reader.GetInt64(4) / reader.GetInt64(3));
        return net > 0 && worth > 0 ? ((double)worth / net, worth, reader.GetInt64(1), margin) : null;
    }
}
