using System.Data.Common;
using Laurel.Engine;
using Laurel.Engine.Sqlite;

namespace Laurel.Tests.Engine;

/// <summary>A journal whose appends can be held up or made to fail.</summary>
internal sealed class StagedJournal(IJournal inner, Stage stage) : IJournal
{
    public IRows Rows => inner.Rows;

    public ValueTask<ISnapshot> Snapshot() => inner.Snapshot();

    public DbConnection Connect() => inner.Connect();

    public async ValueTask<IReadOnlyList<int>> Append(Batch batch)
    {
        await stage.Enter(batch);
        return await inner.Append(batch);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>What happens between a decision and its append.</summary>
internal sealed class Stage
{
    private TaskCompletionSource? gate;
    private Exception? fault;

    /// <summary>How many rows each append had.</summary>
    public List<int> Appends { get; } = [];

    public TaskCompletionSource Entered { get; private set; } = new();

    /// <summary>The next append waits.</summary>
    public void Hold() => (gate, Entered) = (new TaskCompletionSource(), new TaskCompletionSource());

    public void Release() => gate!.SetResult();

    /// <summary>The next append with rows fails.</summary>
    public void Fail(Exception with) => fault = with;

    public async ValueTask Enter(Batch batch)
    {
        Appends.Add(batch.Rows.Count);
        Entered.TrySetResult();
        if (gate is { } held)
            await held.Task;
        if (fault is not { } now || batch.Rows.Count == 0)
            return;
        fault = null;
        throw now;
    }

    /// <summary>How long the file takes to open.</summary>
    public TimeSpan Opening { get; set; }

    public Task<Writer> Open(string path, WriterOptions? options = null) => Writer.Open(
        async () =>
        {
            await Task.Delay(Opening);
            return new StagedJournal(SqliteJournal.Open(path, []), this);
        },
        options ?? new WriterOptions());
}
