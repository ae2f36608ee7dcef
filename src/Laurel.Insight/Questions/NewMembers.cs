namespace Laurel.Insight.Questions;

/// <summary>Who joined in a period, by the place where they did: which till or channel wins members.</summary>
public sealed class NewMembers : HoldingQuestion
{
    public override string Id => "new-members";

    public override IReadOnlyList<string> Dimensions => ["period", "location"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("joined", Unit.Share)];

    internal override string Sql => """
        WITH fresh AS (
            SELECT start_of($step, day) AS started, coalesce(location, '–') AS location, count(*) AS total
            FROM enrolled($program, $as_of) GROUP BY ALL
        ), whole AS (SELECT started, sum(total)::BIGINT AS n FROM fresh GROUP BY started)
        SELECT p.period, l.location, coalesce(f.total, 0) AS total, coalesce(w.n, 0) AS n, p.mature
        FROM periods($step, $since, $as_of) p CROSS JOIN (SELECT DISTINCT location FROM fresh) l
        LEFT JOIN fresh f ON f.started = p.started AND f.location = l.location
        LEFT JOIN whole w ON w.started = p.started
        ORDER BY p.started, l.location
        """;
}
