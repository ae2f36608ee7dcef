namespace Laurel.Insight.Questions;

/// <summary>How soon something opens: of the members who joined in a period, the share who reached a tier, or had a reward open, within so many days.</summary>
/// <param name="days">After the day of joining.</param>
public sealed class UnlocksByCohort(int days = 90) : HoldingQuestion
{
    public override string Id => "unlocks-by-cohort";

    public override IReadOnlyList<string> Dimensions => ["cohort", "opened"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("tier", Unit.Share), new("reward", Unit.Share)];

    public override string Window => "unlocks";

    public override string Maturity => "unlocks";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("days", days)];

    internal override string Sql => """
        WITH opened AS (
            SELECT 'tier' AS measure, tier AS opened, customer, min(day) AS day FROM unlocks u
            WHERE program = $program AND day < $as_of AND NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = u.customer)
            GROUP BY tier, customer
            UNION ALL SELECT 'reward', reward, customer, day FROM unlocked_rewards($program, $as_of)
        ), joiners AS (
            SELECT p.started, p.period, p.mature AND p.ended + $days <= $as_of AS mature, j.customer, j.day
            FROM periods($step, $since, $as_of) p LEFT JOIN joined($program, $as_of) j ON j.day >= p.started AND j.day < p.ended
        ), there AS (SELECT started, period, mature, count(customer) AS n FROM joiners GROUP BY ALL
        ), counted AS (
            SELECT j.started, o.measure, o.opened, count(*) AS total
            FROM joiners j JOIN opened o ON o.customer = j.customer AND o.day <= j.day + $days GROUP BY ALL
        )
        SELECT t.period AS cohort, l.opened, l.measure, coalesce(c.total, 0) AS total, t.n, t.mature
        FROM there t CROSS JOIN (SELECT DISTINCT measure, opened FROM opened) l
        LEFT JOIN counted c ON c.started = t.started AND c.measure = l.measure AND c.opened = l.opened
        ORDER BY t.started, l.measure DESC, l.opened
        """;
}
