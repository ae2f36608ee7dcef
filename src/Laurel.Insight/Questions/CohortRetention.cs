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
        WITH cohorts AS (
            SELECT customer, start_of('month', day) AS started FROM first_days($program, $as_of)
        ), sizes AS (
            SELECT started, count(*) AS n FROM cohorts GROUP BY started
        ), active AS (
            SELECT c.started, date_diff('month', c.started, b.day) AS month, count(DISTINCT customer) AS customers
            FROM cohorts c JOIN buying_days($program, $as_of) b USING (customer) GROUP BY ALL
        )
        SELECT label('month', s.started) AS cohort, m.month, coalesce(a.customers, 0) AS total, s.n,
               s.started + to_months(CAST(m.month AS INTEGER) + 1) <= $as_of AS mature
        FROM sizes s
        CROSS JOIN LATERAL (SELECT unnest(range(0, date_diff('month', s.started, $as_of - 1) + 1)) AS month) m
        LEFT JOIN active a ON a.started = s.started AND a.month = m.month
        ORDER BY s.started, m.month
        """;
}
