namespace Laurel.Insight.Questions;

/// <summary>Revenue, what was returned, and orders of each period.</summary>
public sealed class Revenue : Question
{
    public override string Id => "revenue";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("revenue", Unit.Money), new("returned", Unit.Money), new("orders", Unit.Count)];

    public override string Window => "period";

    public override string Maturity => "period";

    internal override string Sql => """
        WITH sold AS (
            SELECT start_of($step, day) AS started, sum(net)::HUGEINT AS revenue, sum(returned)::HUGEINT AS returned, sum(orders)::HUGEINT AS orders
            FROM day_sales WHERE program = $program AND day < $as_of AND ($money IS NULL OR currency = $money) GROUP BY started
        ), wide AS (
            SELECT p.started, p.period, p.mature, coalesce(revenue, 0) AS revenue, coalesce(returned, 0) AS returned, coalesce(orders, 0) AS orders
            FROM periods($step, $since, $as_of) p LEFT JOIN sold s USING (started)
        )
        SELECT period, measure, total, mature
        FROM (UNPIVOT wide ON revenue, returned, orders INTO NAME measure VALUE total)
        ORDER BY started
        """;
}
