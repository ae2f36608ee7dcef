using Microsoft.Data.Sqlite;

namespace Laurel.Engine.Sqlite;

/// <summary>
/// The ways to open an organization's file. One connection in one process writes and checkpoints; every other one is read-only,
/// which keeps out of reach a fault of SQLite's write-ahead log that needs two connections writing or checkpointing at once.
/// </summary>
internal static class SqliteFile
{
    /// <summary>A commit returns when it is on disk. With NORMAL a power cut loses acknowledged transactions.</summary>
    private const string WritingPragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -65536;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        """;

    public static SqliteConnection OpenForWriting(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        Run(connection, WritingPragmas);
        Require(connection, "PRAGMA journal_mode", "wal");
        Require(connection, "PRAGMA synchronous", "2");
        return connection;
    }

    /// <param name="pooled">Disposing gives it back, for the next reader; see <see cref="ClosePool"/>.</param>
    public static SqliteConnection OpenForReading(string path, bool pooled = false)
    {
        if (!File.Exists(path))
            throw new JournalException($"There is no file {Path.GetFileName(path)}.", isFatal: false);
        return Open(path, SqliteOpenMode.ReadOnly, pooled);
    }

    /// <summary>Closes the pooled connections to a file that nobody uses.</summary>
    public static void ClosePool(string path)
    {
        using var any = new SqliteConnection(Words(path, SqliteOpenMode.ReadOnly, pooled: true));
        SqliteConnection.ClearPool(any);
    }

    /// <summary>Held as long as this process writes to the file; a second writer is refused, a killed one leaves it free.</summary>
    public static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new JournalException($"{Path.GetFileName(path)} has a writer already; a file has one at a time.", isFatal: true, e);
        }
    }

    public static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    /// <summary>After a failed read, write or sync of the disk, or a damaged page, nothing that memory says of the file is sure.</summary>
    public static JournalException Fault(SqliteException e)
    {
        var isFatal = e.SqliteErrorCode is SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;
        return new JournalException($"The journal could not be used: {e.Message}", isFatal, e);
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode, bool pooled = false)
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection(Words(path, mode, pooled));
        connection.Open();
        Run(connection, "PRAGMA busy_timeout = 10000");
        return connection;
    }

    private static string Words(string path, SqliteOpenMode mode, bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        Pooling = pooled,
        DefaultTimeout = 30,
    }.ToString();

    private static void Require(SqliteConnection connection, string pragma, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        var found = command.ExecuteScalar()?.ToString();
        if (found != value)
            throw new JournalException($"{pragma} is {found}, not {value}: commits would not be durable.", isFatal: true);
    }
}
