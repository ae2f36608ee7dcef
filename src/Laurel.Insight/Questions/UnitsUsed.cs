namespace Laurel.Insight.Questions;

/// <summary>
/// Units used and units expired in a period, each as a share of those issued in it: above 1 more is used than issued. It is no rate of
/// ultimate use, which what is owed reckons by the month of issue.
/// </summary>
public sealed class UnitsUsed : HoldingQuestion
{
    public override string Id => "units-used";

    public override IReadOnlyList<string> Dimensions => ["period", "unit"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("used", Unit.Ratio), new("expired", Unit.Ratio)];

    internal override string Sql => """
        WITH moved AS (
            SELECT start_of($step, day) AS started, unit,
                   coalesce(sum(amount) FILTER (kind IN ('earned', 'opening', 'loaded', 'taken-back')), 0)::BIGINT AS issued,
                   coalesce(-sum(amount) FILTER (kind IN ('redeemed', 'paid', 'given-back')), 0)::BIGINT AS used,
                   coalesce(-sum(amount) FILTER (kind IN ('expired', 'reinstated')), 0)::BIGINT AS expired
            FROM movements v WHERE program = $program AND day < $as_of
              AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.who = v.member)
            GROUP BY ALL
        )
        SELECT p.period, u.unit, m.measure, p.mature, coalesce(CASE m.measure WHEN 'used' THEN v.used ELSE v.expired END, 0) AS total,
               coalesce(v.issued, 0) AS n
        FROM periods($step, $since, $as_of) p CROSS JOIN (SELECT DISTINCT unit FROM moved) u
        CROSS JOIN (VALUES (1, 'used'), (2, 'expired')) m(place, measure)
        LEFT JOIN moved v ON v.started = p.started AND v.unit = u.unit
        ORDER BY p.started, u.unit, m.place
        """;
}
