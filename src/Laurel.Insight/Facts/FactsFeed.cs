using Laurel.Engine;

namespace Laurel.Insight.Facts;

/// <summary>Tails the journal into the facts, every row exactly once, from wherever they stand.</summary>
public sealed class FactsFeed(JournalReader journal, FactsFile facts)
{
    private const int RowsInBatch = 50_000;

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
                taken += await CatchUp(program, taken, progress, cancellation);
        }
        return taken;
    }

    private async Task<long> CatchUp(string id, long before, IProgress<long>? progress, CancellationToken cancellation)
    {
        long taken = 0;
        var program = await journal.Program(id);
        var waiting = new List<JournalRow>(RowsInBatch);
        await foreach (var row in journal.Rows(id, facts.LastSeq(id) + 1, cancellation))
        {
            waiting.Add(row);
            if (waiting.Count < RowsInBatch)
                continue;
            taken += Take(program, waiting);
            progress?.Report(before + taken);
        }
        return taken + Take(program, waiting);
    }

    private int Take(Program program, List<JournalRow> rows)
    {
        if (rows.Count == 0)
            return 0;
        using var batch = facts.Begin(program.Id);
        var projection = new Projection(batch);
        foreach (var row in rows)
            projection.Add(row, program);
        batch.Commit(rows[^1].Seq);
        var count = rows.Count;
        rows.Clear();
        return count;
    }
}
