using Laurel.Insight.Facts;
using Laurel.Insight.Facts.DuckDb;
using Laurel.Insight.Studies.Tables;

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

    /// <summary>Lines that are no UTF-8, for which the file was read as Western European.</summary>
    private long western;

    internal IReadOnlyCollection<string> Columns => columns;

    internal string ColumnList => Spelling.List(columns);

    /// <summary>What the file is, is seen from its first bytes; the name only helps.</summary>
    internal static RawOrders Load(FactsFile facts, string path, string encoding)
    {
        var kind = FileKinds.Of(path);
        if (kind == FileKind.Zip)
            throw new OrdersFileException("archive", ("file", path));
        if (new FileInfo(path).Length == 0)
            throw new OrdersFileException("empty-file", ("file", path));
        try
        {
            facts.Execute($"CREATE TEMP TABLE raw AS {(kind == FileKind.Parquet ? Parquet(path) : Text(path, kind, encoding))}");
            if (encoding == "utf-8" && Unreadable(facts, "error_type = 'INVALID ENCODING'") is > 0 and var western)
            {
                facts.Execute("DROP TABLE raw; DROP TABLE reject_errors; DROP TABLE reject_scans");
                facts.Execute($"CREATE TEMP TABLE raw AS {Text(path, kind, "latin-1")}");
                return new RawOrders(facts, path) { western = western };
            }
        }
        catch (DuckDBException reason)
        {
            throw new OrdersFileException("unreadable", ("file", path), ("reason", reason.Message.Split('\n')[0]));
        }
        return new RawOrders(facts, path);
    }

    private static string Parquet(string path) => $"SELECT COLUMNS(*)::VARCHAR FROM read_parquet({Literal(path)})";

    private static string Text(string path, FileKind kind, string encoding)
    {
        var packed = kind == FileKind.Gzip ? ", compression = 'gzip'" : "";
        var letters = kind == FileKind.Text && IsWide(path) ? "utf-16" : encoding;
        return $"SELECT * FROM read_csv({Literal(path)}, all_varchar = true, header = true, store_rejects = true, encoding = {Literal(letters)}{packed})";
    }

    /// <summary>Whether the file begins with the mark of UTF-16.</summary>
    private static bool IsWide(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> first = stackalloc byte[2];
        return file.ReadAtLeast(first, 2, throwOnEndOfStream: false) == 2 && first is [0xff, 0xfe] or [0xfe, 0xff];
    }

    /// <summary>The layout with the file's own spelling of its columns.</summary>
    internal OrdersLayout Resolve(OrdersLayout layout)
    {
        foreach (var (use, column) in layout.Columns())
        {
            if (!columns.Contains(column, StringComparer.OrdinalIgnoreCase))
                throw new OrdersFileException("no-column", ("file", path), ("column", column), ("option", $"--{use}"),
                    ("near", Spelling.Nearest(column, columns)), ("columns", ColumnList));
        }
        if (layout.Date is null)
            throw new OrdersFileException("no-date-column", ("file", path), ("columns", ColumnList));
        if (Count("SELECT count(*) FROM raw") == 0)
            throw new OrdersFileException("no-rows", ("file", path));
        var hasMoney = layout.Amount is not null || layout.OrderAmount is not null
            || (layout.Quantity is not null && layout.Price is not null);
        return hasMoney
            ? layout
            : throw new OrdersFileException("no-amount-column", ("file", path), ("columns", ColumnList));
    }

    internal IEnumerable<OrdersWarning> Warnings()
    {
        if (western > 0)
            yield return new("western-letters", western, IsDropped: false);
        if (Unreadable(facts, "true") is > 0 and var unreadable)
            yield return new("unreadable-rows", unreadable, IsDropped: true);
        var all = string.Join(", ", columns.Select(Name));
        var repeated = Count($"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM raw GROUP BY {all})");
        if (repeated > 0)
            yield return new("repeated-rows", repeated, IsDropped: false);
    }

    internal static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    internal static string Name(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static long Unreadable(FactsFile facts, string condition) =>
        Count(facts, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'") > 0
            ? Count(facts, $"SELECT count(DISTINCT line) FROM reject_errors WHERE {condition}")
            : 0;

    private long Count(string sql) => Count(facts, sql);

    private static long Count(FactsFile facts, string sql)
    {
        using var reader = facts.Select(sql);
        reader.Read();
        return reader.GetInt64(0);
    }
}
