namespace Laurel.Insight.Questions;

/// <summary>Whom partners brought: members whose first purchase as members was at a partner that issued units for it.</summary>
public sealed class NewMembersByPartner : HoldingQuestion
{
    public override string Id => "new-members-by-partner";

    public override IReadOnlyList<string> Dimensions => ["period", "partner"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("introduced", Unit.Share)];

    internal override string Sql => """
        WITH began AS (
            SELECT customer, min(seq) AS seq FROM purchases WHERE program = $program AND member IS NOT NULL AND day < $as_of GROUP BY customer
        ), brought AS (
            SELECT b.customer, min(m.partner) AS partner
            FROM began b JOIN money m ON m.program = $program AND m.seq = b.seq AND m.purpose = 'issued' AND m.partner IS NOT NULL
            GROUP BY b.customer
        ), fresh AS (
            SELECT start_of($step, e.day) AS started, b.partner FROM enrolled($program, $as_of) e LEFT JOIN brought b USING (customer)
        ), whole AS (SELECT started, count(*) AS n FROM fresh GROUP BY started
        ), counted AS (SELECT started, partner, count(*) AS total FROM fresh WHERE partner IS NOT NULL GROUP BY ALL)
        SELECT p.period, l.partner, coalesce(c.total, 0) AS total, coalesce(w.n, 0) AS n, p.mature
        FROM periods($step, $since, $as_of) p CROSS JOIN (SELECT DISTINCT partner FROM counted) l
        LEFT JOIN counted c ON c.started = p.started AND c.partner = l.partner
        LEFT JOIN whole w ON w.started = p.started
        ORDER BY p.started, l.partner
        """;
}
