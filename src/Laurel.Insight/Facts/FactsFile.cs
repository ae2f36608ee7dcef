using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>
/// The facts of one organization in one DuckDB file, or in memory. Deletable and rebuildable: what it holds comes from the journal.
/// </summary>
public sealed partial class FactsFile : IDisposable
{
    private readonly DuckDBConnection connection;
    private readonly ConcurrentDictionary<string, CustomerKeys> keys = new(StringComparer.Ordinal);

    private FactsFile(DuckDBConnection connection) => this.connection = connection;

    /// <summary>Opens the file, making it when it is absent or of another version. One process at a time may hold it.</summary>
    /// <param name="path">Where it lies; its folder must exist.</param>
    /// <param name="settings">How much of the machine it may use; DuckDB's own choice when null.</param>
    /// <exception cref="DuckDBException">Another process holds it, or it is no DuckDB file.</exception>
    public static FactsFile Open(string path, FactsSettings? settings = null)
    {
        var facts = Prepare(new DuckDBConnection($"Data Source={path}{(settings ?? new()).Text}"));
        facts.Lock();
        return facts;
    }

    /// <summary>Facts that live as long as this object.</summary>
    public static FactsFile InMemory()
    {
        var facts = Unlocked();
        facts.Lock();
        return facts;
    }

    /// <summary>Facts in memory that may still read files, until <see cref="Lock"/>.</summary>
    internal static FactsFile Unlocked() => Prepare(new DuckDBConnection());

    internal DuckDBConnection Connection => connection;

    /// <summary>The seq of the last journal row whose facts are here; 0 when there is none.</summary>
    public long LastSeq(string program)
    {
        using var reader = Select("SELECT max(seq) FROM progress WHERE program = $program", ("program", program));
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : 0;
    }

    /// <summary>The programs that have facts, in alphabetical order.</summary>
    public IReadOnlyList<string> Programs()
    {
        using var reader = Select("SELECT program FROM progress ORDER BY program");
        var programs = new List<string>();
        while (reader.Read())
            programs.Add(reader.GetString(0));
        return programs;
    }

    /// <summary>Told after a batch was committed: its program, and the first day whose figures may be different than before.</summary>
    public Action<string, DateOnly>? Touched { get; set; }

    /// <summary>Begins the one transaction in which a stretch of a program's journal becomes facts.</summary>
    public FactsBatch Begin(string program) => new(this, program, LastSeq(program));

    /// <summary>Makes what is kept beside the facts of a program anew, for rows that did not come through a batch.</summary>
    internal void Settle(string program) => InTransaction(own => new Settling(own, program).Anew());

    /// <summary>Whether what is kept is as far as the facts are.</summary>
    internal bool IsSettled(string program) => new Settling(connection, program).IsSettled();

    /// <summary>The same after many batches, in two halves beside each other; until both are there the program is not settled.</summary>
    internal void SettleInHalves(string program)
    {
        Parallel.ForEach(Kept.Halves, half => InTransaction(own => new Settling(own, program).All(half)));
        InTransaction(own => new Settling(own, program).MarkSettled());
    }

    private void InTransaction(Action<DuckDBConnection> what)
    {
        using var own = connection.Duplicate();
        using var transaction = own.BeginTransaction();
        what(own);
        transaction.Commit();
    }

    /// <summary>The customers' numbers as they are in the file, read at most once.</summary>
    internal CustomerKeys Keys(string program) => keys.GetOrAdd(program, id => CustomerKeys.Read(connection, id));

    internal void ForgetKeys(string program) => keys.TryRemove(program, out _);

    /// <summary>Takes a program's facts away, so that they can be read from its journal again.</summary>
    public void Forget(string program)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var table in FactsTables.All)
            Execute($"DELETE FROM {table} WHERE program = $program", ("program", program));
        transaction.Commit();
        ForgetKeys(program);
    }

    /// <summary>Runs what an analyst wrote: one SELECT, without access to files, in a transaction that cannot write.</summary>
    /// <param name="query">DuckDB SQL over the tables and notions of Schema/.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <exception cref="DuckDBException">The query is wrong, is not one SELECT, or was interrupted.</exception>
    public DbDataReader Analyse(string query, CancellationToken cancellation) =>
        AnalystQuery.Run(connection.Duplicate(), query, cancellation);

    public void Dispose() => connection.Dispose();

    internal DuckDBDataReader Select(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Command(sql, values).ExecuteReader();

    internal void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>How many threads work on one thing, the one that asks among them.</summary>
    internal long Threads
    {
        get
        {
            using var reader = Select("SELECT current_setting('threads')");
            return reader.Read() ? reader.GetInt64(0) : 1;
        }
        set => Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads = {value}"));
    }

    /// <summary>From here on the instance reads and writes no other file, and cannot be told to.</summary>
    internal void Lock()
    {
        using var locked = Select("SELECT current_setting('lock_configuration')");
        if (locked.Read() && !locked.GetBoolean(0))
            Execute("SET enable_external_access = false; SET allowed_configs = ['threads']; SET lock_configuration = true");
    }

    private DuckDBCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.Add(name, value);
        return command;
    }

    private static FactsFile Prepare(DuckDBConnection connection)
    {
        try
        {
            connection.Open();
            FactsTables.Create(connection);
            return new FactsFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>How much of the machine the facts may use.</summary>
/// <param name="Threads">Threads for one query; null is one per core.</param>
/// <param name="MemoryLimit">As DuckDB writes it, for example 512MB; null is 80% of the machine.</param>
public sealed record FactsSettings(int? Threads = null, string? MemoryLimit = null)
{
    /// <summary>Rows are packed as soon as a group of them is full, so that little is left for when a batch is committed.</summary>
    private const string PackAtOnce = ";write_buffer_row_group_count=1";

    internal string Text => PackAtOnce + (Threads is { } threads ? $";threads={threads}" : "")
        + (MemoryLimit is { } limit ? $";memory_limit={limit}" : "");
}
