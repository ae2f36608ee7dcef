namespace Laurel.Insight.Questions;

/// <summary>Of all members enrolled by the end of a period, the share who bought in it as members; and how many did and did not.</summary>
public sealed class Conversion : Question
{
    public override string Id => "conversion";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("bought", Unit.Share), new("buyers", Unit.Count), new("not_buyers", Unit.Count)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    internal override string Sql => """
        WITH buyers AS (
            SELECT start_of($step, b.day) AS started, count(*) AS buyers
            FROM customer_days b
            WHERE b.program = $program AND b.day < $as_of AND b.day >= b.joined
              AND (b.previous IS NULL OR b.previous < b.joined OR b.previous < start_of($step, b.day))
            GROUP BY ALL
        ), sums AS (
            SELECT p.started, p.period, p.mature, coalesce(sum(m.n), 0)::BIGINT AS members, coalesce(any_value(b.buyers), 0) AS buyers
            FROM periods($step, $since, $as_of) p
            LEFT JOIN (SELECT day, count(*) AS n FROM joined($program, $as_of) GROUP BY day) m ON m.day < p.ended
            LEFT JOIN buyers b ON b.started = p.started
            GROUP BY p.started, p.period, p.mature
        )
        SELECT period, m.measure, mature,
               CASE m.measure WHEN 'not_buyers' THEN members - buyers ELSE buyers END AS total,
               CASE m.measure WHEN 'bought' THEN members END AS n
        FROM sums CROSS JOIN (VALUES (1, 'bought'), (2, 'buyers'), (3, 'not_buyers')) m(place, measure)
        ORDER BY started, m.place
        """;
}
