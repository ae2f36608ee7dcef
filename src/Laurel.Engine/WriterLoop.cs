using System.Data.Common;
using System.Threading.Channels;

namespace Laurel.Engine;

/// <summary>
/// The one loop of a file, on a thread of its own: takes what waits, decides it, appends it in one transaction, answers. While one batch is
/// on its way to the disk the next is decided on top of it. A failed append takes down what was decided on top of it, and like a decision
/// that breaks an invariant it fails everything that waits and has the loop read the file again; after a fatal fault it ends.
/// </summary>
internal sealed class WriterLoop(ChannelReader<Work> queue, Func<ValueTask<IJournal>> open, WriterOptions options) : IReadAccess
{
    private readonly Queue<Work> again = [];
    private volatile IJournal? journal;
    private volatile Books books = new(new DocumentCache(options.CachedDocuments));
    private long commits;
    private Task<bool>? arrival;
    private bool isClosed;
    private OwnThread? disk;

    /// <summary>Being decided.</summary>
    private Turn? next;

    /// <summary>Decided, and on its way to the disk.</summary>
    private (Turn Turn, Task<IReadOnlyList<int>> Done)? under;

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
    /// <param name="appending">Where appends wait for the disk.</param>
    /// <returns>The fault it ended with; null after an orderly end.</returns>
    public async Task<Exception?> Run(OwnThread appending)
    {
        disk = appending;
        Exception? end = null;
        var goesOn = true;
        while (end is null && goesOn)
        {
            try
            {
                goesOn = await Step();
            }
            catch (Exception fault)
            {
                end = await Recover(fault);
            }
        }
        await Close();
        return end;
    }

    /// <summary>Answers what is on disk, decides what waits, appends it once the append before it is done, and waits for more.</summary>
    private async Task<bool> Step()
    {
        if (under is { Done.IsCompleted: true })
        {
            await Settle();
            BeginIfDecided();
        }
        if (Drain(options.LargestBatch - (next?.Works.Count ?? 0)) is { Count: > 0 } works)
        {
            next ??= new Turn(books, under?.Turn, Open.Rows, options);
            await next.Decide(works);
        }
        BeginIfDecided();
        return await Something();
    }

    /// <summary>The disk is waited for on another thread, and deciding goes on meanwhile; while it is busy, the next turn grows.</summary>
    private void BeginIfDecided()
    {
        if (under is not null || next is not { } turn)
            return;
        var (journal, batch) = (Open, turn.Written());
        under = (turn, batch.IsEmpty ? Task.FromResult<IReadOnlyList<int>>([]) : disk!.Run(async () => await journal.Append(batch)));
        next = null;
    }

    /// <summary>The append is done: what it holds is answered, or what a refused row took down with it is decided again.</summary>
    private async Task Settle()
    {
        var (turn, done) = under!.Value;
        try
        {
            turn.Settle(await done);
            Interlocked.Increment(ref commits);
        }
        catch (WriteRefusedException refused)
        {
            // Later decisions stood on the refused one: all but it are decided again.
            var work = turn.Item(refused.Item);
            work.Fail(refused);
            foreach (var other in turn.Works.Where(other => other != work).Concat(next?.Works ?? []))
                again.Enqueue(other);
            next = null;
        }
        under = null;
    }

    /// <summary>Waits until something has arrived or the append is done; false when nothing can come any more.</summary>
    private async Task<bool> Something()
    {
        if (again.Count > 0)
            return true;
        arrival ??= queue.WaitToReadAsync().AsTask();
        if (under is not { } appending)
            return await Arrived();
        if (isClosed || next?.Works.Count >= options.LargestBatch)
            await Task.WhenAny(appending.Done);
        else if (await Task.WhenAny(arrival, appending.Done) == arrival)
            await Arrived();
        return true;
    }

    private async Task<bool> Arrived()
    {
        isClosed = !await arrival!;
        if (isClosed)
            return false;
        arrival = null;
        return true;
    }

    private List<Work> Drain(int count)
    {
        var works = new List<Work>();
        while (works.Count < count && (again.TryDequeue(out var work) || queue.TryRead(out work)))
        {
            if (!work.IsAbandoned)
                works.Add(work);
        }
        return works;
    }

    private async Task<Exception?> Recover(Exception fault)
    {
        var decided = next;
        try
        {
            if (under is not null)
                await Settle();
        }
        catch (Exception first)
        {
            fault = first;
        }
        if (decided is not null && next is null)
            return null;
        var cause = fault is BrokenDecisionException broken ? broken.InnerException! : fault;
        options.OnFault(new WriterFault("The writer stopped", null, (fault as BrokenDecisionException)?.Work.Command.Id, cause));
        var stopped = new WriterStoppedException($"The writer stopped: {cause.Message} Ask again with the same id.", cause);
        List<Work> failed = [.. under?.Turn.Works ?? [], .. next?.Works ?? [], .. Drain(int.MaxValue)];
        (under, next) = (null, null);
        var end = fault is JournalException { IsFatal: true } ? fault : await Reload(fault as BrokenDecisionException);
        // Only now: who is told to ask again finds the file open.
        foreach (var work in failed)
            work.Fail(stopped);
        return end;
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
