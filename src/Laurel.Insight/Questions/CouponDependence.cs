namespace Laurel.Insight.Questions;

/// <summary>
/// How far buying hangs on offers: the share of members' baskets with an offer, and of those who bought at least twice the share who never
/// bought without one.
/// </summary>
public sealed class CouponDependence : ProgramQuestion
{
    public override string Id => "coupon-dependence";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("baskets", Unit.Share), new("only_with_offers", Unit.Share)];

    internal override string Sql => """
        WITH sold AS (
            SELECT start_of($step, b.day) AS started, b.customer, b.purchase IN (SELECT purchase FROM offered($program, $as_of) WHERE state = 'given') AS helped
            FROM bought($program, $as_of, NULL) b WHERE b.member IS NOT NULL
        ), people AS (
            SELECT started, customer, count(*) AS orders, count(*) FILTER (helped) AS helped FROM sold GROUP BY ALL
        ), sums AS (
            SELECT started, sum(orders)::BIGINT AS orders, sum(helped)::BIGINT AS helped, count(*) FILTER (orders > 1) AS buyers,
                   count(*) FILTER (orders > 1 AND helped = orders) AS dependent
            FROM people GROUP BY started
        )
        SELECT p.period, m.measure, p.mature, coalesce(CASE m.measure WHEN 'baskets' THEN helped ELSE dependent END, 0) AS total,
               coalesce(CASE m.measure WHEN 'baskets' THEN orders ELSE buyers END, 0) AS n
        FROM periods($step, $since, $as_of) p LEFT JOIN sums USING (started)
        CROSS JOIN (VALUES (1, 'baskets'), (2, 'only_with_offers')) m(place, measure)
        ORDER BY started, m.place
        """;
}
