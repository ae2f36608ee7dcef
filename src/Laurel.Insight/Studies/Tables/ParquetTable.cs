using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Studies.Tables;

/// <summary>A Parquet file, read by DuckDB: only the columns asked for.</summary>
internal sealed class ParquetTable : StudyTable
{
    private readonly long rows;

    private ParquetTable(string path, IReadOnlyList<string> columns, long rows)
        : base(path, columns) => this.rows = rows;

    public static ParquetTable Open(string path)
    {
        using var connection = new DuckDBConnection();
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM {Source(path)}";
        var rows = (long)count.ExecuteScalar()!;
        using var describe = connection.CreateCommand();
        describe.CommandText = $"DESCRIBE SELECT * FROM {Source(path)}";
        using var reader = describe.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return new(path, columns, rows);
    }

    public override RowCursor Rows(IReadOnlyList<ColumnPlace> columns, CancellationToken cancellation)
    {
        var connection = new DuckDBConnection();
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(Cast))} FROM {Source(Path)}";
            using var interrupt = cancellation.Register(command.Cancel);
            return new Cursor(connection, command.ExecuteReader(), rows);
        }
        catch (DuckDBException reason)
        {
            connection.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw new StudyException("unreadable", ("file", Name), ("reason", reason.Message.Split('\n')[0]));
        }
    }

    private static string Cast(ColumnPlace column) => $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"::VARCHAR";

    private static string Source(string path) => $"read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')";

    private sealed class Cursor(DuckDBConnection connection, DuckDBDataReader reader, long rows) : RowCursor
    {
        private long row;

        public override long Row => row;

        public override RowWidth Width => RowWidth.Right;

        public override double Fraction => rows == 0 ? 1 : (double)row / rows;

        public override bool Read()
        {
            if (!reader.Read())
                return false;
            row++;
            return true;
        }

        public override ReadOnlySpan<char> Text(int column) => reader.IsDBNull(column) ? [] : reader.GetString(column).AsSpan().Trim();

        public override void Dispose()
        {
            reader.Dispose();
            connection.Dispose();
        }
    }
}
