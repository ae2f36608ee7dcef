namespace Laurel.Insight.Studies.Tables;

/// <summary>What became of the rows of a file.</summary>
/// <param name="File">Its name without folders.</param>
/// <param name="RowsRead">Rows below the header that are not blank.</param>
/// <param name="RowsUsed">Rows that the study looked at.</param>
/// <param name="RowsDropped">Rows left out; the warnings say why.</param>
public sealed record FileUse(string File, long RowsRead, long RowsUsed, long RowsDropped);

/// <summary>
/// Reads a table once: the first rows show how values are written, then every row goes by. Rows without a value that is needed, and rows
/// with more cells than the header, are left out and counted.
/// </summary>
internal sealed class TableScan(StudyTable table, StudyRun run)
{
    private const int First = 20_000;
    private const int RowsBetweenReports = 4_096;

    private long read;
    private long used;
    private long dropped;
    private long shorter;
    private (long Rows, long First) longer;
    private long headers;

    public FileUse Use => new(table.Name, read, used, read - used);

    /// <summary>Whether a file without a usable row is fine.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>The number of the row that is going by.</summary>
    public long Row { get; private set; }

    /// <summary>The study leaves the current row out after all; it says why itself.</summary>
    public void Drop()
    {
        used--;
        dropped++;
    }

    /// <summary>Calls <paramref name="onRow"/> for each row that has all values that are needed.</summary>
    public void ForEach(IReadOnlyList<Column> columns, Action onRow)
    {
        using var cursor = table.Rows([.. columns.Select(column => column.Place)], run.Cancellation);
        try
        {
            var first = Beginning(cursor, columns);
            for (var i = 0; i < columns.Count; i++)
                columns[i].Learn([.. first.Select(row => (row.Row, row.Texts[i]))], run, table.PrefersComma);
            foreach (var (row, texts) in first)
                Pass(columns, row, i => texts[i], onRow);
            first.Clear();
            while (Next(cursor))
                Pass(columns, cursor.Row, cursor.Text, onRow);
        }
        catch (InvalidDataException reason)
        {
            throw new StudyException("unreadable", ("file", table.Name), ("reason", reason.Message));
        }
        Report(columns);
    }

    private delegate ReadOnlySpan<char> CellText(int column);

    private List<(long Row, string[] Texts)> Beginning(RowCursor cursor, IReadOnlyList<Column> columns)
    {
        var first = new List<(long Row, string[] Texts)>();
        while (first.Count < First && Next(cursor))
        {
            var texts = new string[columns.Count];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = cursor.Text(i).ToString();
            if (!IsHeader(columns, texts))
                first.Add((cursor.Row, texts));
        }
        return first;
    }

    /// <summary>Goes to the next row that has the right number of cells.</summary>
    private bool Next(RowCursor cursor)
    {
        while (cursor.Read())
        {
            if (cursor.Row % RowsBetweenReports == 0)
                run.Report("reading", cursor.Fraction);
            var width = cursor.Width;
            if (width == RowWidth.Blank)
                continue;
            read++;
            shorter += width == RowWidth.Short ? 1 : 0;
            if (width != RowWidth.Long)
                return true;
            longer = (longer.Rows + 1, longer.Rows == 0 ? cursor.Row : longer.First);
        }
        return false;
    }

    /// <summary>Files put one behind the other repeat their header.</summary>
    private bool IsHeader(IReadOnlyList<Column> columns, string[] texts)
    {
        if (!columns.Zip(texts).All(cell => cell.First.Name == cell.Second))
            return false;
        headers++;
        return true;
    }

    private void Pass(IReadOnlyList<Column> columns, long row, CellText text, Action onRow)
    {
        Row = row;
        var complete = true;
        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Take(text(i), row, run.Reading);
            complete &= columns[i].IsOptional || !columns[i].IsMissing;
        }
        if (!complete)
            return;
        used++;
        onRow();
    }

    private StudyException NoRows(IReadOnlyList<Column> columns)
    {
        var emptiest = columns.Where(column => column is { Missing: > 0, IsOptional: false }).MaxBy(column => column.Missing);
        return new("no-rows", ("file", table.Name), ("rows", read), ("near", emptiest?.Name), ("count", emptiest?.Missing ?? 0));
    }

    private void Report(IReadOnlyList<Column> columns)
    {
        run.Report("reading", 1);
        run.Used(Use);
        foreach (var column in columns.Where(column => column is { Missing: > 0, IsOptional: false }))
            run.Warn("missing-values", column.Name, ("rows", column.Missing), ("first", column.FirstMissing), ("column", column.Name));
        if (longer.Rows > 0)
            run.Warn("long-rows", null, ("rows", longer.Rows), ("first", longer.First));
        if (shorter > 0)
            run.Warn("short-rows", null, ("rows", shorter));
        if (headers > 0)
            run.Warn("repeated-header", null, ("rows", headers));
        if (used + dropped == 0 && !MayBeEmpty)
            throw NoRows(columns);
    }
}
