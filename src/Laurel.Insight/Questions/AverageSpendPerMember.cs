namespace Laurel.Insight.Questions;

/// <summary>What members spent in a period, less what they brought back, for each member enrolled and for each who bought.</summary>
public sealed class AverageSpendPerMember : Question
{
    public override string Id => "average-spend-per-member";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } = [new("per_member", Unit.Money), new("per_active_member", Unit.Money)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    internal override string Sql => """
        WITH moved AS (
            SELECT customer, day, net, 1 AS bought FROM bought($program, $as_of, $money)
            UNION ALL SELECT customer, day, -net, 0 FROM brought_back($program, $as_of, $money)
        ), spent AS (
            SELECT start_of($step, x.day) AS started, x.customer, sum(x.net) AS net, max(x.bought) = 1 AS active
            FROM moved x JOIN enrolled($program, $as_of) m ON m.customer = x.customer AND m.day <= x.day
            GROUP BY ALL
        ), sums AS (
            SELECT p.started, p.period, p.mature, count(*) AS members, count(*) FILTER (s.active) AS actives,
                   coalesce(sum(s.net), 0) AS net, coalesce(sum(s.net::DOUBLE * s.net), 0) AS squares,
                   coalesce(sum(s.net) FILTER (s.active), 0) AS active_net,
                   coalesce(sum(s.net::DOUBLE * s.net) FILTER (s.active), 0) AS active_squares
            FROM periods($step, $since, $as_of) p
            JOIN enrolled($program, $as_of) m ON m.day < p.ended
            LEFT JOIN spent s ON s.started = p.started AND s.customer = m.customer
            GROUP BY ALL
        )
        SELECT period, 'per_member' AS measure, net AS total, members AS n, squares, mature, started FROM sums
        UNION ALL SELECT period, 'per_active_member', active_net, actives, active_squares, mature, started FROM sums
        ORDER BY started, measure DESC
        """;
}
