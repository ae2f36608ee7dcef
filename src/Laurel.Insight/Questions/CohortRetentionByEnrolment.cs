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
        WITH sizes AS (
            SELECT start_of('month', day) AS started, count(*) AS n FROM joined($program, $as_of) GROUP BY started
        ), active AS (
            SELECT start_of('month', joined) AS started, date_diff('month', joined, day) AS month, count(*) AS customers
            FROM customer_days
            WHERE program = $program AND day < $as_of AND day > joined AND (previous <= joined OR previous < start_of('month', day)) IS NOT FALSE
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
