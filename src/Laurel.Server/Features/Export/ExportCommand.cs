using System.CommandLine;
using System.Text.Json;
using Laurel.Engine;
using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Export;

/// <summary>`laurel export`: everything of a program in open formats.</summary>
internal static class ExportCommand
{
    public static Verb Create()
    {
        var to = new Option<DirectoryInfo>("--to")
        {
            Description = "The folder to write into; it is made",
            DefaultValueFactory = _ => new DirectoryInfo("export"),
            HelpName = "folder",
        };
        var format = new Option<string>("--format") { Description = "Of the tables: csv or parquet", DefaultValueFactory = _ => "csv", HelpName = "format" };
        var data = new ProgramOptions();
        var verb = new VerbWithExamples("export", "Export the journal as JSON lines, and the facts as CSV or Parquet.", """
            laurel export --to backup
            laurel export --to analysis --format parquet --organization lumiere
            """) { to, format };
        data.AddTo(verb);
        verb.SetAction((asked, stop) => ProgramOptions.Run("export", async () =>
        {
            if (asked.GetValue(format) is not ("csv" or "parquet"))
                throw new MisuseException("The format is csv or parquet.");
            var organization = data.OrganizationOf(asked);
            var journal = JournalReader.Open(data.Options(asked).Journal(organization));
            var folder = asked.GetValue(to)!;
            folder.Create();
            await WriteJournal(journal, folder.FullName, stop);
            await WriteFacts(journal, folder.FullName, asked.GetValue(format)!, stop);
            Console.WriteLine($"Exported {organization} to {folder.FullName}");
            return Host.Fine;
        }));
        return verb;
    }

    /// <summary>One file a program, one row a line, in the order of the journal; published definitions stand in it too.</summary>
    private static async Task WriteJournal(JournalReader journal, string folder, CancellationToken stop)
    {
        foreach (var (program, seq) in await journal.Heads())
        {
            await using var file = new StreamWriter(Path.Combine(folder, $"{program}.journal.jsonl"));
            await ProgressLine.Show($"journal of {program}", seq, async progress =>
            {
                await foreach (var row in journal.Rows(program, 1, stop))
                {
                    await file.WriteLineAsync(JsonSerializer.Serialize(row, Wire.Json));
                    if (row.Seq % 1024 == 0)
                        progress(row.Seq);
                }
            });
        }
    }

    private static async Task WriteFacts(JournalReader journal, string folder, string format, CancellationToken stop)
    {
        using var facts = FactsFile.ForExport();
        await new FactsFeed(journal, facts).CatchUp(null, stop);
        foreach (var table in facts.Export(folder, format))
            Console.WriteLine($"  {table}.{format}");
    }
}
