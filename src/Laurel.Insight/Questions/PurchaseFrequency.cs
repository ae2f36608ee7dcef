namespace Laurel.Insight.Questions;

/// <summary>Orders for each customer who bought in a month.</summary>
public sealed class PurchaseFrequency : Question
{
    public override string Id => "purchase-frequency";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("orders_per_customer", Unit.Mean)];

    public override string Window => "month";

    public override string Maturity => "period";

    internal override string Sql => """
        WITH counted AS (
            SELECT start_of('month', day) AS started, customer, count(*) AS orders
            FROM bought($program, $as_of, NULL) WHERE customer IS NOT NULL GROUP BY ALL
        )
        SELECT p.period, coalesce(sum(c.orders), 0) AS total, count(c.customer) AS n, sum(c.orders * c.orders)::DOUBLE AS squares,
               any_value(p.mature) AS mature
        FROM periods('month', $since, $as_of) p LEFT JOIN counted c USING (started)
        GROUP BY p.period, started
        ORDER BY started
        """;
}
