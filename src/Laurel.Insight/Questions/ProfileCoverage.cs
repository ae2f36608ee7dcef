namespace Laurel.Insight.Questions;

/// <summary>What is known of members: the share of open accounts in which each attribute is filled in at the end of a period.</summary>
public sealed class ProfileCoverage : HoldingQuestion
{
    public override string Id => "profile-coverage";

    public override IReadOnlyList<string> Dimensions => ["period", "attribute"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("filled", Unit.Share)];

    public override string Window => "end";

    internal override string Sql => """
        WITH spans AS (SELECT subject, since, ends FROM state_spans($program, 'profile-changed', 'filled', $as_of)
        ), moved AS (
            SELECT subject, since AS day, count(*) AS change FROM spans GROUP BY ALL
            UNION ALL SELECT subject, ends, -count(*) FROM spans WHERE ends IS NOT NULL GROUP BY ALL
        ), known AS (
            SELECT DISTINCT subject FROM happenings WHERE program = $program AND kind = 'profile-changed' AND day < $as_of
        )
        SELECT t.period, l.subject AS attribute, coalesce(sum(m.change), 0)::BIGINT AS total, t.n, t.mature
        FROM open_members($program, $step, $since, $as_of) t CROSS JOIN known l
        LEFT JOIN moved m ON m.subject = l.subject AND m.day < later($step, t.started)
        GROUP BY t.started, t.period, l.subject, t.n, t.mature
        ORDER BY t.started, l.subject
        """;
}
