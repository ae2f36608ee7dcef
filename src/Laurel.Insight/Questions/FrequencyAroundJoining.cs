namespace Laurel.Insight.Questions;

/// <summary>
/// Orders for each active customer and month in the six months before and after joining, per cohort of joining. The day of joining counts
/// for neither: people join when they buy.
/// </summary>
public sealed class FrequencyAroundJoining : Question
{
    public override string Id => "frequency-around-joining";

    public override IReadOnlyList<string> Dimensions => ["cohort", "when"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("orders_per_active_month", Unit.Mean)];

    public override string Window => "around-joining";

    public override string Maturity => "around-joining";

    public override bool NeedsMembers => true;

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH ordered AS (
            SELECT start_of($step, joined) AS started, customer, orders, CASE WHEN day < joined THEN 'before' ELSE 'after' END AS moment,
                   CASE WHEN day < joined THEN date_sub('month', day, joined - 1) ELSE date_sub('month', joined + 1, day) END AS month
            FROM customer_days WHERE program = $program AND day < $as_of AND joined < $as_of AND day <> joined
              AND day >= joined - 190 AND day <= joined + 190
        ), months AS (SELECT started, moment, customer, month, sum(orders) AS orders FROM ordered WHERE month < 6 GROUP BY ALL),
        sums AS (
            SELECT started, moment, sum(orders)::BIGINT AS orders, count(*) AS active_months
            FROM months GROUP BY ALL
        ), cohorts AS (SELECT DISTINCT start_of($step, day) AS started FROM joined($program, $as_of))
        SELECT label($step, c.started) AS cohort, w.moment AS "when", coalesce(s.orders, 0) AS total, coalesce(s.active_months, 0) AS n,
               CASE w.moment WHEN 'before' THEN seen_from(CAST(c.started - to_months(6) AS DATE), $since)
                   ELSE CAST(later($step, c.started) + to_months(6) AS DATE) <= $as_of END AS mature
        FROM cohorts c
        CROSS JOIN (VALUES (1, 'before'), (2, 'after')) w(place, moment)
        LEFT JOIN sums s ON s.started = c.started AND s.moment = w.moment
        ORDER BY c.started, w.place
        """;
}
