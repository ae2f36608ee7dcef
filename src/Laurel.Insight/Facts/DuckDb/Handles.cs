using System.Runtime.InteropServices;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>An open database; closes when the last connection to it has gone.</summary>
internal sealed class DatabaseHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    internal static DatabaseHandle Open(string? path, IReadOnlyDictionary<string, string> settings)
    {
        Check(NativeMethods.CreateConfig(out var config), "DuckDB gave no configuration.");
        try
        {
            foreach (var (name, value) in settings)
                Check(NativeMethods.SetConfig(config, name, value), $"DuckDB knows no setting '{name}' with the value '{value}'.");
            var state = NativeMethods.Open(path, out var database, config, out var error);
            var opened = new DatabaseHandle();
            opened.SetHandle(database);
            return state == 0 ? opened : throw new DuckDBException(Take(error) ?? $"DuckDB could not open {path ?? ":memory:"}.");
        }
        finally
        {
            NativeMethods.DestroyConfig(ref config);
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Close(ref handle);
        return true;
    }

    private static void Check(int state, string message)
    {
        if (state != 0)
            throw new DuckDBException(message);
    }

    private static string? Take(nint error)
    {
        var text = NativeMethods.Text(error);
        NativeMethods.Free(error);
        return text;
    }
}

/// <summary>A connection; keeps its database open.</summary>
internal sealed class ConnectionHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    internal static ConnectionHandle Connect(DatabaseHandle database)
    {
        if (NativeMethods.Connect(database, out var connection) != 0)
            throw new DuckDBException("DuckDB refused another connection.");
        var connected = new ConnectionHandle();
        connected.SetHandle(connection);
        return connected;
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.Disconnect(ref handle);
        return true;
    }
}

/// <summary>A prepared statement.</summary>
internal sealed class StatementHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <summary>Prepares every statement of a script in turn: what one creates, the next may use once it has run.</summary>
    internal static StatementHandle Prepare(ConnectionHandle connection, nint statements, ulong index)
    {
        var state = NativeMethods.PrepareExtracted(connection, statements, index, out var prepared);
        var statement = new StatementHandle();
        statement.SetHandle(prepared);
        if (state == 0)
            return statement;
        var message = NativeMethods.Text(NativeMethods.PrepareError(statement));
        statement.Dispose();
        throw new DuckDBException(message ?? "DuckDB could not prepare the statement.");
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyPrepare(ref handle);
        return true;
    }
}

/// <summary>An appender. Destroying it throws away what was not flushed.</summary>
internal sealed class AppenderHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    internal static AppenderHandle Create(ConnectionHandle connection, string table)
    {
        var state = NativeMethods.CreateAppender(connection, null, table, out var created);
        var appender = new AppenderHandle();
        appender.SetHandle(created);
        if (state == 0)
            return appender;
        var message = appender.Error;
        appender.Dispose();
        throw new DuckDBException(message);
    }

    internal string Error => NativeMethods.Text(NativeMethods.AppenderError(handle)) ?? "DuckDB refused the rows.";

    protected override bool ReleaseHandle()
    {
        NativeMethods.DestroyAppender(ref handle);
        return true;
    }
}
