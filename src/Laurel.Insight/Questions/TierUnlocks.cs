using Laurel.Insight.Facts;

namespace Laurel.Insight.Questions;

/// <summary>Tiers reached for the first time: how many members in each period, and of all who had joined by its end.</summary>
public sealed class TierUnlocks : Question
{
    public override string Id => "tier-unlocks";

    public override IReadOnlyList<string> Dimensions => ["period", "tier"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("unlocked", Unit.Share)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    public override bool IsOfProgram => true;

    public override Place Place => Place.Joined;

    public override PeriodUnit DefaultStep => PeriodUnit.Quarter;

    internal override string Sql => """
        WITH opened AS (
            SELECT start_of($step, min(day)) AS started, tier, customer FROM unlocks u
            WHERE program = $program AND day < $as_of AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = u.customer)
            GROUP BY tier, customer
        ), counted AS (
            SELECT started, tier, count(*) AS total FROM opened GROUP BY ALL
        ), there AS (
            SELECT p.started, p.period, p.mature, sum(j.n)::BIGINT AS members
            FROM periods($step, $since, $as_of) p
            JOIN (SELECT day, count(*) AS n FROM joined($program, $as_of) GROUP BY day) j ON j.day < p.ended
            GROUP BY ALL
        )
        SELECT t.period, l.tier, coalesce(c.total, 0) AS total, t.members AS n, t.mature
        FROM there t CROSS JOIN (SELECT DISTINCT tier FROM opened) l
        LEFT JOIN counted c ON c.started = t.started AND c.tier = l.tier
        ORDER BY t.started, l.tier
        """;
}
