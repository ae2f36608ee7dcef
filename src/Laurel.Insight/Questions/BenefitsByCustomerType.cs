namespace Laurel.Insight.Questions;

/// <summary>
/// Who has something from the program: of the members who bought in a period, new, loyal and occasional ones, how many used a reward or an
/// offer, and how many such each of them used.
/// </summary>
/// <param name="visits">Buying days in the year up to the end of the period that make a member loyal.</param>
public sealed class BenefitsByCustomerType(int visits = 3) : ProgramQuestion
{
    public override string Id => "benefits-by-customer-type";

    public override IReadOnlyList<string> Dimensions => ["period", "group"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("used", Unit.Share), new("benefits", Unit.Mean)];

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("visits", visits)];

    internal override string Sql => """
        WITH taken AS (
            SELECT customer, CAST(min(occurred_at) AS DATE) AS day FROM redemptions r
            WHERE program = $program AND occurred_at < $as_of
              AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = r.customer)
            GROUP BY customer, redemption HAVING bool_or(state = 'captured') AND NOT bool_or(state = 'cancelled')
        ), benefits AS (
            SELECT customer, start_of($step, day) AS started, count(*) AS n FROM (
                SELECT customer, day FROM taken
                UNION ALL SELECT customer, day FROM offered($program, $as_of) WHERE state = 'given' AND customer IS NOT NULL
            ) GROUP BY ALL
        ), bought AS (
            SELECT customer, start_of($step, day) AS started, (year(day) * 12 + month(day) - 1) // months_in($step) AS place, count(*) AS days,
                   any_value(first) AS first, bool_or(day >= joined) AS as_member
            FROM customer_days WHERE program = $program AND day < $as_of AND joined IS NOT NULL GROUP BY ALL
        ), buyers AS (
            SELECT started, customer, first, sum(days) OVER (
                PARTITION BY customer ORDER BY place RANGE BETWEEN (12 // months_in($step) - 1) PRECEDING AND CURRENT ROW) AS days
            FROM bought QUALIFY as_member
        ), typed AS (
            SELECT b.started, coalesce(u.n, 0) AS used,
                   CASE WHEN b.days >= $visits THEN 'loyal' WHEN b.first >= b.started THEN 'new' ELSE 'occasional' END AS kind
            FROM buyers b LEFT JOIN benefits u ON u.customer = b.customer AND u.started = b.started
        ), sums AS (
            SELECT started, kind, count(*) AS n, count(*) FILTER (used > 0) AS users, sum(used)::BIGINT AS benefits,
                   sum(used * used)::DOUBLE AS squares
            FROM typed GROUP BY ALL
        )
        SELECT p.period, k.kind AS "group", m.measure, p.mature, coalesce(s.n, 0) AS n,
               coalesce(CASE m.measure WHEN 'used' THEN s.users ELSE s.benefits END, 0) AS total,
               CASE m.measure WHEN 'benefits' THEN s.squares END AS squares
        FROM periods($step, $since, $as_of) p
        CROSS JOIN (VALUES (1, 'new'), (2, 'occasional'), (3, 'loyal')) k(place, kind)
        CROSS JOIN (VALUES (1, 'used'), (2, 'benefits')) m(place, measure)
        LEFT JOIN sums s ON s.started = p.started AND s.kind = k.kind
        ORDER BY p.started, k.place, m.place
        """;
}
