using System.Globalization;
using System.Text;
using Laurel.Insight.Facts;

namespace Laurel.Server.Http;

/// <summary>A small table for those who go on with it elsewhere: raw values, not written for people.</summary>
public sealed record RawTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    private const string ParquetType = "application/vnd.apache.parquet";

    /// <summary>As the <c>?format=</c> of the address asks: csv or parquet; null asks for the page itself.</summary>
    internal IResult? Download(HttpRequest request) => request.Query["format"].ToString() switch
    {
        "csv" => Results.File(Encoding.UTF8.GetBytes(Csv()), "text/csv; charset=utf-8", Name + ".csv"),
        "parquet" => Results.File(ParquetBytes.OfCsv(Csv(), [.. Texts()]), ParquetType, Name + ".parquet"),
        _ => null,
    };

    private string Csv() => string.Concat(Rows.Select(r => r.Select(Cell)).Prepend(Columns).Select(r => string.Join(',', r) + "\r\n"));

    private IEnumerable<string> Texts() => Columns.Where((_, i) => Rows.Any(r => r[i] is string));

    private static string Cell(object? value) => value switch
    {
        null or double.NaN => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Quoted(value.ToString()!),
    };

    /// <summary>What a spreadsheet would take for a formula is written as text.</summary>
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && "=+-@\t".Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
