using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Laurel.Engine.Sqlite;

/// <summary>
/// Numbered SQL files embedded in an assembly, applied once and in order. All that a file lacks is applied in one transaction, so
/// that a crash leaves either the old schema or the new one.
/// </summary>
/// <param name="Name">The set the files belong to, such as <c>engine</c>.</param>
/// <param name="Assembly">Where they are embedded.</param>
/// <param name="Folder">The dotted folder of their embedded names, such as <c>Laurel.Engine.Sqlite.Migrations</c>.</param>
public sealed record MigrationSet(string Name, Assembly Assembly, string Folder)
{
    internal static MigrationSet Engine { get; } =
        new("engine", typeof(MigrationSet).Assembly, "Laurel.Engine.Sqlite.Migrations");

    internal IReadOnlyList<Migration> Read() =>
    [
        .. Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder + ".", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Migration.Of(name[(Folder.Length + 1)..], Text(name))),
    ];

    private string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

internal sealed record Migration(int Number, string Name, string Sql, string Checksum)
{
    public static Migration Of(string name, string sql) => new(
        int.Parse(name[..4], CultureInfo.InvariantCulture),
        name,
        sql,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
}

internal static class Migrations
{
    private const string Table = """
        CREATE TABLE IF NOT EXISTS migrations
        (
            family   TEXT    NOT NULL,
            number   INTEGER NOT NULL,
            name     TEXT    NOT NULL,
            checksum TEXT    NOT NULL,
            PRIMARY KEY (family, number)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Brings the file up to date. Refuses a file that a newer version wrote, or whose applied files have changed since.</summary>
    public static void Apply(SqliteConnection connection, IEnumerable<MigrationSet> sets)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        SqliteFile.Run(connection, Table, transaction);
        foreach (var set in sets)
            Apply(connection, transaction, set.Name, set.Read());
        transaction.Commit();
    }

    internal static void Apply(SqliteConnection connection, SqliteTransaction transaction, string set, IReadOnlyList<Migration> migrations)
    {
        var applied = Applied(connection, transaction, set);
        if (applied.Keys.Except(migrations.Select(m => m.Number)).Order().ToList() is [var unknown, ..])
            throw new JournalException($"The file has migration {unknown:0000} of {set}, which this version does not know.", isFatal: true);
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var checksum))
                Apply(connection, transaction, set, migration);
            else if (checksum != migration.Checksum)
                throw new JournalException($"{migration.Name} of {set} has changed since it was applied.", isFatal: true);
        }
    }

    private static Dictionary<int, string> Applied(SqliteConnection connection, SqliteTransaction transaction, string set)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT number, checksum FROM migrations WHERE family = @set";
        command.Parameters.AddWithValue("@set", set);
        using var reader = command.ExecuteReader();
        var applied = new Dictionary<int, string>();
        while (reader.Read())
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private static void Apply(SqliteConnection connection, SqliteTransaction transaction, string set, Migration migration)
    {
        SqliteFile.Run(connection, migration.Sql, transaction);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO migrations (family, number, name, checksum) VALUES (@set, @number, @name, @checksum)";
        command.Parameters.AddWithValue("@set", set);
        command.Parameters.AddWithValue("@number", migration.Number);
        command.Parameters.AddWithValue("@name", migration.Name);
        command.Parameters.AddWithValue("@checksum", migration.Checksum);
        command.ExecuteNonQuery();
    }
}
