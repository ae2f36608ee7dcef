namespace Laurel.Insight.Advice;

/// <summary>
/// Too many baskets hang on an offer: leave those out who buy without. Its figure is the share of members' baskets with an offer;
/// predicted is the figure had nobody been given one who had bought twice without in the ninety days before.
/// </summary>
internal sealed class TargetedOffers : IAdvice
{
    private const double High = 0.3;

    private const string Baskets = """
        WITH given AS (
            SELECT purchase, sum(amount) AS amount FROM offered($program, $as_of) WHERE state = 'given' AND purchase IS NOT NULL GROUP BY purchase
        ), sold AS (
            SELECT b.customer, b.day, b.seq, g.purchase IS NOT NULL AS helped, coalesce(g.amount, 0) AS amount
            FROM bought($program, $as_of, $money) b LEFT JOIN given g USING (purchase)
            WHERE b.member IS NOT NULL AND b.day >= $since - 90
        ), judged AS (
            SELECT day, helped, amount, count(*) FILTER (NOT helped) OVER (
                PARTITION BY customer ORDER BY day RANGE BETWEEN INTERVAL 90 DAY PRECEDING AND INTERVAL 1 DAY PRECEDING) AS without
            FROM sold
        )
        SELECT count(*), count(*) FILTER (helped), count(*) FILTER (helped AND without >= 2),
               coalesce(sum(amount) FILTER (helped AND without >= 2), 0)::BIGINT
        FROM judged WHERE day >= $since
        """;

    public string Kind => "targeted-offers";

    public Gap? Find(AdviceScope scope)
    {
        var (baskets, helped, anyway, amount) = Read(scope, scope.YearBefore);
        if (baskets < Gap.Fewest)
            return null;
        var now = (double)helped / baskets;
        return new Gap(Kind, scope.Unit, now, (double)(helped - anyway) / baskets, -amount, baskets, now > High && anyway > 0);
    }

    public Came? Score(AdviceScope scope, DateOnly since)
    {
        var (baskets, helped, _, _) = Read(scope, since);
        return baskets < Gap.Fewest ? null : new Came((double)helped / baskets, baskets);
    }

    private static (long Baskets, long Helped, long Anyway, long Amount) Read(AdviceScope scope, DateOnly since)
    {
        using var reader = scope.Facts.Select(Baskets, ("program", scope.Program), ("as_of", scope.AsOf), ("money", scope.Currency), ("since", since));
        reader.Read();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }
}
