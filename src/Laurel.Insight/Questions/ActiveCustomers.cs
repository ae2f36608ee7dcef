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
        WITH counted AS (
            SELECT started, sum(active) AS active, sum(fresh) AS fresh, sum(retained) AS retained
            FROM counted_days($program, $as_of, $step) GROUP BY started
        ), wide AS (
            SELECT p.started, p.period, p.mature, coalesce(c.active, 0)::BIGINT AS active, coalesce(c.fresh, 0)::BIGINT AS "new",
                   coalesce(c.retained, 0)::BIGINT AS retained,
                   coalesce(c.active - c.fresh - c.retained, 0)::BIGINT AS reactivated,
                   (coalesce(past.active, 0) - coalesce(c.retained, 0))::BIGINT AS lapsed
            FROM periods($step, $since, $as_of) p LEFT JOIN counted c USING (started)
            LEFT JOIN counted past ON later($step, past.started) = p.started
        )
        SELECT period, measure, total, mature
        FROM (UNPIVOT wide ON active, "new", retained, reactivated, lapsed INTO NAME measure VALUE total)
        ORDER BY started
        """;
}
