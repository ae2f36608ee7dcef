namespace Laurel.Insight.Questions;

/// <summary>
/// Share of those who joined in a period who were active again within 30, 60 and 90 days; the day of joining does not count.
/// </summary>
public sealed class Activation : Question
{
    public override string Id => "activation";

    public override IReadOnlyList<string> Dimensions => ["cohort", "day"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("activated", Unit.Share)];

    public override string Window => "after-joining";

    public override string Maturity => "days-after-joining";

    public override bool NeedsMembers => true;

    internal override string Sql => """
        WITH came AS (
            SELECT customer, joined, min(day) - joined AS waited FROM activities($program, $as_of) WHERE day > joined AND day <= joined + 90 GROUP BY customer, joined
        ), j AS (
            SELECT m.day, start_of($step, m.day) AS started, c.waited FROM joined($program, $as_of) m LEFT JOIN came c USING (customer)
        ), judged AS (
            SELECT j.*, d.day AS within, j.day + d.day < $as_of AS ripe, j.waited <= d.day AS came
            FROM j CROSS JOIN (VALUES (30), (60), (90)) d(day)
        )
        SELECT label($step, started) AS cohort, within AS day, count(*) FILTER (came) AS total, count(*) AS n,
               later($step, started) + within <= $as_of AS mature, started
        FROM judged GROUP BY started, within
        UNION ALL SELECT NULL, within, count(*) FILTER (came), count(*), true, NULL FROM judged WHERE ripe GROUP BY within
        ORDER BY started NULLS FIRST, day
        """;
}
