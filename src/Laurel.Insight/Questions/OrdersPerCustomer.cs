namespace Laurel.Insight.Questions;

/// <summary>How many customers have ordered once, twice, and so on, up to the as-of day.</summary>
public sealed class OrdersPerCustomer : Question
{
    public override string Id => "orders-per-customer";

    public override IReadOnlyList<string> Dimensions => ["orders"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("customers", Unit.Count)];

    public override string Window => "whole";

    public override string Maturity => "none";

    internal override string Sql => """
        WITH counted AS (
            SELECT customer, count(*) AS orders FROM bought($program, $as_of, NULL) WHERE customer IS NOT NULL GROUP BY customer
        )
        SELECT c.label AS orders, count(k.customer) AS total
        FROM (VALUES (1, 1, '1'), (2, 2, '2'), (3, 3, '3'), (4, 4, '4'), (5, 5, '5'),
            (6, 10, '6-10'), (11, 20, '11-20'), (21, 1000000000, '21+'))
            c(least, most, label)
        LEFT JOIN counted k ON k.orders BETWEEN c.least AND c.most
        GROUP BY c.label, c.least
        ORDER BY c.least
        """;
}
