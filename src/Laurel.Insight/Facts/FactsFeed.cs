using System.Threading.Channels;
using Laurel.Engine;

namespace Laurel.Insight.Facts;

/// <summary>Tails the journal into the facts, every row exactly once, from wherever they stand.</summary>
public sealed class FactsFeed(JournalReader journal, FactsFile facts)
{
    private const int RowsInBatch = 50_000;
    private const int BatchesAhead = 2;

    /// <summary>Brings the facts of every program up to the journal's end as it is now.</summary>
    /// <param name="progress">Told the number of rows taken in so far.</param>
    /// <param name="cancellation">Stops between batches; what is in stays in.</param>
    /// <returns>How many rows were taken in.</returns>
    public async Task<long> CatchUp(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        long taken = 0;
        foreach (var (program, seq) in await journal.Heads())
        {
            if (facts.LastSeq(program) < seq)
                taken += await CatchUp(program, seq, taken, progress, cancellation);
        }
        return taken;
    }

    /// <summary>Reading and decoding go ahead of taking in, by a few batches at most.</summary>
    private async Task<long> CatchUp(string id, long head, long before, IProgress<long>? progress, CancellationToken cancellation)
    {
        long taken = 0;
        var program = await journal.Program(id);
        var ahead = Channel.CreateBounded<List<JournalRow>>(BatchesAhead);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Read(id, facts.LastSeq(id) + 1, head, ahead.Writer, stopped.Token);
        try
        {
            await foreach (var rows in ahead.Reader.ReadAllAsync(cancellation))
            {
                Take(program, rows, isLast: rows[^1].Seq == head);
                taken += rows.Count;
                progress?.Report(before + taken);
            }
        }
        finally
        {
            await stopped.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return taken;
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
                if (waiting.Count < RowsInBatch && row.Seq < head)
                    continue;
                await ahead.WriteAsync(waiting, cancellation);
                waiting = new(RowsInBatch);
            }
            ahead.Complete();
        }
        catch (Exception reason)
        {
            ahead.Complete(reason);
        }
    }

    private void Take(Program program, List<JournalRow> rows, bool isLast)
    {
        using var batch = facts.Begin(program.Id);
        var projection = new Projection(batch);
        foreach (var row in rows)
            projection.Add(row, program);
        batch.Commit(rows[^1].Seq, isLast);
    }
}
