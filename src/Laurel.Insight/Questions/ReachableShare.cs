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
        WITH states AS (
            SELECT *, regexp_extract(subject, '^(.*)/[^/]*$', 1) AS purpose, regexp_extract(subject, '([^/]*)$', 1) AS channel
            FROM member_states($program, 'consent-changed', $step, $since, $as_of)
        ), counted AS (
            SELECT started, purpose, channel, count(DISTINCT customer) AS total FROM states WHERE state = 'given'
            GROUP BY GROUPING SETS ((started, purpose, channel), (started, purpose))
        ), asked AS (SELECT DISTINCT purpose, channel FROM states UNION SELECT DISTINCT purpose, NULL FROM states)
        SELECT t.period, l.purpose, l.channel, coalesce(c.total, 0) AS total, t.n, t.mature
        FROM open_members($program, $step, $since, $as_of) t CROSS JOIN asked l
        LEFT JOIN counted c ON c.started = t.started AND c.purpose = l.purpose AND c.channel IS NOT DISTINCT FROM l.channel
        ORDER BY t.started, l.purpose, l.channel NULLS FIRST
        """;
}
