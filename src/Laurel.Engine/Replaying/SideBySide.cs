using System.Runtime.ExceptionServices;

namespace Laurel.Engine.Replaying;

/// <summary>
/// Threads that share the pieces of one turn after the other: whoever is done with one takes the next. They meet before each turn, and one
/// of them does alone what comes between two. They wait for each other for so short a time that a pool would be slower to wake them.
/// </summary>
internal sealed class SideBySide : IDisposable
{
    private readonly OwnThread[] others;
    private readonly Barrier meeting;
    private Func<bool> between = () => false;
    private Exception? failure;
    private bool goesOn;
    private int pieces;
    private int taken;

    /// <param name="count">How many there are; the caller's thread is one of them.</param>
    public SideBySide(int count)
    {
        others = [.. Enumerable.Range(1, count - 1).Select(number => new OwnThread($"Laurel side {number}"))];
        meeting = new Barrier(count, _ => Meet());
    }

    /// <param name="count">Of how many pieces every turn is.</param>
    /// <param name="alone">What is done before every turn, while none of them does anything; false ends it.</param>
    /// <param name="turn">A piece of a turn, by its number.</param>
    public async Task Run(int count, Func<bool> alone, Action<int> turn)
    {
        (between, failure, pieces, taken) = (alone, null, count, 0);
        var running = others.Select(thread => thread.Run(() => Task.FromResult(Go()))).ToArray();
        Go();
        await Task.WhenAll(running);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);

        bool Go()
        {
            for (meeting.SignalAndWait(); goesOn; meeting.SignalAndWait())
                Share(turn);
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var thread in others)
            thread.End();
        meeting.Dispose();
    }

    private void Share(Action<int> piece)
    {
        for (var next = Interlocked.Increment(ref taken); next <= pieces; next = Interlocked.Increment(ref taken))
            Try(() => piece(next - 1));
    }

    private void Meet()
    {
        (goesOn, taken) = (false, 0);
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
