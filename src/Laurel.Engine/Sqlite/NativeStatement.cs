using System.Runtime.InteropServices;

namespace Laurel.Engine.Sqlite;

/// <summary>
/// What is asked of SQLite for every column of every row, on its own interface: through a safe handle each of these costs several times
/// what SQLite itself takes for it. Whoever asks holds the statement. A column that was stepped to lies in memory: it is read without telling the
/// collector, which would take as long again.
/// </summary>
internal static unsafe partial class NativeStatement
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Int(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial byte* Blob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int Length(nint statement, int column);
}
