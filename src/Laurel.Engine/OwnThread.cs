using System.Collections.Concurrent;

namespace Laurel.Engine;

/// <summary>
/// A thread on which asynchronous work runs from beginning to end, with all that follows what it awaits. On the pool its turn would come
/// after hundreds of requests that wait there, and they wait for it.
/// </summary>
internal sealed class OwnThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];

    public OwnThread(string name) => new Thread(Pump) { IsBackground = true, Name = name }.Start();

    public Task<T> Run<T>(Func<Task<T>> work)
    {
        var begun = new TaskCompletionSource<Task<T>>();
        Post(_ => begun.SetResult(work()), null);
        return begun.Task.Unwrap();
    }

    public override void Post(SendOrPostCallback d, object? state) => posted.Add((d, state));

    /// <summary>Ends it; nothing of its work is left.</summary>
    public void End() => posted.CompleteAdding();

    private void Pump()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in posted.GetConsumingEnumerable())
            callback(state);
    }
}
