using System.Data.Common;
using System.Globalization;

namespace Laurel.Server.Access;

/// <summary>SQL by hand with little ceremony. Values are bound to $1, $2, … in order.</summary>
internal static class Sql
{
    public static int Do(this DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; the default value without a row.</summary>
    public static T? One<T>(this DbConnection connection, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        return command.ExecuteScalar() is T found ? found : default;
    }

    /// <summary>The first row, shaped; the default value without one.</summary>
    public static T? First<T>(
        this DbConnection connection, Func<DbDataReader, T> shape, string sql, params ReadOnlySpan<object?> values)
    {
        var rows = connection.All(shape, sql, values);
        return rows.Count == 0 ? default : rows[0];
    }

    public static IReadOnlyList<T> All<T>(
        this DbConnection connection, Func<DbDataReader, T> shape, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(shape(reader));
        return rows;
    }

    public static DateTimeOffset Instant(this DbDataReader row, int column) => SqlTime.Parse(row.GetString(column));

    public static DateTimeOffset? InstantOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DbCommand Prepare(DbConnection connection, string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "$" + (i + 1).ToString(CultureInfo.InvariantCulture);
            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}

/// <summary>Instants in ordinary tables: UTC, in the one form that sorts.</summary>
internal static class SqlTime
{
    public static string Text(this DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
