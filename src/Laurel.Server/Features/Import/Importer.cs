using System.Diagnostics;
using Laurel.Care;
using Laurel.Engine;

namespace Laurel.Server.Features.Import;

/// <summary>What an import came to.</summary>
internal sealed record ImportReport
{
    public required string File { get; init; }
    public int Rows { get; set; }
    public int Members { get; set; }
    public int Purchases { get; set; }
    public int Returns { get; set; }
    public int Histories { get; set; }

    /// <summary>Ratings, steps of requests and changes of consents.</summary>
    public int Care { get; set; }

    /// <summary>Commands that had been imported before.</summary>
    public int Known { get; set; }
    public int RejectedRows { get; set; }
    public int CancelledLinesMatched { get; set; }
    public int CancelledLinesUnmatched { get; set; }

    /// <summary>Members who used more than they had at some time.</summary>
    public int MembersInArrears { get; set; }
    public double Seconds { get; set; }
    public double PurchasesPerSecond => Seconds > 0 ? Math.Round((Purchases + Histories) / Seconds) : 0;
    public List<RejectedRow> Problems { get; } = [];
}

/// <summary>Gives commands to the writer in their order, many under way at once, and counts what came of them.</summary>
internal sealed class Importer(Writer writer, string program, ImportReport report)
{
    private const int UnderWay = 2048;
    private readonly Queue<(Command Command, Task<Answer> Answer)> waiting = new();
    private readonly HashSet<MemberId> inArrears = [];

    public async Task Run(IEnumerable<Command> commands, Action<int> progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var given = 0;
        foreach (var command in commands)
        {
            cancellation.ThrowIfCancellationRequested();
            while (waiting.Count >= UnderWay)
                await TakeOne();
            waiting.Enqueue((command, writer.Submit(program, command, null, CancellationToken.None)));
            if (++given % 256 == 0)
                progress(given);
        }
        while (waiting.Count > 0)
            await TakeOne();
        progress(given);
        report.MembersInArrears = inArrears.Count;
        report.Seconds = Math.Round(watch.Elapsed.TotalSeconds, 2);
    }

    private async Task TakeOne()
    {
        var (command, task) = waiting.Dequeue();
        var answer = await task;
        switch (answer)
        {
            case Answer.Decided { Row.Refusal: { } refusal }:
                Problem(command, refusal.Code);
                break;
            case Answer.Decided { Replayed: true }:
                report.Known++;
                break;
            case Answer.Decided decided:
                Count(decided.Row);
                break;
            case Answer.Conflict conflict:
                Problem(command, $"was imported before with other values: {string.Join(", ", conflict.Fields)}");
                break;
            case Answer.Busy busy:
                throw new ImportException($"The writer is busy; try again in {busy.RetryAfter.TotalSeconds:0} s. What was imported stays.");
            default:
                Problem(command, answer.ToString()!);
                break;
        }
    }

    private void Count(JournalRow row)
    {
        switch (row.Command)
        {
            case EnrolMember:
                report.Members++;
                break;
            case RecordPurchase:
                report.Purchases++;
                break;
            case ReturnLines:
                report.Returns++;
                break;
            case RecordRating or RecordCase or ChangeConsent:
                report.Care++;
                break;
            case BringHistory history:
                report.Histories++;
                if (row.Events.OfType<UnitsMoved>().Any(m => m.Owed > 0))
                    inArrears.Add(history.Member);
                break;
        }
    }

    private void Problem(Command command, string reason)
    {
        report.RejectedRows++;
        report.Problems.Add(new RejectedRow(0, reason, command.NaturalKey ?? command.Id.Value));
    }
}
