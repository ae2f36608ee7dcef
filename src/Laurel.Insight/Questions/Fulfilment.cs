namespace Laurel.Insight.Questions;

/// <summary>Rewards on their way into the member's hands: days from taking one to having it, and the share that was cancelled.</summary>
public sealed class Fulfilment : Question
{
    public override string Id => "fulfilment";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("days", Unit.Days), new("cancelled", Unit.Share)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    public override bool IsOfProgram => true;

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH gone AS (
            SELECT redemption, min(occurred_at) FILTER (state = 'captured') AS taken,
                   min(occurred_at) FILTER (state IN ('delivered', 'picked-up')) AS had, bool_or(state = 'cancelled') AS cancelled
            FROM redemptions r WHERE program = $program AND occurred_at < $as_of
              AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = r.customer)
            GROUP BY redemption
        ), sums AS (
            SELECT start_of($step, taken) AS started, count(*) AS taken, count(*) FILTER (cancelled) AS cancelled, count(had) AS had,
                   median(date_diff('day', CAST(taken AS DATE), CAST(had AS DATE)))::DOUBLE AS days
            FROM gone WHERE taken IS NOT NULL GROUP BY ALL
        )
        SELECT p.period, m.measure, p.mature, CASE m.measure WHEN 'cancelled' THEN coalesce(s.cancelled, 0) END AS total,
               coalesce(CASE m.measure WHEN 'days' THEN s.had ELSE s.taken END, 0) AS n, CASE m.measure WHEN 'days' THEN s.days END AS value
        FROM periods($step, $since, $as_of) p LEFT JOIN sums s USING (started)
        CROSS JOIN (VALUES (1, 'days'), (2, 'cancelled')) m(place, measure)
        ORDER BY started, m.place
        """;
}
