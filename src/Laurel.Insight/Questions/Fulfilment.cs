namespace Laurel.Insight.Questions;

/// <summary>
/// Rewards on their way into the member's hands: days from taking one to having it, the share that was cancelled, the share of those to be sent
/// that was late, and the days from joining to the first reward she held.
/// </summary>
/// <param name="days">An ordered reward that is not there after so many days is late.</param>
public sealed class Fulfilment(int days = 14) : HoldingQuestion
{
    public override string Id => "fulfilment";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("days", Unit.Days), new("cancelled", Unit.Share), new("late", Unit.Share), new("from_joining", Unit.Days)];

    public override string Maturity => "fulfilment";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("days", days)];

    internal override string Sql => """
        WITH gone AS (
            SELECT redemption, any_value(customer) AS customer, min(occurred_at) FILTER (state = 'captured') AS taken,
                   min(occurred_at) FILTER (state = 'ordered') AS ordered, min(occurred_at) FILTER (state = 'cancelled') AS cancelled,
                   min(occurred_at) FILTER (state IN ('delivered', 'collected')) AS brought,
                   bool_or(state IN ('ordered', 'shipped', 'issued')) AS is_later
            FROM redemptions r WHERE program = $program AND occurred_at < $as_of
              AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = r.customer)
            GROUP BY redemption
        ), sums AS (
            SELECT start_of($step, taken) AS started, count(*) AS taken, count(cancelled) AS cancelled,
                   list_sort(list(date_diff('day', CAST(taken AS DATE), CAST(brought AS DATE))::DOUBLE) FILTER (brought IS NOT NULL)) AS days
            FROM gone WHERE taken IS NOT NULL GROUP BY ALL
        ), sent AS (
            SELECT start_of($step, ordered) AS started, count(*) AS n,
                   count(*) FILTER (least(brought, cancelled) IS NULL OR least(brought, cancelled) > ordered + to_days($days)) AS late,
                   max(CAST(ordered AS DATE)) AS newest
            FROM gone WHERE ordered IS NOT NULL GROUP BY ALL
        ), first AS (
            SELECT customer, CAST(min(CASE WHEN is_later THEN brought ELSE taken END) AS DATE) AS day FROM gone WHERE cancelled IS NULL GROUP BY customer
        ), waited AS (
            SELECT start_of($step, f.day) AS started, list_sort(list(date_diff('day', j.day, f.day)::DOUBLE)) AS days
            FROM first f JOIN joined($program, $as_of) j USING (customer) WHERE f.day >= j.day GROUP BY ALL
        )
        SELECT p.period, m.measure, p.mature AND (m.measure <> 'late' OR p.ended + $days <= $as_of) AS mature,
               CASE m.measure WHEN 'cancelled' THEN coalesce(s.cancelled, 0) WHEN 'late' THEN coalesce(o.late, 0) END AS total,
               coalesce(CASE m.measure WHEN 'days' THEN len(s.days) WHEN 'cancelled' THEN s.taken WHEN 'late' THEN o.n ELSE len(w.days) END, 0) AS n,
               CASE m.measure WHEN 'days' THEN list_median(s.days) WHEN 'from_joining' THEN list_median(w.days) END::DOUBLE AS value,
               CASE m.measure WHEN 'days' THEN middle_low(s.days) WHEN 'from_joining' THEN middle_low(w.days) END::DOUBLE AS low,
               CASE m.measure WHEN 'days' THEN middle_high(s.days) WHEN 'from_joining' THEN middle_high(w.days) END::DOUBLE AS high
        FROM periods($step, $since, $as_of) p
        LEFT JOIN sums s ON s.started = p.started LEFT JOIN sent o ON o.started = p.started LEFT JOIN waited w ON w.started = p.started
        CROSS JOIN (VALUES (1, 'days'), (2, 'cancelled'), (3, 'late'), (4, 'from_joining')) m(place, measure)
        ORDER BY p.started, m.place
        """;
}
