using System.Data.Common;
using System.Threading.Channels;

namespace Laurel.Engine;

/// <summary>
/// The one loop of a file: takes what waits, decides it, appends it in one transaction, answers. A failed append, or a decision
/// that breaks an invariant, fails everything that waits and has the loop read the file again; after a fatal fault it ends.
/// </summary>
internal sealed class WriterLoop(ChannelReader<Work> queue, Func<ValueTask<IJournal>> open, WriterOptions options) : IReadAccess
{
    private volatile IJournal? journal;
    private long commits;
    private volatile Books books = new(new DocumentCache(options.CachedDocuments));

    /// <summary>The programs as they stand on disk.</summary>
    public IReadOnlyDictionary<string, Program> Programs => books.Programs;

    public long Commits => Interlocked.Read(ref commits);

    public ValueTask<ISnapshot> Snapshot() => Open.Snapshot();

    public DbConnection Connect() => Open.Connect();

    public async Task Load()
    {
        journal = await open();
        await Rebuild.Stale(journal);
        books = await Books.Load(journal.Rows, options);
    }

    /// <summary>Runs until the queue is completed and empty, or until a fatal fault.</summary>
    /// <returns>The fault it ended with; null after an orderly end.</returns>
    public async Task<Exception?> Run()
    {
        Exception? end = null;
        while (end is null && await queue.WaitToReadAsync())
        {
            // Requests that have arrived are read first, and share the transaction; when there are none this takes no time.
            await Task.Yield();
            var works = Drain(options.LargestBatch);
            try
            {
                await Commit(works);
            }
            catch (Exception fault)
            {
                end = await Recover(works, fault);
            }
        }
        await Close();
        return end;
    }

    private List<Work> Drain(int count)
    {
        var works = new List<Work>();
        while (works.Count < count && queue.TryRead(out var work))
        {
            if (!work.IsAbandoned)
                works.Add(work);
        }
        return works;
    }

    private async Task Commit(List<Work> works)
    {
        while (works.Count > 0)
        {
            var turn = new Turn(books, Open.Rows, options);
            var batch = await turn.Decide(works);
            try
            {
                turn.Settle(batch.IsEmpty ? [] : await Open.Append(batch));
                Interlocked.Increment(ref commits);
                return;
            }
            catch (WriteRefusedException refused)
            {
                // Later decisions stood on the refused one: all but it are decided again.
                var work = turn.Item(refused.Item);
                work.Fail(refused);
                works.Remove(work);
            }
        }
    }

    private async Task<Exception?> Recover(List<Work> works, Exception fault)
    {
        var cause = fault is BrokenDecisionException broken ? broken.InnerException! : fault;
        options.OnFault(new WriterFault("The writer stopped", null, (fault as BrokenDecisionException)?.Work.Command.Id, cause));
        var stopped = new WriterStoppedException($"The writer stopped: {cause.Message} Ask again with the same id.", cause);
        foreach (var work in works.Concat(Drain(int.MaxValue)))
            work.Fail(stopped);
        if (fault is JournalException { IsFatal: true })
            return fault;
        return await Reload(fault as BrokenDecisionException);
    }

    /// <summary>Reads the file again; a command that broke an invariant is not attempted again.</summary>
    private async Task<Exception?> Reload(BrokenDecisionException? broken)
    {
        try
        {
            await Close();
            await Load();
            if (broken is not null)
            {
                var kept = Quarantined.Keep(broken.Work, options.LargestTries, broken.InnerException!, options.Time.GetUtcNow());
                await Open.Append(new Batch { Ordinary = [[kept]] });
                books.Tried(broken.Work.Program, broken.Work.Command.Id, options.LargestTries);
            }
            return null;
        }
        catch (Exception e)
        {
            options.OnFault(new WriterFault("The writer could not read its file again", null, null, e));
            return e;
        }
    }

    private async ValueTask Close()
    {
        if (journal is not null)
            await journal.DisposeAsync();
        journal = null;
    }

    private IJournal Open => journal ?? throw new WriterStoppedException("The writer has stopped.");
}
