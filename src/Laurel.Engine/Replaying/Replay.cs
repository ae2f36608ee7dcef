namespace Laurel.Engine.Replaying;

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

    /// <summary>
    /// Decides all commands, as they were recorded, up to the last one there was at the beginning. What they come to is seen in parts: all of
    /// what is one member's alone in one part, in the order of the journal, and in a part of its own what is not.
    /// </summary>
    /// <param name="begin">An empty part.</param>
    /// <param name="see">Adds to a part; at the same time as to others.</param>
    /// <param name="reached">Told now and then how far it is: a seq.</param>
    /// <returns>All parts.</returns>
    /// <exception cref="JournalException">A purchase has no line detail any more.</exception>
    public async Task<IReadOnlyList<T>> Run<T>(
        Func<T> begin, Seeing<T> see, Action<long>? reached = null, CancellationToken cancellation = default)
        where T : class
    {
        await using var snapshot = await reader.Access.Snapshot();
        using var threads = new SideBySide(lanes.Threads);
        lanes.Begin(await ReplayMarks.Read(snapshot.Rows, under, program));
        while (true)
        {
            try
            {
                return await Run(snapshot.Rows, threads, begin, see, reached, cancellation);
            }
            catch (SharedStateException)
            {
                // Members turned out to share something that could not be foreseen: one after the other.
                Begin(1, lanes.Marks);
            }
            catch (ForgottenPurchaseException) when (!lanes.Marks.HasLate)
            {
                // A purchase arrived late, and those after it are judged again.
                Begin(lanes.Threads, await lanes.Marks.WithLate(snapshot.Rows, under, program));
            }
        }
    }

    private async Task<T[]> Run<T>(
        IRows rows, SideBySide threads, Func<T> begin, Seeing<T> see, Action<long>? reached, CancellationToken cancellation)
        where T : class
    {
        T[] parts = [.. Enumerable.Range(0, lanes.Count + 1).Select(_ => begin())];
        await using var ahead = new ReadAhead(rows, program, lanes.Marks);
        for (var page = await ahead.Next(); page.Rows.Count > 0; page = await ahead.Next())
        {
            await lanes.Decide(page, threads, (lane, replayed) => see(parts[lane], replayed), cancellation);
            reached?.Invoke(page.Rows.LastSeq);
        }
        return parts;
    }

    private void Begin(int threads, ReplayMarks marks)
    {
        lanes = new ReplayLanes(under, threads);
        lanes.Begin(marks);
    }
}
