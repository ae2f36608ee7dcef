using Laurel.Insight.Facts;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Reports;

/// <summary>The rows of the file as text, in the table <c>raw</c>.</summary>
internal sealed class RawOrders
{
    private readonly FactsFile facts;
    private readonly string path;

    private RawOrders(FactsFile facts, string path)
    {
        (this.facts, this.path) = (facts, path);
        using var reader = facts.Select("SELECT column_name FROM (DESCRIBE raw)");
        while (reader.Read())
            columns.Add(reader.GetString(0));
    }

    private readonly List<string> columns = [];

    internal IReadOnlyCollection<string> Columns => columns;

    internal string ColumnList => $"It has: {string.Join(", ", columns)}.";

    internal static RawOrders Load(FactsFile facts, string path, string encoding)
    {
        var source = $"read_csv({Literal(path)}, all_varchar = true, header = true, store_rejects = true, encoding = {Literal(encoding)})";
        try
        {
            facts.Execute($"CREATE TEMP TABLE raw AS SELECT * FROM {source}");
        }
        catch (DuckDBException reason)
        {
            throw new OrdersFileException($"{path} cannot be read as CSV. {reason.Message.Split('\n')[0]}");
        }
        return new RawOrders(facts, path);
    }

    /// <summary>The layout with the file's own spelling of its columns.</summary>
    internal OrdersLayout Resolve(OrdersLayout layout)
    {
        foreach (var (use, column) in layout.Columns())
        {
            if (!columns.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new OrdersFileException($"{path} has no column '{column}' for the {use}. {ColumnList}");
        }
        if (layout.Date is null)
            throw new OrdersFileException($"Say which column of {path} holds the date. {ColumnList}");
        if (Count("SELECT count(*) FROM raw") == 0)
            throw new OrdersFileException($"{path} has no rows.");
        var hasMoney = layout.Amount is not null || layout.OrderAmount is not null
            || (layout.Quantity is not null && layout.Price is not null);
        return hasMoney
            ? layout
            : throw new OrdersFileException($"Say which column of {path} holds the amount, or which hold quantity and price. {ColumnList}");
    }

    internal IEnumerable<OrdersWarning> Warnings()
    {
        var unreadable = Count("SELECT count(DISTINCT line) FROM reject_errors");
        if (unreadable > 0)
            yield return new("unreadable-rows", unreadable, IsDropped: true);
        var all = string.Join(", ", columns.Select(Name));
        var repeated = Count($"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM raw GROUP BY {all})");
        if (repeated > 0)
            yield return new("repeated-rows", repeated, IsDropped: false);
    }

    internal static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    internal static string Name(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private long Count(string sql)
    {
        using var reader = facts.Select(sql);
        reader.Read();
        return reader.GetInt64(0);
    }
}
