using Laurel.Insight.Facts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Makes facts of the staged rows. Money is rounded once, half away from zero: each row to the minor unit.</summary>
internal sealed class OrdersImport(FactsFile facts, OrdersLayout layout)
{
    /// <summary>A row without an order number is a purchase of its own.</summary>
    private const string OrderKey = "coalesce(\"order\", '#' || row)";

    /// <returns>What is odd about the amounts.</returns>
    internal IReadOnlyList<OrdersWarning> Fill()
    {
        CreateScales();
        facts.Execute($"""
            CREATE TEMP TABLE judged AS
            SELECT s.*, {OrderKey} AS id, CAST(occurred_at AS DATE) AS day, CAST(round(amount * scale, 0) AS BIGINT) AS minor,
                   CAST(round(order_amount * scale, 0) AS BIGINT) AS order_minor,
                   CAST(round(refunded * scale, 0) AS BIGINT) AS refunded_minor
            FROM staged s JOIN scales USING (currency) WHERE verdict IN ('purchase', 'return')
            """);
        var warnings = Finer();
        NameCustomers();
        AddPurchases();
        AddReturns();
        AddMembers();
        facts.Execute("INSERT INTO progress VALUES ($program, 1)", ("program", OrdersFile.Program));
        facts.Settle(OrdersFile.Program);
        facts.Execute("DROP TABLE judged; DROP TABLE staged; DROP TABLE wide; DROP TABLE typed; DROP TABLE raw");
        return warnings;
    }

    private OrdersWarning[] Finer()
    {
        var (amount, minor) = layout.OrderAmount is null ? ("amount", "minor") : ("order_amount", "order_minor");
        using var reader = facts.Select($"SELECT count(*) FROM judged JOIN scales USING (currency) WHERE {amount} * scale <> {minor}");
        return reader.Read() && reader.GetInt64(0) is > 0 and var rows ? [new("finer-amount", rows, IsDropped: false)] : [];
    }

    private string PurchaseAmount => layout.OrderAmount is null ? "sum(minor)" : "any_value(order_minor)";

    private void CreateScales()
    {
        var codes = new List<string>();
        using (var reader = facts.Select("SELECT DISTINCT currency FROM staged WHERE verdict IN ('purchase', 'return')"))
        {
            while (reader.Read())
                codes.Add(reader.GetString(0));
        }
        facts.Execute("CREATE TEMP TABLE scales (currency VARCHAR, scale BIGINT)");
        foreach (var code in codes)
            facts.Execute("INSERT INTO scales VALUES ($code, $scale)", ("code", code), ("scale", Scale(code)));
    }

    private static long Scale(string code)
    {
        try
        {
            return Currencies.Of(code).Scale;
        }
        catch (ArgumentException)
        {
            throw new OrdersFileException("no-currency", ("text", code));
        }
    }

    private void NameCustomers() => facts.Execute("""
        INSERT INTO customers
        SELECT $program, row_number() OVER (ORDER BY row), customer
        FROM (SELECT customer, min(row) AS row FROM judged WHERE customer IS NOT NULL GROUP BY customer)
        """, ("program", OrdersFile.Program));

    private void AddPurchases()
    {
        facts.Execute($"""
            INSERT INTO purchases
            SELECT $program, 1, id, CASE WHEN bool_or(is_member OR joined_at IS NOT NULL) THEN any_value(j.customer) END,
                   NULL, any_value(c.customer),
                   min(occurred_at), CAST(min(occurred_at) AS DATE), any_value(location), any_value(channel), any_value(currency),
                   {PurchaseAmount}, 0, 0, {PurchaseAmount}
            FROM judged j LEFT JOIN customers c ON c.who = j.customer WHERE verdict = 'purchase' GROUP BY id
            """, ("program", OrdersFile.Program));
        facts.Execute("""
            INSERT INTO lines
            WITH names AS (SELECT sku, mode(product) AS name FROM judged WHERE product IS NOT NULL GROUP BY sku)
            SELECT $program, 1, id, row_number() OVER (PARTITION BY id ORDER BY row), p.customer, p.member IS NOT NULL, p.day, p.currency,
                   sku, coalesce(category, name), brand, coalesce(quantity, 1), minor, NULL
            FROM judged LEFT JOIN names USING (sku) JOIN purchases p ON p.purchase = id
            WHERE verdict = 'purchase' AND minor IS NOT NULL AND (sku IS NOT NULL OR category IS NOT NULL)
            """, ("program", OrdersFile.Program));
    }

    private void AddReturns()
    {
        facts.Execute($"""
            INSERT INTO returns
            SELECT $program, 1, id, NULL, CASE WHEN bool_or(is_member OR joined_at IS NOT NULL) THEN any_value(j.customer) END, NULL,
                   any_value(c.customer), min(occurred_at), CAST(min(occurred_at) AS DATE), any_value(currency), abs({PurchaseAmount})
            FROM judged j LEFT JOIN customers c ON c.who = j.customer WHERE verdict = 'return' GROUP BY id
            """, ("program", OrdersFile.Program));
        facts.Execute("""
            INSERT INTO returns
            SELECT $program, 1, id || '-refund', id, NULL, NULL, any_value(c.customer), min(occurred_at), CAST(min(occurred_at) AS DATE),
                   any_value(currency), max(refunded_minor)
            FROM judged j LEFT JOIN customers c ON c.who = j.customer WHERE verdict = 'purchase' AND refunded_minor > 0 GROUP BY id
            """, ("program", OrdersFile.Program));
    }

    private void AddMembers() => facts.Execute("""
        INSERT INTO members
        SELECT $program, 1, j.customer, any_value(c.customer), coalesce(min(joined_at), min(occurred_at) FILTER (is_member)),
               CAST(coalesce(min(joined_at), min(occurred_at) FILTER (is_member)) AS DATE), NULL, NULL, false
        FROM judged j JOIN customers c ON c.who = j.customer WHERE is_member OR joined_at IS NOT NULL GROUP BY j.customer
        """, ("program", OrdersFile.Program));
}
