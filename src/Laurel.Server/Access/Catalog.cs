using Laurel.Engine.Sqlite;
using Microsoft.Data.Sqlite;

namespace Laurel.Server.Access;

/// <summary>
/// `catalog.db`: which organizations live here, who works for them, and their API keys. Small, and never on the path of a purchase
/// except to know a key the first time.
/// </summary>
internal sealed class Catalog : IDisposable
{
    private const int Format = 1;
    private readonly string connection;
    private readonly Lock writing = new();
    private readonly SqliteConnection writer;

    private Catalog(string file)
    {
        SqliteLibrary.Load();
        connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString();
        writer = Connect();
    }

    /// <summary>Opens the catalog, and makes it where there is none.</summary>
    public static Catalog Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var catalog = new Catalog(file);
        catalog.MakeTables(file);
        return catalog;
    }

    /// <summary>Runs a change in one transaction.</summary>
    public T Write<T>(Func<SqliteConnection, T> change)
    {
        lock (writing)
        {
            using var transaction = writer.BeginTransaction();
            var result = change(writer);
            transaction.Commit();
            return result;
        }
    }

    public T Read<T>(Func<SqliteConnection, T> question)
    {
        using var reader = Connect();
        return question(reader);
    }

    public void Dispose()
    {
        writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(connection));
    }

    private SqliteConnection Connect()
    {
        var opened = new SqliteConnection(connection);
        opened.Open();
        return opened;
    }

    private void MakeTables(string file)
    {
        writer.Do("pragma journal_mode = wal");
        writer.Do("pragma synchronous = full");
        var found = (int)writer.One<long>("pragma user_version");
        if (found > Format)
            throw new IOException($"{file} was written by a newer Laurel (format {found}); this one knows up to {Format}.");
        if (found == Format)
            return;
        Write(c => c.Do(Resource.Text("Access.Catalog.sql")) + c.Do($"pragma user_version = {Format}"));
    }
}
