using System.Data.Common;
using Laurel.Engine.Sqlite;

namespace Laurel.Engine.Examples;

/// <summary>The SQLite journal of an example, whose next append can be made to fail: a fault between deciding and committing.</summary>
internal sealed class FaultyJournal(IJournal inner, FaultyJournal.Switch fault) : IJournal
{
    public IRows Rows => inner.Rows;

    public static Task<Writer> Open(string path, Switch fault, TimeProvider time) => Writer.Open(
        () => ValueTask.FromResult<IJournal>(new FaultyJournal(SqliteJournal.Open(path, []), fault)), new WriterOptions { Time = time });

    public ValueTask<ISnapshot> Snapshot() => inner.Snapshot();

    public DbConnection Connect() => inner.Connect();

    public ValueTask<IReadOnlyList<int>> Append(Batch batch) => fault.IsOn
        ? throw new JournalException("The example asked for a fault here.", isFatal: false)
        : inner.Append(batch);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>Makes appends fail while it is on.</summary>
    internal sealed class Switch
    {
        public bool IsOn { get; set; }
    }
}
