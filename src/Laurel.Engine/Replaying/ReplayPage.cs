using Laurel.Engine.Packing;

namespace Laurel.Engine.Replaying;

/// <summary>Rows that are next, and whose each is, where a glance at it says so.</summary>
internal sealed class ReplayPage(string program) : IDisposable
{
    private uint?[] owners = [];

    public RowBlock Rows { get; } = new(program);

    /// <summary>Null where the row has to be decoded to know: it is not a purchase, or others have a part in it, or it is looked at again.</summary>
    public uint? OwnerOf(int place) => owners[place];

    public async ValueTask Read(IRows rows, long seq, int count, ReplayMarks marks)
    {
        await rows.Recorded(program, seq, count, Rows);
        if (owners.Length < Rows.Count)
            owners = new uint?[Rows.Count];
        for (var place = 0; place < Rows.Count; place++)
            owners[place] = Glance(place, marks);
    }

    public void Dispose() => Rows.Dispose();

    private uint? Glance(int place, ReplayMarks marks) => !Rows.IsRefused(place) && (Rows.Lines(place) is [] || Packed.Is(Rows.Lines(place)))
        && PackedCommands.IsOwnPurchase(Rows.Command(place), out var purchase, out var owner) && !marks.MayBeOf(purchase)
        ? Owner.Of(owner) : null;
}

/// <summary>Reads the next rows while those before are decided: few at first, so that there is soon something to do.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int FirstRows = 4096;

    /// <summary>Enough that most members come several times: the more of one member's follow each other, the sooner what becomes of them is gone.</summary>
    private const int MostRows = 32 * 1024;
    private readonly IRows rows;
    private readonly ReplayMarks marks;
    private int count = FirstRows;
    private ReplayPage page;
    private ReplayPage other;
    private Task reading;

    public ReadAhead(IRows rows, string program, ReplayMarks marks)
    {
        (this.rows, this.marks) = (rows, marks);
        (page, other) = (new(program), new(program));
        reading = Read(1);
    }

    /// <summary>The next rows; those before are gone.</summary>
    public async ValueTask<ReplayPage> Next()
    {
        await reading;
        (page, other) = (other, page);
        count = Math.Min(2 * count, MostRows);
        if (other.Rows.Count > 0)
            reading = Read(other.Rows.LastSeq + 1);
        return other;
    }

    /// <summary>The rows can be read by another, and the pages are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAny(reading);
        page.Dispose();
        other.Dispose();
    }

    private Task Read(long seq) => Task.Run(async () => await page.Read(rows, seq, count, marks));
}
