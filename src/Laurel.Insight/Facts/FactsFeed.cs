using System.Threading.Channels;
using Laurel.Engine;
using Laurel.Insight.Facts.DuckDb;

namespace Laurel.Insight.Facts;

/// <summary>Tails the journal into the facts, every row exactly once, from wherever they stand.</summary>
public sealed class FactsFeed(JournalReader journal, FactsFile facts)
{
    /// <summary>
    /// So many rows become facts together: many enough that the database packs whole groups of rows once, instead of the last one again
    /// with every batch.
    /// </summary>
    private const int RowsInBatch = 1_200_000;
    private const int RowsInPage = 1_000;
    private const int PagesAhead = 16;

    /// <summary>Brings the facts of every program up to the journal's end as it is now.</summary>
    /// <param name="progress">Told the number of rows taken in so far.</param>
    /// <param name="cancellation">Stops between batches; what was committed stays in.</param>
    /// <returns>How many rows were taken in.</returns>
    public async Task<long> CatchUp(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        long taken = 0;
        foreach (var (program, seq) in await journal.Heads())
        {
            if (facts.LastSeq(program) < seq)
                taken += await CatchUp(program, seq, taken, progress, cancellation);
            else if (!facts.IsSettled(program))
                facts.Settle(program);
        }
        return taken;
    }

    /// <summary>Reading and decoding go ahead of taking in, by a few pages at most.</summary>
    private async Task<long> CatchUp(string id, long head, long before, IProgress<long>? progress, CancellationToken cancellation)
    {
        var program = await journal.Program(id);
        var ahead = Channel.CreateBounded<List<JournalRow>>(PagesAhead);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Read(id, facts.LastSeq(id) + 1, head, ahead.Writer, stopped.Token);
        var taking = new FactsIntake(facts, program, head - facts.LastSeq(id), RowsInBatch);
        try
        {
            await foreach (var rows in ahead.Reader.ReadAllAsync(cancellation))
            {
                taking.Take(rows, isLast: rows[^1].Seq == head);
                progress?.Report(before + taking.Taken);
            }
        }
        finally
        {
            taking.Dispose();
            await stopped.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return taking.Taken;
    }

    private async Task Read(string id, long from, long head, ChannelWriter<List<JournalRow>> ahead, CancellationToken cancellation)
    {
        try
        {
            await Task.Yield();
            var waiting = new List<JournalRow>();
            await foreach (var row in journal.Rows(id, from, cancellation))
            {
                if (row.Seq > head)
                    break;
                waiting.Add(row);
                if (waiting.Count < RowsInPage && row.Seq < head)
                    continue;
                await ahead.WriteAsync(waiting, cancellation);
                waiting = new(RowsInPage);
            }
            ahead.Complete();
        }
        catch (Exception reason)
        {
            ahead.Complete(reason);
        }
    }
}

/// <summary>
/// Pages of a program's journal on their way into the facts, many of them in one transaction. Where there are several transactions, the
/// database takes one in while the next is made ready.
/// </summary>
internal sealed class FactsIntake : IDisposable
{
    private readonly FactsFile facts;
    private readonly Program program;
    private readonly int rowsInBatch;
    private readonly InTurn? behind;

    /// <summary>
    /// What the database works with otherwise. While rows are taken in it is one: the thread that hands them over would watch the one that
    /// takes them without a pause, on the core that makes the next rows ready.
    /// </summary>
    private readonly long threads;
    private FactsBatch? batch;
    private Projection? projection;
    private long inBatch;
    private long known;

    public FactsIntake(FactsFile facts, Program program, long expected, int rowsInBatch)
    {
        (this.facts, this.program, this.rowsInBatch, known) = (facts, program, rowsInBatch, facts.LastSeq(program.Id));
        if (expected <= rowsInBatch)
            return;
        behind = new InTurn("facts");
        threads = facts.Threads;
        facts.Threads = 1;
    }

    public long Taken { get; private set; }

    public void Take(List<JournalRow> rows, bool isLast)
    {
        batch ??= new FactsBatch(facts, program.Id, known, behind);
        projection ??= new Projection(batch);
        foreach (var row in rows)
            projection.Add(row, program);
        Taken += rows.Count;
        inBatch += rows.Count;
        if (!isLast && inBatch < rowsInBatch)
            return;
        known = rows[^1].Seq;
        batch.Commit(known);
        EndBatch();
        if (isLast && behind is not null)
            Settle(behind);
    }

    private void Settle(InTurn taking)
    {
        taking.Wait();
        facts.Threads = Math.Max(1, threads / Kept.Halves.Count);
        facts.SettleInHalves(program.Id);
    }

    public void Dispose()
    {
        EndBatch();
        if (behind is null)
            return;
        behind.Dispose();
        facts.Threads = threads;
    }

    private void EndBatch()
    {
        if (batch is null)
            return;
        if (behind is null)
            batch.Dispose();
        else
            behind.DoAlways(batch.Dispose);
        (batch, projection, inBatch) = (null, null, 0);
    }
}
