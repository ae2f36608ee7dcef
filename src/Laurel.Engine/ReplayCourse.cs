namespace Laurel.Engine;

/// <summary>Some pages on their way through the lanes while the next are read; they come out in their order.</summary>
internal sealed class ReplayCourse
{
    /// <summary>As many as it takes that no lane waits for a slower one.</summary>
    private const int PagesOnTheWay = 3;
    private readonly ReplayLanes lanes;
    private readonly ReadAhead ahead;
    private readonly Queue<Task<Replayed?[]>> onTheWay = [];

    public ReplayCourse(IRows rows, string program, ReplayLanes lanes, ReplayMarks marks)
    {
        (this.lanes, ahead) = (lanes, new ReadAhead(rows, program));
        lanes.Begin(marks);
    }

    /// <summary>What the next rows came to; null at the end, empty where it has to be done again without lanes.</summary>
    public async ValueTask<Replayed?[]?> Next(CancellationToken cancellation)
    {
        try
        {
            while (onTheWay.Count < PagesOnTheWay && await ahead.Next() is { } page)
                onTheWay.Enqueue(await lanes.Decide(page, cancellation));
            return onTheWay.TryDequeue(out var first) ? await first : null;
        }
        catch (SharedStateException)
        {
            return [];
        }
    }

    /// <summary>Nothing of it goes on; the rows can be read by another.</summary>
    public async ValueTask End()
    {
        await lanes.Idle().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ahead.End();
    }
}
