namespace Laurel.Insight.Questions;

/// <summary>Who bought in each period: new + retained + reactivated = active; and who of the period before did not come back.</summary>
public sealed class ActiveCustomers : Question
{
    public override string Id => "active-customers";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("active", Unit.Count), new("new", Unit.Count), new("retained", Unit.Count),
        new("reactivated", Unit.Count), new("lapsed", Unit.Count),
    ];

    public override string Window => "period";

    public override string Maturity => "period";

    internal override string Sql => """
        WITH active AS (
            SELECT DISTINCT customer, start_of($step, day) AS started FROM buying_days($program, $as_of)
        ), seen AS (
            SELECT customer, started, later($step, lag(started) OVER w) AS expected,
                   later($step, started) AS upcoming, lead(started) OVER w AS following
            FROM active WINDOW w AS (PARTITION BY customer ORDER BY started)
        ), came AS (
            SELECT started, count(*) AS active, count(*) FILTER (expected IS NULL) AS fresh,
                   count(*) FILTER (expected = started) AS retained,
                   count(*) FILTER (expected < started) AS reactivated
            FROM seen GROUP BY started
        ), went AS (
            SELECT upcoming AS started, count(*) AS lapsed FROM seen WHERE following IS DISTINCT FROM upcoming GROUP BY ALL
        ), wide AS (
            SELECT p.started, p.period, p.mature, coalesce(c.active, 0) AS active, coalesce(c.fresh, 0) AS "new",
                   coalesce(c.retained, 0) AS retained, coalesce(c.reactivated, 0) AS reactivated, coalesce(w.lapsed, 0) AS lapsed
            FROM periods($step, $since, $as_of) p LEFT JOIN came c USING (started) LEFT JOIN went w USING (started)
        )
        SELECT period, measure, total, mature
        FROM (UNPIVOT wide ON active, "new", retained, reactivated, lapsed INTO NAME measure VALUE total)
        ORDER BY started
        """;
}
