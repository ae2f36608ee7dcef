using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Laurel.Server.Access;

/// <summary>SQL by hand with little ceremony; parameters are called $1, $2, … in order.</summary>
internal static class Sql
{
    public static int Do(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; the default value without a row.</summary>
    public static T? One<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        return command.ExecuteScalar() is T found ? found : default;
    }

    public static IReadOnlyList<T> All<T>(
        this SqliteConnection connection, Func<SqliteDataReader, T> shape, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(shape(reader));
        return rows;
    }

    /// <summary>The first row, shaped; the default value without one.</summary>
    public static T? First<T>(
        this SqliteConnection connection, Func<SqliteDataReader, T> shape, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = connection.All(shape, sql, values);
        return rows.Count == 0 ? default : rows[0];
    }

    public static string Text(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(this SqliteDataReader row, int column) =>
        DateTimeOffset.Parse(row.GetString(column), CultureInfo.InvariantCulture);

    public static DateTimeOffset? InstantOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue("$" + (i + 1).ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        return command;
    }
}
