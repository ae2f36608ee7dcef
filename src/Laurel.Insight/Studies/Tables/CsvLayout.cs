namespace Laurel.Insight.Studies.Tables;

/// <summary>How a file of separated text is laid out, found from its beginning.</summary>
/// <param name="SkipsFirst">The first line only names the delimiter, as spreadsheets write it: <c>sep=;</c>.</param>
/// <param name="HasRowNames">Every row has one cell more than the header, the first of them unnamed, as R writes tables.</param>
internal sealed record CsvLayout(char Delimiter, bool SkipsFirst, bool HasRowNames)
{
    private const int Beginning = 1 << 18;
    private const int Sample = 200;
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    public static CsvLayout Find(TextReader reader, char? delimiter)
    {
        var head = Head(reader);
        if (head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.Length > 5 && head[5] is '\r' or '\n')
            return Judge(head[6..].TrimStart('\n'), delimiter ?? head[4]).Layout with { SkipsFirst = true };
        return delimiter is { } given
            ? Judge(head, given).Layout
            : Candidates.Select(candidate => Judge(head, candidate)).MaxBy(judged => judged.Fit).Layout;
    }

    /// <summary>How well a delimiter explains the beginning: the share of rows as wide as the header, then how wide they are.</summary>
    private static (CsvLayout Layout, double Fit) Judge(string head, char delimiter)
    {
        var records = new CsvRecords(new StringReader(head), delimiter);
        if (!records.Read())
            return (new(delimiter, false, false), 0);
        var (width, rows, alike, wider) = (records.Count, 0, 0, 0);
        while (rows < Sample && records.Read() && !records.EndedInQuotes)
        {
            if (records.IsBlank)
                continue;
            rows++;
            alike += records.Count == width ? 1 : 0;
            wider += records.Count == width + 1 && !records[width].IsEmpty ? 1 : 0;
        }
        var layout = new CsvLayout(delimiter, false, rows > 0 && wider == rows);
        var share = rows == 0 ? 1 : Math.Max(alike, wider) / (double)rows;
        return (layout, width == 1 ? 0 : share + width / 10_000.0);
    }

    /// <summary>The beginning of the text, up to the end of a line.</summary>
    private static string Head(TextReader reader)
    {
        var buffer = new char[Beginning];
        var read = reader.ReadBlock(buffer);
        var end = read < Beginning ? read : Math.Max(1, Array.LastIndexOf(buffer, '\n') + 1);
        return new(buffer, 0, end);
    }
}
