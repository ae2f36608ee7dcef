namespace Laurel.Insight.Questions;

/// <summary>
/// Loyal customers (enough visits in the year before the window) beside new ones (first purchase in the window): average order and orders
/// each.
/// </summary>
/// <param name="days">Length of the window before the as-of day.</param>
/// <param name="visits">Visits in the twelve months before the window that make a customer loyal.</param>
public sealed class LoyalVersusNew(int days = 90, int visits = 3) : Question
{
    public override string Id => "loyal-vs-new";

    public override IReadOnlyList<string> Dimensions => ["group"];

    public override IReadOnlyList<Measure> Measures { get; } =
        [new("customers", Unit.Count), new("average_order", Unit.Money), new("orders_per_customer", Unit.Mean)];

    public override string Window => "last-days";

    public override string Maturity => "last-days-and-year";

    public override IReadOnlyList<(string Name, object? Value)> Parameters { get; } = [("days", days), ("visits", visits)];

    internal override string Sql => """
        WITH regulars AS (
            SELECT customer FROM visits($program, $as_of)
            WHERE day < $as_of - $days AND day >= CAST($as_of - $days - to_years(1) AS DATE)
            GROUP BY customer HAVING count(*) >= $visits
        ), people AS (
            SELECT customer, sum(net) AS net, count(*) AS orders FROM bought($program, $as_of, $money)
            WHERE customer IS NOT NULL AND day >= $as_of - $days GROUP BY customer
        ), grouped AS (
            SELECT p.*, CASE WHEN f.day >= $as_of - $days THEN 'new' WHEN r.customer IS NOT NULL THEN 'loyal' END AS kind
            FROM people p JOIN first_days($program, $as_of) f USING (customer) LEFT JOIN regulars r USING (customer)
        ), sums AS (
            SELECT kind, count(*) AS customers, sum(orders) AS orders, sum(net) AS net, sum(orders * orders)::DOUBLE AS squares
            FROM grouped WHERE kind IS NOT NULL GROUP BY kind
        )
        SELECT kind AS "group", m.measure,
               CASE m.measure WHEN 'customers' THEN customers WHEN 'average_order' THEN net ELSE orders END AS total,
               CASE m.measure WHEN 'average_order' THEN orders WHEN 'orders_per_customer' THEN customers END AS n,
               CASE m.measure WHEN 'orders_per_customer' THEN squares END AS squares,
               seen_from($as_of - $days - CASE kind WHEN 'loyal' THEN 365 ELSE 0 END, $since) AS mature
        FROM sums CROSS JOIN (VALUES (1, 'customers'), (2, 'average_order'), (3, 'orders_per_customer')) m(place, measure)
        ORDER BY kind, m.place
        """;
}
