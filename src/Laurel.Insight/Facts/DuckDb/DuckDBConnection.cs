using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// A connection to a DuckDB file or to a database in memory. The connection string is <c>Data Source=file</c> (or <c>:memory:</c>) and
/// any of DuckDB's own settings, for example <c>Data Source=facts.duckdb;access_mode=READ_ONLY;threads=1</c>.
/// </summary>
internal sealed class DuckDBConnection : DbConnection
{
    internal const string InMemory = ":memory:";
    private const string DataSourceKey = "data source";

    private readonly Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
    private string connectionString = "";
    private string dataSource = InMemory;
    private ConnectionHandle? handle;
    private DatabaseInstances.Instance? instance;
    private DatabaseHandle? memory;
    private bool ownsMemory;

    internal DuckDBConnection(string connectionString = "Data Source=" + InMemory) => ConnectionString = connectionString;

    /// <summary>The version of the library, for example v1.5.6.</summary>
    internal static string LibraryVersion => NativeMethods.Text(NativeMethods.LibraryVersion()) ?? "";

    [AllowNull]
    public override string ConnectionString
    {
        get => connectionString;
        set => Parse(value ?? "");
    }

    public override string Database => "main";

    public override string DataSource => dataSource;

    public override string ServerVersion => LibraryVersion;

    public override ConnectionState State => handle is null ? ConnectionState.Closed : ConnectionState.Open;

    internal ConnectionHandle Handle => handle
        ?? throw new InvalidOperationException($"The connection to {dataSource} is not open.");

    public override void Open()
    {
        if (handle is not null)
            throw new InvalidOperationException($"The connection to {dataSource} is open already.");
        if (dataSource != InMemory)
            instance = DatabaseInstances.Take(dataSource, settings);
        else if (memory is null)
            (memory, ownsMemory) = (DatabaseHandle.Open(null, settings), true);
        try
        {
            handle = ConnectionHandle.Connect(instance?.Database ?? memory!);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Another open connection to the same database; for one in memory this is the only way to get one.</summary>
    internal DuckDBConnection Duplicate()
    {
        var twin = new DuckDBConnection(connectionString) { memory = memory };
        twin.Open();
        return twin;
    }

    public override void Close()
    {
        handle?.Dispose();
        handle = null;
        if (instance is not null)
            DatabaseInstances.Release(instance);
        instance = null;
        if (ownsMemory)
            memory?.Dispose();
        (memory, ownsMemory) = (null, false);
    }

    /// <summary>Rows for one table, many at a time; they belong to the transaction that is open on this connection.</summary>
    internal DuckDBAppender CreateAppender(string table) => new(this, table);

    public override void ChangeDatabase(string databaseName) =>
        throw new NotSupportedException("A connection keeps its database; open another connection.");

    public new DuckDBCommand CreateCommand() => new() { Connection = this };

    /// <summary>Begins a transaction with snapshot isolation, the only kind DuckDB has.</summary>
    public new DuckDBTransaction BeginTransaction() => new(this);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new DuckDBTransaction(this);

    protected override DbCommand CreateDbCommand() => CreateCommand();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    private void Parse(string text)
    {
        var builder = new DbConnectionStringBuilder { ConnectionString = text };
        settings.Clear();
        foreach (string key in builder.Keys)
        {
            if (key is DataSourceKey or "datasource")
                dataSource = (string)builder[key];
            else
                settings[key] = (string)builder[key];
        }
        connectionString = text;
    }
}
