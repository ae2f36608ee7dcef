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
            SELECT start_of('month', day) AS started, sum(orders)::BIGINT AS orders, sum(month_active)::BIGINT AS customers,
                   sum(month_squares)::DOUBLE AS squares
            FROM day_counts WHERE program = $program AND day < $as_of GROUP BY started
        )
        SELECT p.period, coalesce(c.orders, 0) AS total, coalesce(c.customers, 0) AS n, c.squares, p.mature
        FROM periods('month', $since, $as_of) p LEFT JOIN counted c USING (started)
        ORDER BY started
        """;
}
