namespace Laurel.Insight.Questions;

/// <summary>
/// Satisfaction (share of 4 and 5 of 5), recommendation (share of 9–10 less share of 0–6, times 100) and who answered, by the last answer of
/// each member in a period.
/// </summary>
public sealed class Satisfaction : ProgramQuestion
{
    public override string Id => "satisfaction";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("satisfied", Unit.Share), new("recommend", Unit.Mean), new("answered", Unit.Share)];

    internal override string Sql => """
        WITH given AS (
            SELECT start_of($step, day) AS started, customer, question, arg_max(answer, seq) AS answer
            FROM answered($program, $as_of) WHERE question IN ('satisfied', 'recommend') GROUP BY ALL
        ), scores AS (
            SELECT started, 'satisfied' AS measure, count(*) FILTER (answer >= 4) AS total, count(*) AS n, NULL::DOUBLE AS squares
            FROM given WHERE question = 'satisfied' GROUP BY started
            UNION ALL
            SELECT started, 'recommend', (100 * (count(*) FILTER (answer >= 9) - count(*) FILTER (answer <= 6)))::BIGINT, count(*),
                   (10000 * count(*) FILTER (answer >= 9 OR answer <= 6))::DOUBLE
            FROM given WHERE question = 'recommend' GROUP BY started
            UNION ALL
            SELECT s.started, 'answered', count(g.customer), count(*), NULL
            FROM (
                SELECT start_of($step, day) AS started, customer FROM customer_days
                WHERE program = $program AND day < $as_of AND day >= joined
                  AND (previous IS NULL OR previous < joined OR previous < start_of($step, day))
            ) s
            LEFT JOIN (SELECT DISTINCT started, customer FROM given) g ON g.started = s.started AND g.customer = s.customer
            GROUP BY s.started
        )
        SELECT p.period, m.measure, coalesce(s.total, 0) AS total, coalesce(s.n, 0) AS n, s.squares, p.mature
        FROM periods($step, $since, $as_of) p
        CROSS JOIN (VALUES (1, 'satisfied'), (2, 'recommend'), (3, 'answered')) m(place, measure)
        LEFT JOIN scores s ON s.started = p.started AND s.measure = m.measure
        ORDER BY p.started, m.place
        """;
}
