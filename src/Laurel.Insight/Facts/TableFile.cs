using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>A table in a file, row by row as text: CSV, plain or gzip, or Parquet.</summary>
public sealed class TableFile : IDisposable
{
    private readonly DuckDBConnection connection;
    private readonly string source;

    private TableFile(DuckDBConnection connection, string source, IReadOnlyList<string> columns) =>
        (this.connection, this.source, Columns) = (connection, source, columns);

    /// <summary>The names of the columns, as the file has them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <exception cref="DuckDBException">It is no such file.</exception>
    /// <exception cref="FileNotFoundException">There is no file there.</exception>
    public static TableFile Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.", path);
        var connection = new DuckDBConnection();
        try
        {
            connection.Open();
            var source = Source(path);
            using var command = connection.CreateCommand();
            command.CommandText = $"DESCRIBE SELECT * FROM {source}";
            using var reader = command.ExecuteReader();
            var columns = new List<string>();
            while (reader.Read())
                columns.Add(reader.GetString(0));
            return new TableFile(connection, source, columns);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public int Count()
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT CAST(count(*) AS INTEGER) FROM {source}";
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetInt32(0) : 0;
    }

    /// <summary>The rows in the order of the file; empty cells are null. One array is used for all rows.</summary>
    public IEnumerable<string?[]> Rows()
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COLUMNS(*)::VARCHAR FROM {source}";
        using var reader = command.ExecuteReader();
        var row = new string?[Columns.Count];
        while (reader.Read())
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetString(i);
            yield return row;
        }
    }

    public void Dispose() => connection.Dispose();

    private static string Source(string path)
    {
        var quoted = $"'{path.Replace("'", "''")}'";
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
            ? $"read_parquet({quoted})"
            : $"read_csv({quoted}, header = true, all_varchar = true, null_padding = true)";
    }
}
