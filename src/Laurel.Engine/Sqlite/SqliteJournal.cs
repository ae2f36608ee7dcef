using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Laurel.Engine.Sqlite;

/// <summary>
/// The journal in one SQLite file: a connection that appends, one that reads for decisions while an append is under way, and read-only
/// ones for everybody else.
/// </summary>
internal sealed class SqliteJournal : IJournal
{
    private readonly FileStream fence;
    private readonly SqliteConnection connection;
    private readonly Tail tail = new();
    private readonly SqliteRows appended;
    private readonly SqliteRows rows;
    private readonly SqliteSnapshots snapshots;

    private SqliteJournal(FileStream fence, SqliteConnection connection, string path)
    {
        this.fence = fence;
        this.connection = connection;
        appended = new SqliteRows(connection);
        tail.Know(appended);
        rows = new SqliteRows(SqliteFile.OpenForReading(path), tail);
        snapshots = new SqliteSnapshots(path);
    }

    /// <summary>Opens the file for its one writer, making it or bringing its tables up to date.</summary>
    public static SqliteJournal Open(string path, IReadOnlyList<MigrationSet> ordinary)
    {
        var fence = SqliteFile.Lock(path);
        SqliteConnection? connection = null;
        try
        {
            connection = SqliteFile.OpenForWriting(path);
            Migrations.Apply(connection, [MigrationSet.Engine, .. ordinary]);
            return new SqliteJournal(fence, connection, path);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            fence.Dispose();
            throw e is SqliteException fault ? SqliteFile.Fault(fault) : e;
        }
    }

    public IRows Rows => rows;

    public ValueTask<ISnapshot> Snapshot() => snapshots.Snapshot();

    public DbConnection Connect() => snapshots.Connect();

    public ValueTask<IReadOnlyList<int>> Append(Batch batch)
    {
        try
        {
            appended.Prepare("BEGIN IMMEDIATE").Run();
            var changed = new SqliteAppend(connection, appended, tail).Write(batch);
            appended.Prepare("COMMIT").Run();
            tail.Settle();
            return ValueTask.FromResult(changed);
        }
        catch (Exception e)
        {
            Undo();
            throw e is SqliteException fault ? SqliteFile.Fault(fault) : e;
        }
    }

    public ValueTask DisposeAsync()
    {
        snapshots.Dispose();
        rows.Dispose();
        appended.Dispose();
        fence.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>SQLite ends some failed transactions itself; those are not open any more.</summary>
    private void Undo()
    {
        appended.Forget();
        tail.Forget();
        if (appended.IsOpen)
            appended.Prepare("ROLLBACK").Run();
    }
}

/// <summary>Read-only connections, kept for the next reader; each snapshot is one read transaction.</summary>
internal sealed class SqliteSnapshots(string path) : IReadAccess, IDisposable
{
    private const int Kept = 16;
    private readonly ConcurrentBag<SqliteRows> idle = [];
    private volatile bool isClosed;

    public ValueTask<ISnapshot> Snapshot()
    {
        try
        {
            var rows = idle.TryTake(out var kept) ? kept : new SqliteRows(SqliteFile.OpenForReading(path));
            rows.Prepare("BEGIN").Run();
            return ValueTask.FromResult<ISnapshot>(new SqliteSnapshot(rows, this));
        }
        catch (SqliteException e)
        {
            throw SqliteFile.Fault(e);
        }
    }

    public DbConnection Connect() => SqliteFile.OpenForReading(path, pooled: true);

    public void Return(SqliteRows rows)
    {
        rows.Prepare("COMMIT").Run();
        if (idle.Count < Kept && !isClosed)
            idle.Add(rows);
        else
            rows.Dispose();
    }

    public void Dispose()
    {
        isClosed = true;
        SqliteFile.ClosePool(path);
        while (idle.TryTake(out var rows))
            rows.Dispose();
    }
}

internal sealed class SqliteSnapshot(SqliteRows rows, SqliteSnapshots from) : ISnapshot
{
    public IRows Rows => rows;

    public ValueTask DisposeAsync()
    {
        from.Return(rows);
        return ValueTask.CompletedTask;
    }
}
