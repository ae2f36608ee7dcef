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
        WITH b AS (SELECT * FROM bought($program, $as_of, $money)),
        d AS (SELECT customer, count(*) AS days FROM buying_days($program, $as_of) GROUP BY customer)
        SELECT 'customers' AS measure, count(*) AS total, NULL AS n FROM d
        UNION ALL SELECT 'members', count(*), NULL FROM enrolled($program, $as_of)
        UNION ALL SELECT 'orders', count(*), NULL FROM b
        UNION ALL SELECT 'revenue', coalesce(sum(net), 0), NULL FROM b
        UNION ALL SELECT 'returned', coalesce(sum(net), 0), NULL FROM brought_back($program, $as_of, $money)
        UNION ALL SELECT 'average_order', coalesce(sum(net), 0), count(*) FROM b
        UNION ALL SELECT 'bought_again', count(*) FILTER (days > 1), count(*) FROM d
        UNION ALL SELECT 'identified_orders', count(customer), count(*) FROM b
        """;
}
