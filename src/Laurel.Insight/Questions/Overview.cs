namespace Laurel.Insight.Questions;

/// <summary>What the facts hold in all: customers, orders, revenue, what came back, the average order, who ever bought again.</summary>
public sealed class Overview : Question
{
    public override string Id => "overview";

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("customers", Unit.Count), new("orders", Unit.Count), new("revenue", Unit.Money), new("returned", Unit.Money),
        new("average_order", Unit.Money), new("bought_again", Unit.Share), new("identified_orders", Unit.Share), new("members", Unit.Count),
    ];

    public override string Window => "whole";

    public override string Maturity => "none";

    internal override string Sql => """
        WITH s AS (
            SELECT coalesce(sum(orders), 0) AS orders, coalesce(sum(net), 0) AS net, coalesce(sum(returned), 0) AS returned,
                   coalesce(sum(identified), 0) AS identified
            FROM day_sales WHERE program = $program AND day < $as_of AND ($money IS NULL OR currency = $money)
        ), d AS (
            SELECT coalesce(sum(fresh), 0) AS customers, coalesce(sum(again), 0) AS again
            FROM day_counts WHERE program = $program AND day < $as_of
        )
        SELECT 'customers' AS measure, customers AS total, NULL AS n FROM d
        UNION ALL SELECT 'members', count(*), NULL FROM joined($program, $as_of)
        UNION ALL SELECT 'orders', orders, NULL FROM s
        UNION ALL SELECT 'revenue', net, NULL FROM s
        UNION ALL SELECT 'returned', returned, NULL FROM s
        UNION ALL SELECT 'average_order', net, orders FROM s
        UNION ALL SELECT 'bought_again', again, customers FROM d
        UNION ALL SELECT 'identified_orders', identified, orders FROM s
        """;
}
