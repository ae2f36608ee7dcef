namespace Laurel.Insight.Questions;

/// <summary>What is known of members: the share of open accounts in which each attribute is filled in at the end of a period.</summary>
public sealed class ProfileCoverage : HoldingQuestion
{
    public override string Id => "profile-coverage";

    public override IReadOnlyList<string> Dimensions => ["period", "attribute"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("filled", Unit.Share)];

    public override string Window => "end";

    internal override string Sql => """
        WITH states AS (SELECT * FROM member_states($program, 'profile-changed', $step, $since, $as_of)
        ), counted AS (SELECT started, subject, count(*) AS total FROM states WHERE state = 'filled' GROUP BY ALL)
        SELECT t.period, l.subject AS attribute, coalesce(c.total, 0) AS total, t.n, t.mature
        FROM open_members($program, $step, $since, $as_of) t CROSS JOIN (SELECT DISTINCT subject FROM states) l
        LEFT JOIN counted c ON c.started = t.started AND c.subject = l.subject
        ORDER BY t.started, l.subject
        """;
}
