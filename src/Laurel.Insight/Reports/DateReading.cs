using Laurel.Insight.Facts;

namespace Laurel.Insight.Reports;

/// <summary>
/// Dates as shops write them. ISO dates are read as they are, an offset is dropped (the time is local to the shop). Other forms are read
/// when exactly one fits the whole column: 03/04/2026 alone says nothing, 03/04/2026 and 25/04/2026 together do.
/// </summary>
internal sealed class DateReading(FactsFile facts, OrdersLayout layout)
{
    private const string Offset = @"\s*(Z|[+-]\d{2}:?\d{2})$";

    private static readonly string[] Days =
    [
        "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d/%m/%y", "%m/%d/%y", "%d.%m.%y",
        "%d-%m-%y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d%b%Y", "%b %d, %Y", "%B %d, %Y",
    ];
    private static readonly string[] Times = ["", " %H:%M", " %H:%M:%S"];

    /// <summary>An expression that is the local time of a column, null where it is none.</summary>
    /// <exception cref="OrdersFileException">No date of the column can be read, or several forms fit all of them.</exception>
    internal string Sql(string column)
    {
        var text = $"nullif(trim({RawOrders.Name(column)}), '')";
        if (Count($"{text} IS NOT NULL") == 0)
            throw new OrdersFileException($"Column '{column}' is empty; name the column that holds the date.");
        if (layout.DateFormat is { } format)
            return Require(Parsed(text, format), column, text);
        var iso = Iso(text);
        if (Count($"{iso} IS NOT NULL") > 0)
            return iso;
        var fitting = Days.SelectMany(day => Times.Select(time => day + time)).Where(f => Fits(text, f)).ToList();
        return fitting switch
        {
            [var one] => Parsed(text, one),
            [] => throw new OrdersFileException(
                $"No date in column '{column}' can be read ({Sample(text)}); say how it is written, such as %d/%m/%Y %H:%M."),
            _ => throw new OrdersFileException(
                $"The dates in column '{column}' ({Sample(text)}) may mean {string.Join(" or ", fitting)}; say which."),
        };
    }

    private static string Iso(string text) => Known($"TRY_CAST(regexp_replace({text}, '{Offset}', '') AS TIMESTAMP)");

    private static string Parsed(string text, string format) => Known($"try_strptime({text}, {RawOrders.Literal(format)})");

    /// <summary>Days such as 0001-01-01 and 9999-12-31 stand for "not known".</summary>
    private static string Known(string time) => $"CASE WHEN year({time}) BETWEEN 1800 AND 2199 THEN {time} END";

    private string Require(string sql, string column, string text) => Count($"{sql} IS NOT NULL") > 0
        ? sql
        : throw new OrdersFileException($"No date in column '{column}' ({Sample(text)}) is written as {layout.DateFormat}.");

    private bool Fits(string text, string format) => Count($"{text} IS NOT NULL AND {Parsed(text, format)} IS NULL") == 0;

    private string Sample(string text)
    {
        using var reader = facts.Select($"SELECT any_value({text}) FROM raw");
        return reader.Read() && !reader.IsDBNull(0) ? $"for example '{reader.GetString(0)}'" : "it is empty";
    }

    private long Count(string condition)
    {
        using var reader = facts.Select($"SELECT count(*) FROM raw WHERE {condition}");
        reader.Read();
        return reader.GetInt64(0);
    }
}
