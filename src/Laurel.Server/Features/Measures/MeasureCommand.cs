using System.CommandLine;
using Laurel.Engine;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Insight.Studies;

namespace Laurel.Server.Features.Measures;

/// <summary>`laurel measure`: what a file of orders, or a program's own facts, says about customers.</summary>
internal static class MeasureCommand
{
    public static Verb Create()
    {
        var file = new Argument<FileInfo?>("file")
        {
            Description = "A file of orders: CSV (plain or gzip) or Parquet; without one, the program in the data folder is measured",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var preset = new Option<string?>("--preset") { Description = $"A known export: {string.Join(", ", OrdersLayout.Presets)}", HelpName = "name" };
        var columns = new ColumnOptions();
        var asOf = new Option<string?>("--as-of") { Description = "The first day that is not seen [default: the day after the last order]", HelpName = "2026-01-31" };
        var currency = new Option<string?>("--only-currency") { Description = "Count only purchases paid in this currency", HelpName = "EUR" };
        var only = new Option<string[]>("--question") { Description = "Ask only this; repeat it. --list names them", HelpName = "id" };
        var list = new Option<bool>("--list") { Description = "Name the questions, with their definitions" };
        var html = new Option<FileInfo?>("--html") { Description = "Where the report goes [default: <file>.html]", HelpName = "file" };
        var json = new Option<bool>("--json") { Description = "Answer as JSON on standard output instead" };
        var csv = new Option<bool>("--csv") { Description = "Answer as CSV on standard output instead" };
        var language = new Option<string>("--lang") { Description = "en, fr, nl or et", DefaultValueFactory = _ => "en", HelpName = "language" };
        var data = new ProgramOptions();
        var part = new PartOptions(columns);
        var verb = new VerbWithExamples("measure", "Measure any file of orders, or a program: report as HTML with charts, or JSON.", """
            laurel measure orders.csv --customer Email --date Created --amount Total --currency-code EUR
            laurel measure online_retail.csv.gz --preset online-retail --html report.html
            laurel measure cdnow.csv --preset cdnow --json --question repeat-purchase-rate
            laurel measure orders.csv --customer Email --date Created --segment rfm:champions --segment-on 2026-01-01 --json
            laurel measure --organization lumiere --html lumiere.html
            laurel measure --organization lumiere --among members --location sablon --json --question revenue
            """) { file, preset, asOf, currency, only, list, html, json, csv, language };
        columns.AddTo(verb);
        data.AddTo(verb);
        part.AddTo(verb);
        language.AcceptOnlyFromAmong([.. Languages.All.Select(one => one.Code())]);
        verb.SetAction((asked, stop) => ProgramOptions.Run("measure", () => Told(asked, asked.GetValue(json), Speaks(asked, language), async () =>
        {
            var speaks = Speaks(asked, language);
            if (asked.GetValue(list))
                return List(asked, speaks);
            var options = new MeasureOptions
            {
                AsOf = Day(asked.GetValue(asOf)),
                Currency = asked.GetValue(currency),
                Questions = Asked(asked.GetValue(only)),
                Step = part.Step(asked),
                Slice = part.Slice(asked, isFile: asked.GetValue(file) is not null),
            };
            var report = asked.GetValue(file) is { } orders
                ? Measure(asked, orders, columns.Layout(asked, asked.GetValue(preset)), options, speaks)
                : await MeasureProgram(asked, data, options, speaks, stop);
            return Write(asked, report, asked.GetValue(json), asked.GetValue(csv), asked.GetValue(html)?.FullName);
        })));
        return verb;
    }

    private static Language Speaks(ParseResult asked, Option<string> language) =>
        Languages.TryParse(asked.GetValue(language)) ?? Language.English;

    /// <summary>Who asks for JSON gets the problem as JSON too.</summary>
    private static async Task<int> Told(ParseResult asked, bool inJson, Language language, Func<Task<int>> measure)
    {
        var (output, error) = (asked.InvocationConfiguration.Output, asked.InvocationConfiguration.Error);
        try
        {
            return await measure();
        }
        catch (OrdersFileException problem)
        {
            await error.WriteLineAsync($"laurel measure: {problem.Text(language)}");
            if (inJson)
                await output.WriteLineAsync(StudyResult.Json("measure", problem.Code, problem.Text(language)));
            return problem.IsMisuse ? Host.Misused : Host.Failed;
        }
        catch (MisuseException problem) when (inJson)
        {
            await output.WriteLineAsync(StudyResult.Json("measure", "unusable", problem.Message));
            throw;
        }
    }

    private static MeasureReport Measure(ParseResult asked, FileInfo file, OrdersLayout? layout, MeasureOptions options, Language language)
    {
        using var orders = OrdersFile.Read(file.FullName, layout);
        foreach (var warning in orders.Warnings)
            asked.InvocationConfiguration.Error.WriteLine($"warning: {warning.Text(language)}");
        return MeasureReport.Create(orders, options, language);
    }

    private static async Task<MeasureReport> MeasureProgram(
        ParseResult asked, ProgramOptions data, MeasureOptions options, Language language, CancellationToken stop)
    {
        var journal = JournalReader.Open(data.Options(asked).Journal(data.OrganizationOf(asked)));
        var program = await data.ProgramOf(asked, journal);
        using var facts = FactsFile.InMemory();
        await new FactsFeed(journal, facts).CatchUp(null, stop);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return MeasureReport.Create(facts, program, options.AsOf ?? today, options, language)
            ?? throw new MisuseException($"The program {program} has no purchase yet.");
    }

    private static int Write(ParseResult asked, MeasureReport report, bool json, bool csv, string? html)
    {
        if (json || csv)
        {
            asked.InvocationConfiguration.Output.WriteLine(json ? report.ToJson() : report.ToCsv());
            return Host.Fine;
        }
        var path = html ?? Path.ChangeExtension(Path.GetFileName(report.FileName ?? report.Scope.Program).Replace(".csv.gz", ".csv"), ".html");
        File.WriteAllText(path, report.ToHtml());
        asked.InvocationConfiguration.Output.WriteLine($"The report is in {Path.GetFullPath(path)}");
        return Host.Fine;
    }

    private static int List(ParseResult asked, Language language)
    {
        foreach (var question in Catalogue.All)
            asked.InvocationConfiguration.Output.WriteLine($"{question.Id,-34} {question.Title(language)}\n{"",-34} {question.Definition(language)}");
        return Host.Fine;
    }

    internal static DateOnly? Day(string? text) => text is null
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : throw new MisuseException($"'{text}' is not a day; write it as 2026-01-31.");

    private static string[]? Asked(string[]? ids) => ids is { Length: > 0 } ? ids : null;
}
