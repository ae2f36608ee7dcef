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
        WITH marked AS (
            SELECT start_of($step, b.day) AS started, b.customer, b.net, coalesce(m.day <= b.day, false) AS is_member
            FROM bought($program, $as_of, $money) b LEFT JOIN enrolled($program, $as_of) m USING (customer)
        ), sums AS (
            SELECT started, count(DISTINCT customer) FILTER (is_member) AS members, count(DISTINCT customer) AS customers,
                   count(*) FILTER (is_member) AS member_baskets, count(*) AS baskets, count(customer) AS identified,
                   coalesce(sum(net) FILTER (is_member), 0) AS member_revenue, sum(net) AS revenue
            FROM marked GROUP BY started
        )
        SELECT p.period, m.measure, p.mature,
               coalesce(CASE m.measure WHEN 'customers' THEN members WHEN 'baskets' THEN member_baskets
                   WHEN 'revenue' THEN member_revenue ELSE identified END, 0) AS total,
               coalesce(CASE m.measure WHEN 'customers' THEN customers WHEN 'revenue' THEN revenue ELSE baskets END, 0) AS n
        FROM periods($step, $since, $as_of) p LEFT JOIN sums USING (started)
        CROSS JOIN (VALUES (1, 'customers'), (2, 'baskets'), (3, 'revenue'), (4, 'identified_baskets')) m(place, measure)
        ORDER BY started, m.place
        """;
}
