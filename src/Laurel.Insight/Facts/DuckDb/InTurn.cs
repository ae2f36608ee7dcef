using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Laurel.Insight.Facts.DuckDb;

/// <summary>
/// Does one thing after another on a thread of its own, while who gives them goes on. What is given after a failure is not done, and who
/// gives it is told.
/// </summary>
internal sealed class InTurn : IDisposable
{
    /// <summary>Chunks of rows are given for the most part, of half a megabyte each.</summary>
    private const int MostWaiting = 512;

    private readonly BlockingCollection<(Action What, bool IsAlways)> waiting = new(MostWaiting);
    private readonly Thread working;
    private volatile ExceptionDispatchInfo? failure;

    internal InTurn(string name)
    {
        working = new Thread(Work) { IsBackground = true, Name = name };
        working.Start();
    }

    /// <exception cref="Exception">What was given before failed.</exception>
    internal void Do(Action what)
    {
        failure?.Throw();
        waiting.Add((what, false));
    }

    /// <summary>Also after a failure: what sets something free.</summary>
    internal void DoAlways(Action what) => waiting.Add((what, true));

    /// <summary>Returns when nothing is left to do.</summary>
    /// <exception cref="Exception">What was given before failed.</exception>
    internal void Wait()
    {
        using var done = new ManualResetEventSlim();
        DoAlways(done.Set);
        done.Wait();
        failure?.Throw();
    }

    /// <summary>Ends when nothing is left to do, whether it failed or not.</summary>
    public void Dispose()
    {
        waiting.CompleteAdding();
        working.Join();
        waiting.Dispose();
    }

    private void Work()
    {
        foreach (var (what, isAlways) in waiting.GetConsumingEnumerable())
        {
            if (failure is not null && !isAlways)
                continue;
            try
            {
                what();
            }
            catch (Exception reason)
            {
                failure ??= ExceptionDispatchInfo.Capture(reason);
            }
        }
    }
}
