namespace Laurel.Insight.Questions;

/// <summary>
/// Of those who joined in a month, the share who bought in that month and in each after it; the day of joining does not count.
/// </summary>
public sealed class CohortRetentionByEnrolment : Question
{
    public override string Id => "cohort-retention-by-enrolment";

    public override IReadOnlyList<string> Dimensions => ["cohort", "month"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("active", Unit.Share)];

    public override string Window => "cohort";

    public override string Maturity => "cohort";

    public override bool NeedsMembers => true;

    internal override string Sql => """
        WITH cohorts AS (
            SELECT customer, day AS joined, start_of('month', day) AS started FROM joined($program, $as_of)
        ), sizes AS (
            SELECT started, count(*) AS n FROM cohorts GROUP BY started
        ), active AS (
            SELECT c.started, date_diff('month', c.started, b.day) AS month, count(*) AS customers
            FROM cohorts c JOIN customer_days b ON b.customer = c.customer AND b.day > c.joined
            WHERE b.program = $program AND b.day < $as_of AND (b.previous <= c.joined OR b.previous < start_of('month', b.day)) IS NOT FALSE
            GROUP BY ALL
        )
        SELECT label('month', s.started) AS cohort, m.month, coalesce(a.customers, 0) AS total, s.n,
               s.started + to_months(CAST(m.month AS INTEGER) + 1) <= $as_of AS mature
        FROM sizes s
        CROSS JOIN LATERAL (SELECT unnest(range(0, date_diff('month', s.started, $as_of - 1) + 1)) AS month) m
        LEFT JOIN active a ON a.started = s.started AND a.month = m.month
        ORDER BY s.started, m.month
        """;
}
