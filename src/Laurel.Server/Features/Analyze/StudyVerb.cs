using System.CommandLine;
using Laurel.Insight.Experiments;
using Laurel.Insight.Studies;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Server.Features.Analyze;

/// <summary>
/// What all the verbs of `laurel analyze` have in common: how cells are read, in which language and shape the result is said, progress on
/// the error stream, and how problems end.
/// </summary>
internal static class StudyVerb
{
    /// <summary>What a shell says of a program that was interrupted.</summary>
    public const int Interrupted = 130;

    private static readonly Texts Words = Texts.Load(typeof(StudyVerb).Assembly, "Analyze");

    /// <summary>Adds the common options to a verb and lets it run a study.</summary>
    public static Verb Of(Verb verb, Func<ParseResult, StudyRun, StudyResult> study)
    {
        var common = new CommonOptions();
        common.AddTo(verb);
        verb.SetAction((asked, stop) => Task.Run(() => Run(verb.Name, asked, common, study, stop), CancellationToken.None));
        return verb;
    }

    private static int Run(
        string name, ParseResult asked, CommonOptions common, Func<ParseResult, StudyRun, StudyResult> study, CancellationToken stop)
    {
        var (output, error) = (asked.InvocationConfiguration.Output, asked.InvocationConfiguration.Error);
        var language = common.Language(asked);
        try
        {
            using var progress = new StudyProgressLine(error, TimeProvider.System);
            var result = study(asked, common.Run(asked, progress, stop));
            progress.Clear();
            if (asked.GetValue(common.Json))
                output.WriteLine(result.Json());
            else
                ReportLayout.Write(output, result, language, Words);
            return Host.Fine;
        }
        catch (StudyException problem)
        {
            return Refuse(name, asked.GetValue(common.Json), problem.Code, problem.Text(language),
                problem.IsMisuse ? Host.Misused : Host.Failed, output, error);
        }
        catch (UnusableSampleException problem)
        {
            return Refuse(name, asked.GetValue(common.Json), "unusable-sample", problem.Text(language), Host.Failed, output, error);
        }
        catch (OperationCanceledException)
        {
            error.WriteLine(Words.Say(language, "stopped"));
            return Interrupted;
        }
    }

    /// <summary>A line that cannot be read is answered in JSON too where JSON was asked for.</summary>
    public static void RefuseLine(ParseResult asked, TextWriter output)
    {
        if (asked.Tokens.Any(token => token.Value == "--json") && asked.CommandResult.Command is { Name: var name } verb
            && (name == "measure" || verb.Parents.Any(parent => parent.Name == "analyze")))
            output.WriteLine(StudyResult.Json(name, "bad-line", string.Join(' ', asked.Errors.Select(error => error.Message))));
    }

    private static int Refuse(string name, bool json, string code, string message, int exit, TextWriter output, TextWriter error)
    {
        error.WriteLine($"laurel analyze {name}: {message}");
        if (json)
            output.WriteLine(StudyResult.Json(name, code, message));
        return exit;
    }

    /// <summary>Options that every verb takes.</summary>
    private sealed class CommonOptions
    {
        private readonly Option<string> language = Wanted.OneOf("--lang", "Language of the report and of the texts in the JSON",
            [.. Languages.All.Select(one => one.Code())]);
        private readonly Option<double?> level = Wanted.Number("--confidence", "Confidence of all intervals [default: 0.95]");
        private readonly Option<string?> delimiter = Wanted.Maybe("--delimiter",
            "What stands between cells, if it is not found: , ; tab or |", "character");
        private readonly Option<string> mark = Wanted.OneOf("--decimal", "Decimal mark of the file's numbers", "auto", "point", "comma");
        private readonly Option<string?> dates = Wanted.Maybe("--date-format", "How dates are written, if it is not found: %d/%m/%Y",
            "format");
        private readonly Option<string[]> missing = Wanted.Several("--missing",
            "Texts that mean that nothing is known, besides the usual ones", "text");

        public Option<bool> Json { get; } = Wanted.Flag("--json", "Print JSON instead of a report");

        public void AddTo(Verb verb)
        {
            foreach (var option in (Option[])[Json, language, level, delimiter, mark, dates, missing])
                verb.Add(option);
        }

        public Language Language(ParseResult asked) => Languages.TryParse(asked.GetValue(language)) ?? Laurel.Language.English;

        public StudyRun Run(ParseResult asked, IProgress<StudyProgress> progress, CancellationToken stop) => new()
        {
            Language = Language(asked),
            Level = asked.GetValue(level) switch
            {
                null => 0.95,
                > 0 and < 1 and var given => given,
                var given => throw new StudyException("bad-option", ("option", "--confidence"), ("text", given), ("wanted", "0.5 – 0.999")),
            },
            Reading = new()
            {
                Delimiter = Delimiter(asked.GetValue(delimiter)),
                DecimalMark = asked.GetValue(mark) switch { "point" => DecimalMark.Point, "comma" => DecimalMark.Comma, _ => null },
                DateFormat = asked.GetValue(dates),
                Missing = asked.GetValue(missing) ?? [],
            },
            Progress = progress,
            Cancellation = stop,
        };

        private static char? Delimiter(string? text) => text switch
        {
            null => null,
            "tab" or "\\t" => '\t',
            { Length: 1 } => text[0],
            _ => throw new StudyException("bad-option", ("option", "--delimiter"), ("text", text), ("wanted", ", ; tab |")),
        };
    }
}
