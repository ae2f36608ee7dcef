using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Studies.Tables;

/// <summary>Where a column stands in a file.</summary>
internal readonly record struct ColumnPlace(string Name, int At);

/// <summary>A table in a file: separated text, plain or gzip, with a header row; or Parquet.</summary>
internal abstract class StudyTable(string path, IReadOnlyList<string> columns)
{
    public string Name { get; } = System.IO.Path.GetFileName(path);

    /// <summary>As the file has them, in order; some may be empty or the same.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    protected string Path { get; } = path;

    /// <exception cref="StudyException">There is no such file, or it is no table.</exception>
    public static StudyTable Open(string path, ReadingOptions options)
    {
        if (!File.Exists(path))
            throw new StudyException("no-file", ("file", path));
        try
        {
            return FileKinds.Of(path) switch
            {
                FileKind.Zip => throw new StudyException("archive", ("file", path)),
                FileKind.Parquet => ParquetTable.Open(path),
                _ => CsvTable.Open(path, options.Delimiter),
            };
        }
        catch (Exception reason) when (reason is IOException or InvalidDataException or UnauthorizedAccessException or DuckDBException)
        {
            throw new StudyException("unreadable", ("file", path), ("reason", reason.Message.Split('\n')[0]));
        }
    }

    /// <summary>The column of that name; letter case matters only where two names differ by nothing else.</summary>
    /// <exception cref="StudyException">None has it, or several do.</exception>
    public ColumnPlace Find(string name) => TryFind(name) ?? throw NoColumn(name);

    public StudyException NoColumn(string name) =>
        new("no-column", ("file", Name), ("column", name), ("near", Spelling.Nearest(name, Columns)), ("columns", Spelling.List(Columns)));

    public ColumnPlace? TryFind(string name)
    {
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            int[] found = [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Equals(name.Trim(), comparison))];
            if (found.Length > 1)
                throw new StudyException("two-columns", ("file", Name), ("column", name));
            if (found is [var one])
                return new(Columns[one], one);
        }
        return null;
    }

    /// <summary>The columns named by options: each a name, or several names with commas between them.</summary>
    public IReadOnlyList<string> Split(IEnumerable<string> names) => [.. names.SelectMany(name => TryFind(name) is null
        ? name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [name])];

    /// <summary>Whether a comma before three digits is more likely a decimal mark: where cells are separated by something else for its sake.</summary>
    public virtual bool PrefersComma => false;

    /// <summary>The rows, each with the cells of the columns asked for, in that order.</summary>
    public abstract RowCursor Rows(IReadOnlyList<ColumnPlace> columns, CancellationToken cancellation);
}

/// <summary>Whether a row has as many cells as the header.</summary>
internal enum RowWidth
{
    Right,
    Blank,
    Short,
    Long,
}

/// <summary>Walks through the rows of a table once.</summary>
internal abstract class RowCursor : IDisposable
{
    /// <summary>As a spreadsheet shows it: the header is row 1. In Parquet the first row is 1.</summary>
    public abstract long Row { get; }

    public abstract RowWidth Width { get; }

    /// <summary>How much has been read, 0 to 1.</summary>
    public abstract double Fraction { get; }

    public abstract bool Read();

    /// <summary>The trimmed text of a cell; empty when there is none.</summary>
    public abstract ReadOnlySpan<char> Text(int column);

    public abstract void Dispose();
}
