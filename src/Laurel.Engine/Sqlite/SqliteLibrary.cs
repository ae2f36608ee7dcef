using SQLitePCL;

namespace Laurel.Engine.Sqlite;

/// <summary>
/// SQLite as this process uses it. A connection is one thread's at a time, so it need not be locked for every column that is read;
/// and nobody asks how much memory it has, so that is not counted.
/// </summary>
public static class SqliteLibrary
{
    static SqliteLibrary()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>To be called before the first connection is opened; later it changes nothing.</summary>
    public static void Load()
    {
    }
}
