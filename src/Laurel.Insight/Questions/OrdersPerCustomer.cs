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
        WITH r AS (
            SELECT sum(fresh) AS r1, sum(reached_2) AS r2, sum(reached_3) AS r3, sum(reached_4) AS r4, sum(reached_5) AS r5,
                   sum(reached_6) AS r6, sum(reached_11) AS r11, sum(reached_21) AS r21
            FROM day_counts WHERE program = $program AND day < $as_of
        )
        SELECT label AS orders, coalesce(total, 0)::BIGINT AS total
        FROM (
            SELECT unnest([1, 2, 3, 4, 5, 6, 7, 8]) AS place, unnest(['1', '2', '3', '4', '5', '6-10', '11-20', '21+']) AS label,
                   unnest([r1 - r2, r2 - r3, r3 - r4, r4 - r5, r5 - r6, r6 - r11, r11 - r21, r21]) AS total
            FROM r
        )
        ORDER BY place
        """;
}
