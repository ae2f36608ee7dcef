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
        WITH joined AS (
            SELECT customer, day, start_of($step, day) AS started FROM joined($program, $as_of)
        ), ordered AS (
            SELECT j.started, j.customer, CASE WHEN b.day < j.day THEN 'before' ELSE 'after' END AS moment,
                   CASE WHEN b.day < j.day THEN date_sub('month', b.day, j.day - 1) ELSE date_sub('month', j.day + 1, b.day) END AS month
            FROM joined j JOIN bought($program, $as_of, NULL) b ON b.customer = j.customer AND b.day <> j.day
        ), sums AS (
            SELECT started, moment, count(*) AS orders, count(DISTINCT (customer, month)) AS active_months
            FROM ordered WHERE month < 6 GROUP BY ALL
        )
        SELECT label($step, c.started) AS cohort, w.moment AS "when", coalesce(s.orders, 0) AS total, coalesce(s.active_months, 0) AS n,
               CASE w.moment WHEN 'before' THEN seen_from(CAST(c.started - to_months(6) AS DATE), $since)
                   ELSE CAST(later($step, c.started) + to_months(6) AS DATE) <= $as_of END AS mature
        FROM (SELECT DISTINCT started FROM joined) c
        CROSS JOIN (VALUES (1, 'before'), (2, 'after')) w(place, moment)
        LEFT JOIN sums s ON s.started = c.started AND s.moment = w.moment
        ORDER BY c.started, w.place
        """;
}
