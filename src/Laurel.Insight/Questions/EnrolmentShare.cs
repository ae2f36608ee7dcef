namespace Laurel.Insight.Questions;

/// <summary>Members' share of a period's identified customers, of its baskets and of its revenue.</summary>
public sealed class EnrolmentShare : Question
{
    public override string Id => "enrolment-share";

    public override IReadOnlyList<string> Dimensions => ["period"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("customers", Unit.Share), new("baskets", Unit.Share), new("revenue", Unit.Ratio), new("identified_baskets", Unit.Share)];

    public override string Window => "period";

    public override string Maturity => "period";

    public override bool NeedsMembers => true;

    internal override string Sql => """
        WITH sums AS (
            SELECT started, count(*) FILTER (member_orders > 0) AS members, count(*) FILTER (orders > 0) AS customers,
                   sum(member_orders)::BIGINT AS member_baskets, sum(member_net)::BIGINT AS member_revenue
            FROM customer_steps($program, $as_of, $money, $step) GROUP BY started
        ), sold AS (
            SELECT start_of($step, day) AS started, sum(orders)::BIGINT AS baskets, sum(identified)::BIGINT AS identified, sum(net)::BIGINT AS revenue
            FROM day_sales WHERE program = $program AND day < $as_of AND ($money IS NULL OR currency = $money) GROUP BY started
        )
        SELECT p.period, m.measure, p.mature,
               coalesce(CASE m.measure WHEN 'customers' THEN members WHEN 'baskets' THEN member_baskets
                   WHEN 'revenue' THEN member_revenue ELSE identified END, 0) AS total,
               coalesce(CASE m.measure WHEN 'customers' THEN customers WHEN 'revenue' THEN revenue ELSE baskets END, 0) AS n
        FROM periods($step, $since, $as_of) p LEFT JOIN sums USING (started) LEFT JOIN sold USING (started)
        CROSS JOIN (VALUES (1, 'customers'), (2, 'baskets'), (3, 'revenue'), (4, 'identified_baskets')) m(place, measure)
        ORDER BY started, m.place
        """;
}
