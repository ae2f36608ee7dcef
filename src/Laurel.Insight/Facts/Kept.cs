namespace Laurel.Insight.Facts;

/// <summary>
/// The SQL of the tables kept beside the facts (Schema/2_kept.sql): of all customers, or of those in <c>touched</c> only. Everywhere
/// <c>$program</c> is the program.
/// </summary>
internal static class Kept
{
    /// <summary>In the order in which they are made.</summary>
    internal static readonly IReadOnlyList<string> Tables =
    [
        "customer_days", "visit_days", "customer_months", "customer_totals", "day_counts", "cohort_counts", "visit_counts", "day_sales",
        "goods_days",
    ];

    /// <summary>They need nothing of each other and are about as much work.</summary>
    internal static readonly IReadOnlyList<IReadOnlyList<string>> Halves =
    [
        ["customer_days", "day_counts", "cohort_counts", "day_sales", "goods_days"],
        ["visit_days", "customer_months", "customer_totals", "visit_counts"],
    ];

    /// <summary>Those whose rows are of one customer, whoever the others are.</summary>
    internal static readonly IReadOnlyList<string> OfOneCustomer = ["customer_days", "visit_days", "customer_months", "customer_totals"];

    /// <summary>All of them for all customers, in order; they are empty before. Each is an INSERT on a line of its own and a SELECT.</summary>
    internal static IReadOnlyList<string> Everybody =>
    [
        CustomerDays(true), VisitDays(true), CustomerMonths(true), CustomerTotals(true), DayCounts(true), CohortCounts(true),
        VisitCounts(true), DaySales(true), GoodsDays(true),
    ];

    /// <summary>Those that count customers, for the ones in <c>touched</c>, in order.</summary>
    internal static IReadOnlyList<string> OfTouched =>
    [
        CustomerDays(false), VisitDays(false), CustomerMonths(false), CustomerTotals(false), DayCounts(false), CohortCounts(false),
        VisitCounts(false),
    ];

    /// <summary>When each customer joined; merged members when the first of them did.</summary>
    private const string Joined = "(SELECT customer, min(day) AS joined FROM members WHERE program = $program GROUP BY customer)";

    private const string Counts = "NOT EXISTS (SELECT 1 FROM excluded x WHERE x.program = $program AND x.customer = p.customer)";

    private static string CustomerDays(bool all) => $"""
        INSERT INTO customer_days
        SELECT $program, customer, day, joined, first_value(day) OVER w, lag(day) OVER w, lag(day, 2) OVER w, row_number() OVER w, orders,
               sum(orders) OVER w - orders, sum(orders) OVER (PARTITION BY customer, year(day) * 12 + month(day) ORDER BY day) - orders
        FROM (
            SELECT customer, day, count(*)::INTEGER AS orders FROM purchases p
            WHERE program = $program AND customer IS NOT NULL AND {Counts}{Only(all, "p.customer")} GROUP BY ALL
        ) LEFT JOIN {Joined} USING (customer)
        WINDOW w AS (PARTITION BY customer ORDER BY day)
        """;

    private static string VisitDays(bool all) => $"""
        INSERT INTO visit_days
        WITH sold AS (
            SELECT customer, location, day, sum(net) AS net FROM purchases p
            WHERE program = $program AND customer IS NOT NULL AND {Counts}{Only(all, "p.customer")}
            GROUP BY ALL HAVING sum(net) > 0
        ), back AS (
            SELECT p.customer, p.location, p.day, r.day AS returned_on, sum(r.net) AS net
            FROM returns r JOIN purchases p ON p.purchase = r.purchase AND p.program = $program
            WHERE r.program = $program AND p.customer IS NOT NULL{Only(all, "p.customer")} GROUP BY ALL
        ), running AS (
            SELECT *, sum(net) OVER (PARTITION BY customer, location, day ORDER BY returned_on) AS gone FROM back
        ), losses AS (
            SELECT s.customer, s.location, s.day, min(r.returned_on) AS lost
            FROM running r JOIN sold s ON s.customer = r.customer AND s.day = r.day AND s.location IS NOT DISTINCT FROM r.location
            WHERE r.gone >= s.net GROUP BY ALL
        )
        SELECT $program, s.customer, s.location, s.day, j.joined, l.lost
        FROM sold s LEFT JOIN losses l ON l.customer = s.customer AND l.day = s.day AND l.location IS NOT DISTINCT FROM s.location
        LEFT JOIN {Joined} j ON j.customer = s.customer
        """;

    private static string CustomerMonths(bool all) => $"""
        INSERT INTO customer_months
        WITH moved AS (
            SELECT currency, customer, day, 1 AS orders, net, 0 AS returned FROM purchases p
            WHERE program = $program AND customer IS NOT NULL AND {Counts}{Only(all, "p.customer")}
            UNION ALL
            SELECT currency, customer, day, 0, 0, net FROM returns p
            WHERE program = $program AND customer IS NOT NULL AND {Counts}{Only(all, "p.customer")}
        )
        SELECT $program, currency, customer, start_of('month', x.day), sum(orders), sum(net), sum(returned),
               coalesce(sum(orders) FILTER (joined <= x.day), 0), coalesce(sum(net) FILTER (joined <= x.day), 0),
               coalesce(sum(returned) FILTER (joined <= x.day), 0), max(x.day) FILTER (orders = 1)
        FROM moved x LEFT JOIN {Joined} USING (customer) GROUP BY currency, customer, start_of('month', x.day)
        """;

    private static string CustomerTotals(bool all) => $"""
        INSERT INTO customer_totals
        SELECT program, currency, customer, any_value(joined), sum(orders), sum(net), sum(returned), max(last),
               coalesce(sum(orders - member_orders) FILTER (joined IS NOT NULL), 0), coalesce(sum(net - member_net) FILTER (joined IS NOT NULL), 0)
        FROM customer_months p LEFT JOIN {Joined} USING (customer)
        WHERE program = $program{Only(all, "p.customer")} GROUP BY program, currency, customer
        """;

    /// <summary>What the days count now, less what they counted before; <c>days_before</c> is empty when all is made anew.</summary>
    private static string DayCounts(bool all) => $"""
        INSERT INTO day_counts
        WITH signed AS ({Signed("customer_days", "days_before", all)}),
        marked AS (
            SELECT *, before + orders AS after, start_of('month', day) AS month, start_of('quarter', day) AS quarter, start_of('year', day) AS year
            FROM signed
        ), figures AS (
            SELECT day, {Sum(all)} AS buyers, sum(sign * orders) AS orders, {Sum(all, "nth = 1")} AS fresh, {Sum(all, "nth = 2")} AS again,
                   {Sum(all, "previous IS NULL OR previous < month")} AS month_active,
                   {Sum(all, "previous IS NULL OR previous < quarter")} AS quarter_active,
                   {Sum(all, "previous IS NULL OR previous < year")} AS year_active,
                   {Sum(all, "previous < month AND previous >= CAST(month - to_months(1) AS DATE)")},
                   {Sum(all, "previous < quarter AND previous >= CAST(quarter - to_months(3) AS DATE)")},
                   {Sum(all, "previous < year AND previous >= CAST(year - to_years(1) AS DATE)")},
                   {Sum(all, "previous >= month AND (earlier IS NULL OR earlier < month)")},
                   {Sum(all, "previous >= quarter AND (earlier IS NULL OR earlier < quarter)")},
                   {Sum(all, "previous >= year AND (earlier IS NULL OR earlier < year)")},
                   sum(sign * orders::BIGINT * (2 * month_before + orders)),
                   {string.Join(", ", new[] { 2, 3, 4, 5, 6, 11, 21 }.Select(k => Sum(all, $"before < {k} AND after >= {k}")))}
            FROM marked GROUP BY day
        )
        SELECT $program, * FROM figures
        """;

    private static string CohortCounts(bool all) => $"""
        INSERT INTO cohort_counts
        SELECT $program, start_of('month', first) AS cohort, day, sum(sign) AS customers
        FROM ({Signed("customer_days", "days_before", all)}) WHERE previous IS NULL OR previous < start_of('month', day)
        GROUP BY ALL HAVING sum(sign) <> 0
        """;

    /// <summary>A visit raises its customer's count of the month on its day, and lowers it on the day it was lost.</summary>
    private static string VisitCounts(bool all) => $"""
        INSERT INTO visit_counts
        WITH signed AS ({Signed("visit_days", "visits_before", all)}),
        changes AS (
            SELECT sign, customer, start_of('month', day) AS month, day, 1 AS change FROM signed WHERE lost IS NULL OR lost > day
            UNION ALL SELECT sign, customer, start_of('month', day), lost, -1 FROM signed WHERE lost > day
        ), running AS (
            SELECT *, sum(change) OVER (PARTITION BY sign, customer, month ORDER BY day, change DESC ROWS UNBOUNDED PRECEDING) AS visits FROM changes
        ), steps AS (
            SELECT month, day, visits, sign AS change FROM running
            UNION ALL SELECT month, day, visits - change, -sign FROM running
        )
        SELECT $program, month, day, visits, sum(change) FROM steps WHERE visits > 0 GROUP BY ALL HAVING sum(change) <> 0
        """;

    /// <summary>Of all days, or of those in <c>touched_days</c>.</summary>
    internal static string DaySales(bool all) => $"""
        INSERT INTO day_sales
        WITH moved AS (
            SELECT day, currency, 1 AS orders, customer IS NOT NULL AS known, net, 0 AS returned
            FROM purchases p WHERE program = $program AND {Counts}{(all ? "" : " AND day IN (SELECT day FROM touched_days)")}
            UNION ALL
            SELECT day, currency, 0, false, 0, net
            FROM returns p WHERE program = $program AND {Counts}{(all ? "" : " AND day IN (SELECT day FROM touched_days)")}
        )
        SELECT $program, day, currency, sum(orders), count(*) FILTER (known), sum(net), sum(returned) FROM moved GROUP BY day, currency
        """;

    /// <summary>Of all days, or of those in <c>touched_days</c>.</summary>
    internal static string GoodsDays(bool all) => $"""
        INSERT INTO goods_days
        SELECT p.program, p.day, p.currency, coalesce(p.category, p.sku, '?'), coalesce(j.joined <= p.day, false), sum(p.net)
        FROM lines p LEFT JOIN {Joined} j ON j.customer = p.customer
        WHERE p.program = $program AND {Counts}{(all ? "" : " AND p.day IN (SELECT day FROM touched_days)")} GROUP BY ALL
        """;

    /// <summary>Rows of one place become one row again.</summary>
    internal static readonly IReadOnlyList<string> Compactions =
    [
        """
        CREATE OR REPLACE TEMP TABLE compact AS SELECT program, day, sum(COLUMNS(* EXCLUDE (program, day))) FROM day_counts WHERE program = $program GROUP BY ALL;
        DELETE FROM day_counts WHERE program = $program;
        INSERT INTO day_counts FROM compact
        """,
        """
        CREATE OR REPLACE TEMP TABLE compact AS SELECT program, cohort, day, sum(customers) AS customers FROM cohort_counts WHERE program = $program GROUP BY ALL;
        DELETE FROM cohort_counts WHERE program = $program;
        INSERT INTO cohort_counts FROM compact WHERE customers <> 0
        """,
        """
        CREATE OR REPLACE TEMP TABLE compact AS SELECT program, month, day, visits, sum(change) AS change FROM visit_counts WHERE program = $program GROUP BY ALL;
        DELETE FROM visit_counts WHERE program = $program;
        INSERT INTO visit_counts FROM compact WHERE change <> 0
        """,
    ];

    private static string Signed(string table, string before, bool all) => all
        ? $"SELECT *, 1 AS sign FROM {table} WHERE program = $program"
        : $"SELECT *, 1 AS sign FROM {table} WHERE program = $program AND customer IN (SELECT customer FROM touched) UNION ALL SELECT *, -1 FROM {before}";

    private static string Only(bool all, string column) => all ? "" : $" AND {column} IN (SELECT customer FROM touched)";

    /// <summary>Counting is much less work than adding up signs of which all are the same.</summary>
    private static string Sum(bool all, string condition = "true") =>
        all ? $"count(*) FILTER ({condition})" : $"coalesce(sum(sign) FILTER ({condition}), 0)";
}
