namespace Laurel.Server.Features.Replay;

/// <summary>A replay that somebody waits for: how far it is, and what came of it.</summary>
public sealed class ReplayRun(TimeProvider clock) : IDisposable
{
    /// <summary>Who waits asks every second; after so long without, nobody does.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource stop = new();
    private long asked = clock.GetUtcNow().UtcTicks;

    public ReplayRunState State { get; private set; }

    /// <summary>From 0 to 1.</summary>
    public double Done { get; private set; }

    /// <summary>What it came to; null unless it is done.</summary>
    public ReplayedView? View { get; private set; }

    /// <summary>It ends when this does, whatever came of it.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Stop() => stop.Cancel();

    /// <summary>Somebody still waits for it.</summary>
    public void Ask() => Interlocked.Exchange(ref asked, clock.GetUtcNow().UtcTicks);

    /// <param name="turn">One at a time has it.</param>
    /// <param name="work">Says how far it is.</param>
    public void Start(SemaphoreSlim turn, Func<Action<double>, CancellationToken, Task<ReplayedView>> work) => Ended = Task.Run(async () =>
    {
        try
        {
            await turn.WaitAsync(stop.Token);
            try
            {
                View = await work(Reach, stop.Token);
                State = ReplayRunState.Done;
            }
            finally
            {
                turn.Release();
            }
        }
        catch (OperationCanceledException)
        {
            State = ReplayRunState.Stopped;
        }
        catch (Laurel.Engine.JournalException)
        {
            State = ReplayRunState.Impossible;
        }
    });

    public void Dispose() => stop.Dispose();

    private void Reach(double share)
    {
        Done = share;
        if (clock.GetUtcNow().UtcTicks - Interlocked.Read(ref asked) > Forgotten.Ticks)
            Stop();
    }
}

public enum ReplayRunState
{
    Running,
    Done,
    Stopped,

    /// <summary>Purchases of which the lines were dropped cannot be decided again.</summary>
    Impossible,
}
