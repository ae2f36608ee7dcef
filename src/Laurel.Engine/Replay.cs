using System.Runtime.CompilerServices;
using Laurel.Merges;

namespace Laurel.Engine;

/// <summary>A recorded command, and what it comes to under the program of a replay.</summary>
public sealed record Replayed(long Seq, Command Command, Decision Decision)
{
    internal RecordedRow? Row { get; init; }

    /// <summary>Whether it came out as it was recorded, event for event.</summary>
    public bool IsAsRecorded => Engine.Recorded.Is(Row!, Decision);

    /// <summary>What it came to when it was recorded.</summary>
    public Decision Recorded() => new(Wire.DecodeEvents(Row!), Wire.DecodeRefusal(Row!));
}

/// <summary>
/// Runs the recorded commands of a program under another one, in memory: nothing is written. Publications are left out, since the
/// program is given; a command whose natural key was accepted before is left out too, since it would only be answered again.
/// Members who share nothing are run side by side, on as many processors as there are; what comes of it is the same.
/// </summary>
public sealed class Replay
{
    private readonly JournalReader reader;
    private readonly string program;
    private readonly Program under;
    private ReplayLanes lanes;

    /// <param name="program">Whose commands.</param>
    /// <param name="under">What decides them.</param>
    public Replay(JournalReader reader, string program, Program under)
    {
        (this.reader, this.program, this.under) = (reader, program, under);
        lanes = new ReplayLanes(under, Environment.ProcessorCount);
    }

    /// <summary>All documents as the commands run so far leave them.</summary>
    public IEnumerable<Document> Documents => lanes.Documents;

    public Document? Document(Key key) => lanes.Document(key);

    /// <summary>Decides command after command, as they were recorded, up to the last one there was at the beginning.</summary>
    /// <exception cref="JournalException">A purchase has no line detail any more.</exception>
    public async IAsyncEnumerable<Replayed> Run([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var snapshot = await reader.Access.Snapshot();
        using var threads = new SideBySide(lanes.Threads);
        lanes.Begin(await ReplayMarks.Read(snapshot.Rows, under, program));
        var ahead = new ReadAhead(snapshot.Rows, program);
        var told = 0L;
        try
        {
            while (await Next(ahead, threads, cancellation) is { } page)
            {
                if (page.Length == 0)
                    ahead = new ReadAhead(snapshot.Rows, program);
                foreach (var replayed in page)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (replayed is null || replayed.Seq <= told)
                        continue;
                    told = replayed.Seq;
                    yield return replayed;
                }
            }
        }
        finally
        {
            await ahead.End();
        }
    }

    /// <summary>What the next rows came to; null at the end, empty where it has to be done again from the beginning.</summary>
    private async ValueTask<Replayed?[]?> Next(ReadAhead ahead, SideBySide threads, CancellationToken cancellation)
    {
        var rows = await ahead.Next();
        if (rows.Count == 0)
            return null;
        try
        {
            return await lanes.Decide(rows, threads, cancellation);
        }
        catch (SharedStateException)
        {
            // Members turned out to share something that could not be foreseen: one after the other.
            await ahead.End();
            Begin(1, lanes.Marks);
        }
        catch (ForgottenPurchaseException) when (!lanes.Marks.HasLate)
        {
            // A purchase arrived late, and those after it are judged again.
            await ahead.End();
            Begin(lanes.Threads, await lanes.Marks.WithLate(ahead.Rows, under, program));
        }
        return [];
    }

    private void Begin(int threads, ReplayMarks marks)
    {
        lanes = new ReplayLanes(under, threads);
        lanes.Begin(marks);
    }
}

/// <summary>Reads the next rows while those before are decided.</summary>
internal sealed class ReadAhead(IRows rows, string program)
{
    /// <summary>Few enough that most of a page is gone before memory is collected.</summary>
    private const int PageRows = 1024;
    private Task<IReadOnlyList<RecordedRow>> next = Page(rows, program, 1);

    public IRows Rows => rows;

    public async ValueTask<IReadOnlyList<RecordedRow>> Next()
    {
        var page = await next;
        if (page.Count > 0)
            next = Page(rows, program, page[^1].Seq + 1);
        return page;
    }

    /// <summary>The rows can be read by another.</summary>
    public async ValueTask End() => await Task.WhenAny(next);

    private static Task<IReadOnlyList<RecordedRow>> Page(IRows rows, string program, long seq) =>
        Task.Run(async () => await rows.Recorded(program, seq, PageRows));
}
