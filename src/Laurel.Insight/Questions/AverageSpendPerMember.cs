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
        WITH spent AS (
            SELECT started, member_net - member_returned AS net, member_orders > 0 AS active
            FROM customer_steps($program, $as_of, $money, $step) WHERE member_orders > 0 OR member_returned > 0
        ), summed AS (
            SELECT started, count(*) FILTER (active) AS actives, sum(net)::BIGINT AS net, sum(net::DOUBLE * net) AS squares,
                   coalesce(sum(net) FILTER (active), 0)::BIGINT AS active_net,
                   coalesce(sum(net::DOUBLE * net) FILTER (active), 0) AS active_squares
            FROM spent GROUP BY started
        ), sums AS (
            SELECT p.started, p.period, p.mature, m.members, coalesce(actives, 0) AS actives, coalesce(net, 0) AS net,
                   coalesce(squares, 0) AS squares, coalesce(active_net, 0) AS active_net, coalesce(active_squares, 0) AS active_squares
            FROM periods($step, $since, $as_of) p
            JOIN (
                SELECT q.started, sum(j.n)::BIGINT AS members
                FROM periods($step, $since, $as_of) q
                JOIN (SELECT day, count(*) AS n FROM joined($program, $as_of) GROUP BY day) j ON j.day < q.ended
                GROUP BY q.started
            ) m USING (started)
            LEFT JOIN summed USING (started)
        )
        SELECT period, 'per_member' AS measure, net AS total, members AS n, squares, mature, started FROM sums
        UNION ALL SELECT period, 'per_active_member', active_net, actives, active_squares, mature, started FROM sums
        ORDER BY started, measure DESC
        """;
}
