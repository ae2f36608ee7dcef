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
            SELECT start_of($step, day) AS started, sum(net) AS net, count(*) AS orders FROM bought($program, $as_of, $money) GROUP BY ALL
        ), back AS (
            SELECT start_of($step, day) AS started, sum(net) AS net FROM brought_back($program, $as_of, $money) GROUP BY ALL
        ), wide AS (
            SELECT p.started, p.period, p.mature, coalesce(s.net, 0)::HUGEINT AS revenue, coalesce(b.net, 0)::HUGEINT AS returned,
                   coalesce(s.orders, 0)::HUGEINT AS orders
            FROM periods($step, $since, $as_of) p LEFT JOIN sold s USING (started) LEFT JOIN back b USING (started)
        )
        SELECT period, measure, total, mature
        FROM (UNPIVOT wide ON revenue, returned, orders INTO NAME measure VALUE total)
        ORDER BY started
        """;
}
