using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Laurel.Engine.Sqlite;

/// <summary>
/// A prepared statement on SQLite's own interface: the journal's hot path binds and reads bytes without boxing. Parameters and
/// columns are numbered from 0.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int LargestOnStack = 256;
    private readonly sqlite3 db;
    private readonly sqlite3_stmt statement;
    private readonly nint handle;

    public Statement(SqliteConnection connection, string sql)
    {
        db = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(db, sql, out statement));
        handle = statement.DangerousGetHandle();
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter + 1, value));
        return this;
    }

    public Statement Bind(int parameter, DateTimeOffset at) => Bind(parameter, at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);

    public Statement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(statement, parameter + 1));
            return this;
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= LargestOnStack ? stackalloc byte[LargestOnStack] : new byte[most];
        Check(raw.sqlite3_bind_text(statement, parameter + 1, utf8[..Encoding.UTF8.GetBytes(text, utf8)]));
        return this;
    }

    public Statement Bind(int parameter, byte[]? blob)
    {
        Check(blob is null
            ? raw.sqlite3_bind_null(statement, parameter + 1)
            : raw.sqlite3_bind_blob(statement, parameter + 1, blob));
        return this;
    }

    /// <summary>Goes to the next row; after the last one the statement is ready to be bound again.</summary>
    public bool Next()
    {
        var code = NativeStatement.Step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Next())
        {
        }
        return raw.sqlite3_changes(db);
    }

    /// <summary>Ends a reading before its last row.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public long Int(int column) => NativeStatement.Int(handle, column);

    public DateTimeOffset Time(int column) => new(Int(column) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => Bytes(column).ToArray();

    public byte[]? BlobOrNull(int column) => IsNull(column) ? null : Blob(column);

    public void Dispose() => statement.Dispose();

    public bool IsNull(int column) => NativeStatement.Type(handle, column) == raw.SQLITE_NULL;

    /// <summary>A column as it lies in SQLite's memory, until the next step; a text there is UTF-8.</summary>
    public unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        var bytes = NativeStatement.Blob(handle, column);
        return new(bytes, NativeStatement.Length(handle, column));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, db);
}
