namespace Laurel.Insight.Questions;

/// <summary>
/// Two averages that are never mixed: the amount of an order, and what a customer spent in the period. As bought, before returns.
/// </summary>
public sealed class AveragePurchaseAmount : Question
{
    public override string Id => "average-purchase-amount";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("per_order", Unit.Money), new("per_customer", Unit.Money)];

    public override string Window => "period";

    public override string Maturity => "period";

    internal override string Sql => """
        WITH per_order AS (
            SELECT start_of($step, day) AS started, sum(net)::BIGINT AS net, sum(orders)::BIGINT AS orders
            FROM day_sales WHERE program = $program AND day < $as_of AND ($money IS NULL OR currency = $money) GROUP BY started
        ), per_customer AS (
            SELECT started, sum(net)::BIGINT AS net, count(*) AS customers, sum(net::DOUBLE * net) AS squares
            FROM customer_steps($program, $as_of, $money, $step) WHERE orders > 0 GROUP BY started
        )
        SELECT p.period, 'per_order' AS measure, coalesce(o.net, 0) AS total, coalesce(o.orders, 0) AS n, NULL::DOUBLE AS squares,
               p.mature, p.started
        FROM periods($step, $since, $as_of) p LEFT JOIN per_order o USING (started)
        UNION ALL
        SELECT p.period, 'per_customer', coalesce(c.net, 0), coalesce(c.customers, 0), c.squares, p.mature, p.started
        FROM periods($step, $since, $as_of) p LEFT JOIN per_customer c USING (started)
        ORDER BY started, measure DESC
        """;
}
