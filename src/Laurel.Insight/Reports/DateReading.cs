using System.Globalization;
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
        "%d-%m-%y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d%b%Y", "%b %d, %Y", "%B %d, %Y", "%a %d %b %Y", "%a, %d %b %Y",
        "%A, %d %B %Y",
    ];
    private static readonly string[] Times = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"];

    /// <summary>Days of a spreadsheet, seconds and milliseconds since 1970, what Unix date prints: how they look, and what they are.</summary>
    private static readonly (string Looks, string Time)[] Counted =
    [
        (@"[1-7]\d{4}(\.\d+)?", "TIMESTAMP '1899-12-30' + to_seconds(round(TRY_CAST({0} AS DOUBLE) * 86400))"),
        (@"[1-7]\d{9}(\.\d+)?", "TIMESTAMP '1970-01-01' + to_seconds(floor(TRY_CAST({0} AS DOUBLE)))"),
        (@"[1-7]\d{12}", "TIMESTAMP '1970-01-01' + to_seconds(floor(TRY_CAST({0} AS DOUBLE) / 1000))"),
        ("[A-Z][a-z]+ [A-Z][a-z]+ +[0-9]+ [0-9]+:[0-9:]+( [A-Z]+| [+-][0-9]+)? [0-9]+", """
            try_strptime(regexp_replace({0}, '^[A-Za-z]+ ([A-Za-z]+) +([0-9]+) ([0-9:]+)( [A-Z]+| [+-][0-9]+)? ([0-9]+)$', '\1 \2 \5 \3'),
                '%b %d %Y %H:%M:%S')
            """),
    ];

    /// <summary>An expression that is the local time of a column, null where it is none.</summary>
    /// <exception cref="OrdersFileException">No date of the column can be read, or several forms fit all of them.</exception>
    internal string Sql(string column)
    {
        var text = $"nullif(trim({RawOrders.Name(column)}), '')";
        if (Count($"{text} IS NOT NULL") == 0)
            throw new OrdersFileException("empty-dates", ("column", column));
        if (layout.DateFormat is { } format)
            return Require(Parsed(text, format), column, text);
        foreach (var (looks, time) in Counted)
        {
            if (Count($"{text} IS NOT NULL AND NOT regexp_full_match({text}, '{looks}')") == 0)
                return Known($"({string.Format(CultureInfo.InvariantCulture, time, text)})");
        }
        var iso = Iso(text);
        if (Count($"{iso} IS NOT NULL") > 0)
            return iso;
        var fitting = Days.SelectMany(day => Times.Select(time => day + time)).Where(f => Fits(text, f)).ToList();
        return fitting switch
        {
            [var one] => Parsed(text, one),
            [] => throw new OrdersFileException("no-dates", ("column", column), ("text", Sample(text))),
            _ => throw new OrdersFileException("two-dates", ("column", column), ("text", Sample(text)), ("formats", string.Join(", ", fitting))),
        };
    }

    private static string Iso(string text) => Known($"TRY_CAST(regexp_replace({text}, '{Offset}', '') AS TIMESTAMP)");

    private static string Parsed(string text, string format) => Known($"try_strptime({text}, {RawOrders.Literal(format)})");

    /// <summary>Days such as 0001-01-01 and 9999-12-31 stand for "not known".</summary>
    private static string Known(string time) => $"CASE WHEN year({time}) BETWEEN 1800 AND 2199 THEN {time} END";

    private string Require(string sql, string column, string text) => Count($"{sql} IS NOT NULL") > 0
        ? sql
        : throw new OrdersFileException("not-that-date", ("column", column), ("text", Sample(text)), ("format", layout.DateFormat));

    private bool Fits(string text, string format) => Count($"{text} IS NOT NULL AND {Parsed(text, format)} IS NULL") == 0;

    private string Sample(string text)
    {
        using var reader = facts.Select($"SELECT any_value({text}) FROM raw");
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : "";
    }

    private long Count(string condition)
    {
        using var reader = facts.Select($"SELECT count(*) FROM raw WHERE {condition}");
        reader.Read();
        return reader.GetInt64(0);
    }
}
