namespace Laurel.Insight.Questions;

/// <summary>Of those who first bought in a month, the share who bought in each month after it.</summary>
public sealed class CohortRetention : Question
{
    public override string Id => "cohort-retention";

    public override IReadOnlyList<string> Dimensions => ["cohort", "month"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("active", Unit.Share)];

    public override string Window => "cohort";

    public override string Maturity => "cohort";

    internal override string Sql => """
        WITH active AS (
            SELECT cohort AS started, date_diff('month', cohort, day) AS month, sum(customers)::BIGINT AS customers
            FROM cohort_counts WHERE program = $program AND day < $as_of GROUP BY ALL
        ), sizes AS (
            SELECT started, customers AS n FROM active WHERE month = 0
        )
        SELECT label('month', s.started) AS cohort, m.month, coalesce(a.customers, 0) AS total, s.n,
               s.started + to_months(CAST(m.month AS INTEGER) + 1) <= $as_of AS mature
        FROM sizes s
        CROSS JOIN LATERAL (SELECT unnest(range(0, date_diff('month', s.started, $as_of - 1) + 1)) AS month) m
        LEFT JOIN active a ON a.started = s.started AND a.month = m.month
        ORDER BY s.started, m.month
        """;
}
