using Laurel.Insight.Experiments;

namespace Laurel.Insight.Questions;

/// <summary>
/// Members beside identified customers who have not joined, as they are: a comparison, never an effect. Who joined during the window
/// belongs to neither, since people join on a day they buy.
/// </summary>
/// <param name="days">Length of the window before the as-of day.</param>
public sealed class MembersVersusOthers(int days = 90) : Question
{
    private const string Members = "members";
    private const string Others = "non_members";
    private const string Difference = "difference";

    private static readonly Measure SpendPerCustomer = new("spend_per_customer", Unit.Money);
    private static readonly Measure SpendDifference = new("spend_difference", Unit.Ratio);

    public override string Id => "members-vs-non-members";

    public override IReadOnlyList<string> Dimensions => ["group"];

    public override IReadOnlyList<Measure> Measures { get; } =
    [
        new("customers", Unit.Count), new("orders", Unit.Count), new("revenue", Unit.Money), SpendPerCustomer,
        new("orders_per_customer", Unit.Mean), new("average_order", Unit.Money), new("average_order_before_joining", Unit.Money),
        new("identified_orders", Unit.Share), SpendDifference,
    ];

    public override string Window => "last-days";

    public override string Maturity => "last-days";

    public override bool NeedsMembers => true;

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("days", days)];

    internal override string Sql => """
        WITH counted AS (
            SELECT b.customer, b.net, CASE WHEN b.customer IS NULL THEN 'anonymous' WHEN m.day IS NULL THEN 'non_members'
                       WHEN m.day < $as_of - $days THEN 'members' ELSE 'joined_meanwhile' END AS grouped
            FROM bought($program, $as_of, $money) b LEFT JOIN joined($program, $as_of) m USING (customer)
            WHERE b.day >= $as_of - $days
        ), people AS (
            SELECT grouped, customer, sum(net) AS net, count(*) AS orders FROM counted WHERE customer IS NOT NULL GROUP BY ALL
        ), sums AS (
            SELECT grouped, count(*) AS customers, sum(orders) AS orders, sum(net) AS net, sum(net::DOUBLE * net) AS squares,
                   sum(orders * orders)::DOUBLE AS order_squares
            FROM people GROUP BY grouped
            UNION ALL SELECT grouped, NULL, count(*), sum(net), NULL, NULL FROM counted WHERE customer IS NULL GROUP BY grouped
        ), earlier AS (
            SELECT sum(before_net)::BIGINT AS net, sum(before_orders)::BIGINT AS orders FROM customer_totals
            WHERE program = $program AND ($money IS NULL OR currency = $money) AND joined < $as_of - $days
        ), figures AS (
            SELECT grouped, 1 AS place, 'customers' AS measure, customers AS total, NULL AS n, NULL AS squares FROM sums WHERE customers > 0
            UNION ALL SELECT grouped, 2, 'orders', orders, NULL, NULL FROM sums
            UNION ALL SELECT grouped, 3, 'revenue', net, NULL, NULL FROM sums
            UNION ALL SELECT grouped, 4, 'spend_per_customer', net, customers, squares FROM sums WHERE customers > 0
            UNION ALL SELECT grouped, 5, 'orders_per_customer', orders, customers, order_squares FROM sums WHERE customers > 0
            UNION ALL SELECT grouped, 6, 'average_order', net, orders, NULL FROM sums
            UNION ALL SELECT 'members', 7, 'average_order_before_joining', net, orders, NULL FROM earlier WHERE orders > 0
            UNION ALL SELECT NULL, 8, 'identified_orders', count(customer), count(*), NULL FROM counted
        )
        SELECT grouped AS "group", measure, total, n, squares, seen_from($as_of - $days, $since) AS mature
        FROM figures
        ORDER BY CASE grouped WHEN 'members' THEN 1 WHEN 'non_members' THEN 2 WHEN 'joined_meanwhile' THEN 3 ELSE 4 END, place
        """;

    internal override Answer Judge(Answer answer)
    {
        var difference = Compare(answer.Find(SpendPerCustomer.Key, Members), answer.Find(SpendPerCustomer.Key, Others));
        return answer with
        {
            Figures = difference is null ? answer.Figures : [.. answer.Figures, difference],
            Remarks = [Remark.Comparison],
        };
    }

    /// <summary>How much more a member spent than somebody who has not joined, as a share of the latter.</summary>
    private Figure? Compare(Figure? members, Figure? others)
    {
        if (Arm(members) is not { } one || Arm(others) is not { } other || other.Mean <= 0)
            return null;
        var lift = RelativeLift.Of(one, other);
        return new Figure
        {
            Keys = [Difference],
            Measure = SpendDifference,
            Value = lift.Estimate.Value,
            N = one.N + other.N,
            Interval = lift.Estimate.Interval,
            IsTooFew = Math.Min(one.N, other.N) < MinimumSample,
        };
    }

    /// <summary>The variance is read back from the interval around the mean: half-width = t·s/√n.</summary>
    private static ArmMean? Arm(Figure? figure)
    {
        if (figure is not { Value: { } mean, N: { } n, Interval: { } interval })
            return null;
        var error = interval.Width / 2 / Statistics.Distributions.StudentTQuantile(0.975, n - 1);
        return new ArmMean(n, mean, error * error * n);
    }
}
