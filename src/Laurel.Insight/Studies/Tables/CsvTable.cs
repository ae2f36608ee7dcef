namespace Laurel.Insight.Studies.Tables;

/// <summary>Separated text with a header row.</summary>
internal sealed class CsvTable : StudyTable
{
    private readonly CsvLayout layout;

    private CsvTable(string path, IReadOnlyList<string> columns, CsvLayout layout)
        : base(path, columns) => this.layout = layout;

    public static CsvTable Open(string path, char? delimiter)
    {
        using var beginning = TextSource.Open(path);
        var layout = CsvLayout.Find(beginning.Reader, delimiter);
        using var source = TextSource.Open(path);
        var records = new CsvRecords(source.Reader, layout.Delimiter);
        if (!ReadHeader(records, layout) || records.EndedInQuotes)
            throw new StudyException("empty-file", ("file", path));
        var names = records.Texts();
        if (Array.Exists(names, name => name.AsSpan().IndexOfAnyInRange('\0', '\b') >= 0))
            throw new StudyException("not-text", ("file", path));
        return new(path, layout.HasRowNames ? ["", .. names] : names, layout);
    }

    public override bool PrefersComma => layout.Delimiter == ';';

    public override RowCursor Rows(IReadOnlyList<ColumnPlace> columns, CancellationToken cancellation)
    {
        var source = TextSource.Open(Path);
        var records = new CsvRecords(source.Reader, layout.Delimiter);
        ReadHeader(records, layout);
        return new Cursor(this, source, records, [.. columns.Select(column => column.At)]);
    }

    /// <summary>Goes to the first line that is not blank.</summary>
    private static bool ReadHeader(CsvRecords records, CsvLayout layout)
    {
        if (layout.SkipsFirst)
            records.Read();
        while (records.Read())
        {
            if (!records.IsBlank)
                return true;
        }
        return false;
    }

    private sealed class Cursor(CsvTable table, TextSource source, CsvRecords records, int[] columns) : RowCursor
    {
        public override long Row => records.Row;

        public override double Fraction => source.Fraction;

        public override RowWidth Width => records.IsBlank ? RowWidth.Blank
            : records.Count < table.Columns.Count ? RowWidth.Short
            : records.Count == table.Columns.Count || HasOnlyEmptyExtras() ? RowWidth.Right
            : RowWidth.Long;

        public override bool Read()
        {
            if (!records.Read())
                return false;
            return !records.EndedInQuotes ? true : throw new StudyException("open-quote", ("file", table.Name), ("row", records.Row));
        }

        public override ReadOnlySpan<char> Text(int column) => columns[column] < records.Count ? records[columns[column]] : [];

        public override void Dispose() => source.Dispose();

        private bool HasOnlyEmptyExtras()
        {
            for (var i = table.Columns.Count; i < records.Count; i++)
            {
                if (!records[i].IsEmpty)
                    return false;
            }
            return true;
        }
    }
}
