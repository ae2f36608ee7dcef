using Laurel.Engine;
using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Import;

/// <summary>One file through the writer, from rows to a report.</summary>
internal static class ImportFile
{
    public static async Task<ImportReport> Run(Writer writer, string program, string path, ImportLayout layout, CancellationToken stop)
    {
        using var file = TableFile.Open(path);
        var definition = writer.Programs[program].Versions[^1].Definition;
        var source = Path.GetFileName(path).Split('.')[0];
        var report = new ImportReport { File = Path.GetFileName(path) };
        if (layout.Kind == ImportKind.History)
            await History(writer, program, file, new HistoryCommands(layout, definition, source), report, stop);
        else if (layout.Kind != ImportKind.Orders)
            await Care(writer, program, file, new CareCommands(layout, definition, source), report, stop);
        else
            await Orders(writer, program, file, layout, definition, source, report, stop);
        return report;
    }

    private static async Task History(
        Writer writer, string program, TableFile file, HistoryCommands history, ImportReport report, CancellationToken stop)
    {
        var commands = history.Read(file, stop).ToArray();
        await Write(writer, program, commands, commands.Length, report, stop);
        report.Rows = history.Rows;
        Reject(report, history.Rejected);
    }

    private static async Task Care(Writer writer, string program, TableFile file, CareCommands care, ImportReport report, CancellationToken stop)
    {
        var commands = care.Read(file, stop).ToArray();
        await Write(writer, program, commands, commands.Length, report, stop);
        report.Rows = care.Rows;
        Reject(report, care.Rejected);
    }

    private static async Task Orders(
        Writer writer, string program, TableFile file, ImportLayout layout, Definition definition, string source, ImportReport report, CancellationToken stop)
    {
        var rows = new OrderRows(layout, definition);
        var orders = rows.Read(file, stop);
        var commands = new OrderCommands(source, definition.Currency.Code);
        await Write(writer, program, orders.SelectMany(commands.Of), orders.Count, report, stop);
        report.Rows = rows.Rows;
        Reject(report, rows.Rejected);
        report.CancelledLinesMatched = commands.MatchedLines;
        report.CancelledLinesUnmatched = commands.Unmatched.Count;
        report.Problems.AddRange(commands.Unmatched);
    }

    private static Task Write(Writer writer, string program, IEnumerable<Command> commands, int count, ImportReport report, CancellationToken stop) =>
        ProgressLine.Show("importing", count, progress => new Importer(writer, program, report).Run(commands, done => progress(done), stop));

    private static void Reject(ImportReport report, List<RejectedRow> rejected)
    {
        report.RejectedRows += rejected.Count;
        report.Problems.AddRange(rejected);
    }
}
