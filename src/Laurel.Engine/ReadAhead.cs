using System.Threading.Channels;

namespace Laurel.Engine;

/// <summary>Rows of a journal in order, with what was asked in them.</summary>
internal sealed record RecordedPage(IReadOnlyList<RecordedRow> Rows, Command[] Commands);

/// <summary>Reads the next rows, and what was asked in them, while those before are decided.</summary>
internal sealed class ReadAhead
{
    /// <summary>Few enough that most of a page is gone before memory is collected.</summary>
    private const int PageRows = 1024;

    /// <summary>As many as it takes that who decides does not wait.</summary>
    private const int Pages = 2;
    private readonly Channel<RecordedPage> pages = Channel.CreateBounded<RecordedPage>(Pages);
    private readonly Task reading;

    public ReadAhead(IRows rows, string program) => reading = Task.Run(() => Read(rows, program));

    /// <summary>Null at the end.</summary>
    public async ValueTask<RecordedPage?> Next() =>
        await pages.Reader.WaitToReadAsync() && pages.Reader.TryRead(out var page) ? page : null;

    /// <summary>The rows can be read by another.</summary>
    public async ValueTask End()
    {
        pages.Writer.TryComplete();
        await reading;
    }

    public static RecordedPage Decoded(IReadOnlyList<RecordedRow> rows)
    {
        var commands = new Command[rows.Count];
        for (var i = 0; i < commands.Length; i++)
            commands[i] = Wire.DecodeCommand(rows[i]);
        return new RecordedPage(rows, commands);
    }

    private async Task Read(IRows rows, string program)
    {
        Exception? fault = null;
        try
        {
            for (var page = await Page(rows, program, 1); page.Rows.Count > 0; page = await Page(rows, program, page.Rows[^1].Seq + 1))
                await pages.Writer.WriteAsync(page);
        }
        catch (ChannelClosedException)
        {
            // Nobody wants the rest.
        }
        catch (Exception e)
        {
            fault = e;
        }
        pages.Writer.TryComplete(fault);
    }

    private static async ValueTask<RecordedPage> Page(IRows rows, string program, long seq) =>
        Decoded(await rows.Recorded(program, seq, PageRows));
}
