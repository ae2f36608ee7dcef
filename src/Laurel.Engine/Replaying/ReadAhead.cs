namespace Laurel.Engine.Replaying;

/// <summary>Reads the next rows while those before are decided: as many as there is time for.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private readonly IRows rows;
    private readonly ReplayMarks marks;
    private ReplayPage page;
    private ReplayPage other;
    private Task reading;
    private volatile bool isAwaited;

    public ReadAhead(IRows rows, string program, ReplayMarks marks)
    {
        (this.rows, this.marks) = (rows, marks);
        (page, other) = (new(program), new(program));
        reading = Read(1);
    }

    /// <summary>The next rows; those before are gone.</summary>
    public async ValueTask<ReplayPage> Next()
    {
        isAwaited = true;
        await reading;
        (page, other) = (other, page);
        if (other.Rows.Count > 0)
            reading = Read(other.Rows.LastSeq + 1);
        return other;
    }

    /// <summary>The rows can be read by another, and the pages are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        isAwaited = true;
        await Task.WhenAny(reading);
        page.Dispose();
        other.Dispose();
    }

    private Task Read(long seq)
    {
        isAwaited = false;
        return Task.Run(async () => await page.Read(rows, seq, marks, () => isAwaited));
    }
}
