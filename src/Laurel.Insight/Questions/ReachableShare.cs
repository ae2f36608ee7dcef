namespace Laurel.Insight.Questions;

/// <summary>
/// Who may be written to: the share of open accounts whose member consents to a purpose by a channel, and by any channel, at the end of a period.
/// </summary>
public sealed class ReachableShare : HoldingQuestion
{
    public override string Id => "reachable-share";

    public override IReadOnlyList<string> Dimensions => ["period", "purpose", "channel"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("reachable", Unit.Share)];

    public override string Window => "end";

    internal override string Sql => """
        WITH subjects AS (
            SELECT subject, regexp_extract(subject, '^(.*)/[^/]*$', 1) AS purpose, regexp_extract(subject, '([^/]*)$', 1) AS channel
            FROM (SELECT DISTINCT subject FROM happenings WHERE program = $program AND kind = 'consent-changed' AND day < $as_of)
        ), spans AS (SELECT * FROM state_spans($program, 'consent-changed', 'given', $as_of) JOIN subjects USING (subject)
        ), steps AS (
            SELECT customer, purpose, channel, since AS day, 1 AS change FROM spans
            UNION ALL SELECT customer, purpose, channel, ends, -1 FROM spans WHERE ends IS NOT NULL
        ), running AS (
            SELECT purpose, day, change, sum(change) OVER (PARTITION BY customer, purpose ORDER BY day) AS after
            FROM (SELECT customer, purpose, day, sum(change) AS change FROM steps GROUP BY ALL)
        ), moved AS (
            SELECT purpose, channel, day, sum(change) AS change FROM steps GROUP BY ALL
            UNION ALL
            SELECT purpose, NULL, day, sum((after > 0)::INTEGER - (after - change > 0)::INTEGER) FROM running GROUP BY purpose, day
        ), asked AS (SELECT purpose, channel FROM subjects UNION SELECT purpose, NULL FROM subjects)
        SELECT t.period, l.purpose, l.channel, coalesce(sum(m.change), 0)::BIGINT AS total, t.n, t.mature
        FROM open_members($program, $step, $since, $as_of) t CROSS JOIN asked l
        LEFT JOIN moved m ON m.purpose = l.purpose AND m.channel IS NOT DISTINCT FROM l.channel AND m.day < later($step, t.started)
        GROUP BY t.started, t.period, l.purpose, l.channel, t.n, t.mature
        ORDER BY t.started, l.purpose, l.channel NULLS FIRST
        """;
}
