using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Studies.Tables;
using static Laurel.Insight.Reports.RawOrders;

namespace Laurel.Insight.Reports;

/// <summary>
/// The rows with their types and a verdict each, in the table <c>staged</c>: a purchase, a return, or the reason why it is neither.
/// Nothing is guessed: a date or an amount that cannot be read is counted.
/// </summary>
internal sealed class StagedOrders(FactsFile facts, OrdersLayout layout)
{
    private static readonly string[] Dropped =
        ["bad-date", "bad-amount", "cancelled", "unpaid", "zero-price", "negative-price", "adjustment"];

    /// <summary>What an order says on one of its rows holds for all of them.</summary>
    private static readonly string[] OrderTexts = ["customer", "occurred_at", "location", "channel", "joined_at", "order_amount"];
    private static readonly string[] OrderMarks = ["is_member", "is_cancelled", "is_unpaid"];

    private readonly NumberReading numbers = new(facts);
    private readonly DateReading dates = new(facts, layout);

    private bool ByPiece => layout.Amount is null && layout.OrderAmount is null;

    internal OrdersProfile Stage()
    {
        facts.Execute($"CREATE TEMP TABLE typed AS SELECT rowid AS row, {string.Join(", ", Columns())} FROM raw");
        facts.Execute($"""
            CREATE TEMP TABLE wide AS
            SELECT "order", sum(amount) AS order_sum, {string.Join(", ", OrderTexts.Select(c => $"any_value({c}) AS {c}"))},
                   {string.Join(", ", OrderMarks.Select(c => $"coalesce(bool_or({c}), false) AS {c}"))}
            FROM typed WHERE "order" IS NOT NULL GROUP BY "order"
            """);
        facts.Execute($"""
            CREATE TEMP TABLE staged AS
            SELECT *, {Verdict()} AS verdict
            FROM (
                SELECT t.* REPLACE ({string.Join(", ", OrderTexts.Select(c => $"coalesce(t.{c}, o.{c}) AS {c}"))},
                                    {string.Join(", ", OrderMarks.Select(c => $"coalesce(o.{c}, t.{c}, false) AS {c}"))}),
                       coalesce(o.order_sum, t.amount) AS order_sum
                FROM typed t LEFT JOIN wide o ON o."order" = t."order"
            )
            """);
        return Profile();
    }

    internal IEnumerable<OrdersWarning> Warnings()
    {
        foreach (var verdict in Dropped)
        {
            if (Count($"verdict = {Literal(verdict)}") is > 0 and var rows)
                yield return new(verdict, rows, IsDropped: true);
        }
        if (Count("verdict = 'purchase' AND customer IS NULL") is > 0 and var anonymous)
            yield return new("no-customer", anonymous, IsDropped: false);
        if (Count("verdict = 'purchase' AND amount = 0") is > 0 and var zero)
            yield return new("zero-amount", zero, IsDropped: false);
        if (Count("verdict = 'return'") is > 0 and var returns)
            yield return new("returns", returns, IsDropped: false);
        if (Count("refunded > 0") is > 0 and var refunded)
            yield return new("refund-day-unknown", refunded, IsDropped: false);
    }

    private IEnumerable<string> Columns()
    {
        yield return $"{Text(layout.Customer)} AS customer";
        yield return $"{Text(layout.Order)} AS \"order\"";
        yield return $"{dates.Sql(layout.Date!)} AS occurred_at";
        yield return $"{Number(layout.Quantity)} AS quantity";
        yield return $"{Number(layout.Price)} AS price";
        yield return $"{AmountSql()} AS amount";
        yield return $"{Number(layout.OrderAmount)} AS order_amount";
        yield return $"{Number(layout.Refunded)} AS refunded";
        yield return $"{Text(layout.Sku)} AS sku";
        yield return $"{Text(layout.Category)} AS category";
        yield return $"{Text(layout.Product)} AS product";
        yield return $"{Text(layout.Brand)} AS brand";
        yield return $"{Text(layout.Location)} AS location";
        yield return $"{Text(layout.Channel)} AS channel";
        yield return $"coalesce(upper({Text(layout.Currency)}), {Literal(layout.CurrencyCode ?? Currencies.Unknown)}) AS currency";
        yield return $"lower({Text(layout.Member)}) IN ('1', 'true', 't', 'yes', 'y', 'x', 'member', 'oui', 'ja', 'jah') AS is_member";
        yield return $"{(layout.Joined is null ? "NULL::TIMESTAMP" : dates.Sql(layout.Joined))} AS joined_at";
        yield return $"{Text(layout.Cancelled)} IS NOT NULL AS is_cancelled";
        yield return $"lower({Text(layout.Status)}) IN ({List(layout.UnpaidStatuses)}) AS is_unpaid";
    }

    private string AmountSql() => layout.Amount is not null ? Number(layout.Amount)
        : layout.Quantity is not null && layout.Price is not null ? $"({Number(layout.Quantity)} * {Number(layout.Price)})::DECIMAL(38, 9)"
        : "NULL::DECIMAL(38, 9)";

    private string Verdict() => $"""
        CASE
            WHEN occurred_at IS NULL THEN 'bad-date'
            WHEN is_cancelled THEN 'cancelled'
            WHEN is_unpaid THEN 'unpaid'
            WHEN {(layout.OrderAmount is null ? "amount" : "order_amount")} IS NULL THEN 'bad-amount'
            WHEN {IsReturn()} THEN 'return'
            {PieceRules()}
            ELSE 'purchase'
        END
        """;

    /// <summary>Where returns have their own numbers, any other negative row is a correction; elsewhere it lowers its order.</summary>
    private string PieceRules() => !ByPiece ? ""
        : layout.ReturnPrefix is null ? "WHEN price = 0 THEN 'zero-price'"
        : """
          WHEN price = 0 THEN 'zero-price'
          WHEN price < 0 THEN 'negative-price'
          WHEN quantity <= 0 THEN 'adjustment'
          """;

    private string IsReturn() => layout.ReturnPrefix is { } prefix
        ? $"coalesce(starts_with(\"order\", {Literal(prefix)}), false)"
        : layout.OrderAmount is not null ? "order_amount < 0"
        : layout.Order is null ? "amount < 0"
        : "order_sum < 0";

    private OrdersProfile Profile()
    {
        var amount = layout.OrderAmount is null ? "amount" : "CASE WHEN row = min(row) OVER (PARTITION BY \"order\") THEN order_amount END";
        using var reader = facts.Select($"""
            SELECT count(*), {(layout.Order is null ? "count(*)" : "count(DISTINCT \"order\")")},
                   {(layout.Order is null ? "count(*)" : "count(DISTINCT \"order\")")} FILTER ({IsReturn()}),
                   count(DISTINCT customer), count(DISTINCT sku), coalesce(sum(counted), 0),
                   coalesce(sum(counted) FILTER (customer IS NOT NULL), 0), count(*) FILTER (customer IS NULL)
            FROM (SELECT *, {amount} AS counted FROM staged)
            """);
        reader.Read();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetDecimal(5),
            reader.GetDecimal(6), reader.GetInt64(7));
    }

    private string Number(string? column) => column is null ? "NULL::DECIMAL(18, 6)" : numbers.Sql(column);

    private static string Text(string? column) => column is null ? "NULL::VARCHAR"
        : $"CASE WHEN lower(trim({Name(column)})) NOT IN ('', {List(MissingText.InLowerCase)}) THEN trim({Name(column)}) END";

    private static string List(IReadOnlyList<string> values) => values.Count == 0 ? "''" : string.Join(", ", values.Select(Literal));

    private long Count(string condition)
    {
        using var reader = facts.Select($"SELECT count(*) FROM staged WHERE {condition}");
        reader.Read();
        return reader.GetInt64(0);
    }
}
