namespace Laurel.Insight.Questions;

/// <summary>
/// What share of line revenue each category (the SKU where there is no category) has, for members and for everybody else: in the first year
/// after the launch so far, and on the same days a year before. Without a launch, over everything.
/// </summary>
/// <param name="top">Categories shown by name, 1 to 20; the rest are "other".</param>
public sealed class ProductMix(int top = 10) : Question
{
    public override string Id => "product-mix";

    public override IReadOnlyList<string> Dimensions => ["group", "when", "category"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("share_of_revenue", Unit.Ratio)];

    public override string Window => "launch";

    public override string Maturity => "launch";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("top", top)];

    internal override string Sql => """
        WITH launched AS (
            SELECT coalesce($launch::DATE, (SELECT min(day) FROM joined($program, $as_of))) AS day
        ), spans AS (
            SELECT 'all' AS span, $since AS since, $as_of AS until, true AS mature, 1 AS place FROM launched WHERE day IS NULL
            UNION ALL
            SELECT 'after', day, least(CAST(day + to_years(1) AS DATE), $as_of), true, 3 FROM launched WHERE day IS NOT NULL
            UNION ALL
            SELECT 'before', year_before(day), year_before(least(CAST(day + to_years(1) AS DATE), $as_of)),
                   seen_from(year_before(day), $since), 2
            FROM launched WHERE day IS NOT NULL
        ), sold AS (
            SELECT s.span, s.place, s.mature, l.category, l.net, CASE WHEN l.as_member THEN 'members' ELSE 'others' END AS grouped
            FROM goods_days l JOIN spans s ON l.day >= s.since AND l.day < s.until
            WHERE l.program = $program AND l.day < $as_of AND ($money IS NULL OR l.currency = $money)
        ), ranked AS (
            SELECT category, row_number() OVER (ORDER BY sum(net) DESC, category) AS rank FROM sold GROUP BY category
        ), named AS (
            SELECT grouped, span, any_value(place) AS place, any_value(mature) AS mature, least(rank, $top + 1) AS rank,
                   CASE WHEN rank <= $top THEN category ELSE 'other' END AS category, sum(net) AS net
            FROM sold JOIN ranked USING (category) GROUP BY ALL
        )
        SELECT grouped AS "group", span AS "when", category, net::BIGINT AS total, (sum(net) OVER (PARTITION BY grouped, span))::BIGINT AS n, mature
        FROM named
        ORDER BY grouped, place, rank
        """;
}
