using System.Collections.Concurrent;

namespace Laurel.Engine;

/// <summary>
/// A thread on which one asynchronous loop runs from beginning to end, with all that follows what it awaits. On the pool its turn would come
/// after hundreds of requests that wait there, and they wait for it.
/// </summary>
internal sealed class OwnThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> posted = [];

    public static Task<T> Run<T>(Func<Task<T>> loop)
    {
        var begun = new TaskCompletionSource<Task<T>>();
        new Thread(() => new OwnThread().Pump(loop, begun)) { IsBackground = true }.Start();
        return begun.Task.Unwrap();
    }

    public override void Post(SendOrPostCallback d, object? state) => posted.Add((d, state));

    private void Pump<T>(Func<Task<T>> loop, TaskCompletionSource<Task<T>> begun)
    {
        SetSynchronizationContext(this);
        var running = loop();
        begun.SetResult(running);
        running.ContinueWith(_ => posted.CompleteAdding(), TaskScheduler.Default);
        foreach (var (callback, state) in posted.GetConsumingEnumerable())
            callback(state);
    }
}
