using System.Runtime.ExceptionServices;

namespace Laurel.Engine;

/// <summary>
/// Threads that take the same turns side by side. They meet after each, and one of them does alone what comes between two turns. They
/// wait for each other for so short a time that a pool would be slower to wake them.
/// </summary>
internal sealed class SideBySide : IDisposable
{
    private readonly OwnThread[] others;
    private readonly Barrier meeting;
    private Func<bool> between = () => false;
    private Exception? failure;
    private bool goesOn;

    /// <param name="count">How many there are; the caller's thread is one of them.</param>
    public SideBySide(int count)
    {
        others = [.. Enumerable.Range(1, count - 1).Select(number => new OwnThread($"Laurel side {number}"))];
        meeting = new Barrier(count, _ => Meet());
    }

    /// <param name="first">The first turn of each, by its number.</param>
    /// <param name="alone">What is done after every turn, while none of them does anything; false ends it.</param>
    /// <param name="turn">Every other turn.</param>
    public async Task Run(Action<int> first, Func<bool> alone, Action<int> turn)
    {
        (between, failure) = (alone, null);
        var running = others.Select((thread, i) => thread.Run(() => Task.FromResult(Go(i + 1)))).ToArray();
        Go(0);
        await Task.WhenAll(running);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        bool Go(int number)
        {
            Try(() => first(number));
            for (meeting.SignalAndWait(); goesOn; meeting.SignalAndWait())
                Try(() => turn(number));
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var thread in others)
            thread.End();
        meeting.Dispose();
    }

    private void Meet()
    {
        goesOn = false;
        if (failure is null)
            Try(() => goesOn = between());
    }

    /// <summary>Who fails still meets the others, or they would wait for ever.</summary>
    private void Try(Action what)
    {
        try
        {
            what();
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, e, null);
        }
    }
}
