using System.CommandLine;
using System.Text.Json;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Insight.Facts;

namespace Laurel.Server.Features.Import;

/// <summary>`laurel import`: brings purchases, or the past of another system, through the writer that all purchases pass.</summary>
internal static class ImportCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Verb Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table: CSV, plain or gzip, or Parquet" };
        var preset = new Option<string?>("--preset") { Description = $"A known export: {string.Join(", ", ImportLayout.Presets.Keys)}", HelpName = "name" };
        var map = new Option<string[]>("--map") { Description = "Which column holds what, as word=column; repeat it", HelpName = "word=column" };
        var kind = new Option<string>("--as")
        {
            Description = "What the file holds: orders, history, ratings, cases or consents",
            DefaultValueFactory = _ => "orders",
            HelpName = "kind",
        };
        var cancelled = new Option<string?>("--cancelled-by") { Description = "Orders whose number begins so take earlier ones back", HelpName = "text" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Run it on a copy of the data and report what would happen" };
        var json = new Option<bool>("--json") { Description = "Report as JSON on standard output" };
        var errors = new Option<FileInfo?>("--errors") { Description = "Write every row that was not imported, and why, to this CSV file", HelpName = "file" };
        var definition = new Option<FileInfo?>("--definition") { Description = "Publish this definition first where the organization has no program yet", HelpName = "file" };
        var data = new ProgramOptions();
        var verb = new VerbWithExamples("import", "Import purchases, or members' points from another system.", """
            laurel import online_retail.csv.gz --preset online-retail --program club
            laurel import orders.csv --map order=Number --map at=Date --map customer=Card --map price=Total --dry-run
            laurel import flights.csv.gz --preset airline --errors rejected.csv
            laurel import reviews.csv --as ratings --map id=Review --map at=Date --map stars=Stars --map source=Site
            laurel import tickets.csv --as cases --map id=Number --map opened=Created --map answered="First reply" --map solved=Closed
            laurel import orders.csv --preset shopify --organization mine --definition program.yaml
            """) { file, preset, map, kind, cancelled, dryRun, json, errors, definition };
        data.AddTo(verb);
        verb.SetAction((asked, stop) => ProgramOptions.Run("import", async () =>
        {
            var layout = Layout(asked.GetValue(preset), asked.GetValue(map) ?? [], asked.GetValue(kind)!, asked.GetValue(cancelled));
            if (asked.GetValue(definition) is { } first)
                await Beginning.Make(data.Options(asked), asked.GetValue(data.Organization), first, TimeProvider.System);
            var path = data.Options(asked).Journal(data.OrganizationOf(asked));
            var report = asked.GetValue(dryRun)
                ? await OnCopy(path, copy => Import(copy, data, asked, asked.GetValue(file)!, layout, stop))
                : await Import(path, data, asked, asked.GetValue(file)!, layout, stop);
            Print(report, asked.GetValue(json), asked.GetValue(dryRun));
            WriteErrors(report, asked.GetValue(errors));
            return Host.Fine;
        }));
        return verb;
    }

    private static ImportLayout Layout(string? preset, string[] map, string kind, string? cancelled)
    {
        if (preset is not null && !ImportLayout.Presets.ContainsKey(preset))
            throw new MisuseException($"There is no preset '{preset}'; known are: {string.Join(", ", ImportLayout.Presets.Keys)}.");
        var layout = preset is not null
            ? ImportLayout.Presets[preset]
            : new ImportLayout { Kind = KindOf(kind), Columns = new Dictionary<string, string>() };
        var columns = new Dictionary<string, string>(layout.Columns);
        foreach (var (word, column) in ImportLayout.Map(map))
            columns[word] = column;
        return layout with { Columns = columns, CancelledBy = cancelled ?? layout.CancelledBy };
    }

    private static ImportKind KindOf(string word) => Enum.TryParse<ImportKind>(word, ignoreCase: true, out var kind) && !int.TryParse(word, out _)
        ? kind
        : throw new MisuseException($"There is no '--as {word}'; known are: {string.Join(", ", Enum.GetNames<ImportKind>()).ToLowerInvariant()}.");

    private static async Task<ImportReport> Import(
        string path, ProgramOptions data, ParseResult asked, FileInfo file, ImportLayout layout, CancellationToken stop)
    {
        await using var writer = await Writer.Open(path, new WriterOptions { Migrations = [OpenOrganization.Tables] });
        var program = await data.ProgramOf(asked, writer.Reader);
        return await ImportFile.Run(writer, program, file.FullName, layout, stop);
    }

    private static async Task<ImportReport> OnCopy(string path, Func<string, Task<ImportReport>> import)
    {
        var folder = Directory.CreateTempSubdirectory("laurel-dry-run-");
        try
        {
            var copy = Path.Combine(folder.FullName, "copy.db");
            foreach (var ending in (string[])["", "-wal"])
            {
                if (File.Exists(path + ending))
                    File.Copy(path + ending, copy + ending);
            }
            return await import(copy);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(ImportReport report, bool json, bool dryRun)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, Json));
            return;
        }
        Console.WriteLine($"{(dryRun ? "Dry run of" : "Imported")} {report.File}: {report.Rows:N0} rows in {report.Seconds:0.0} s ({report.PurchasesPerSecond:N0} a second)");
        foreach (var (count, what) in new[]
        {
            (report.Members, "members joined"), (report.Purchases, "purchases recorded"), (report.Returns, "returns recorded"),
            (report.Histories, "rows of history brought"),
            (report.Care, "ratings, steps of requests and consents recorded"),
            (report.Known, "were imported before, nothing changed"),
            (report.CancelledLinesMatched, "cancelled lines found their purchase"), (report.CancelledLinesUnmatched, "cancelled lines found none, or not all of it"),
            (report.MembersInArrears, "members had used more than they had; they owe it"), (report.RejectedRows, "rows were not imported"),
        })
        {
            if (count > 0)
                Console.WriteLine($"  {count,10:N0}  {what}");
        }
        foreach (var reason in report.Problems.GroupBy(p => p.Reason).OrderByDescending(g => g.Count()).Take(8))
            Console.WriteLine($"  {reason.Count(),10:N0}  × {reason.Key}");
    }

    private static void WriteErrors(ImportReport report, FileInfo? errors)
    {
        if (errors is null)
            return;
        using var writer = new StreamWriter(errors.FullName);
        writer.WriteLine("row,reason,what");
        foreach (var problem in report.Problems)
            writer.WriteLine($"{problem.Row},\"{problem.Reason.Replace("\"", "\"\"")}\",\"{problem.What.Replace("\"", "\"\"")}\"");
    }
}
