using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Explaining;
using Laurel.Linting;

namespace Laurel.Server.Features.Lint;

/// <summary>`laurel lint`: what is wrong with a definition that reads well, each with an example that shows it.</summary>
internal static class LintCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Verb Create()
    {
        var files = new Argument<FileInfo[]>("file") { Description = "Definitions (YAML or JSON)", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Report as JSON on standard output" };
        var plain = new Option<bool>("--plain") { Description = "Also print the rules in plain words" };
        var language = new Option<string>("--language") { Description = "In which language: en, fr, nl, et", HelpName = "code", DefaultValueFactory = _ => "en" };
        var verb = new VerbWithExamples("lint", """
            Look for faults in a definition: ways to get more than one pays for, rewards nobody can have, rules that never apply. Each comes with
            an example that `laurel check` runs.
            """, """
            laurel lint program.yaml
            laurel lint program.yaml --json
            laurel lint program.yaml --plain --language nl
            """) { files, json, plain, language };
        verb.SetAction(asked => Run(asked.GetValue(files)!, asked.GetValue(json), asked.GetValue(plain),
            Languages.TryParse(asked.GetValue(language)) ?? Language.English));
        return verb;
    }

    private static int Run(FileInfo[] files, bool json, bool plain, Language language)
    {
        var (faults, reports) = (0, new JsonArray());
        foreach (var file in files)
        {
            if (Read(file, language) is not var (definition, document))
                return Host.Misused;
            var report = Linter.Of(definition, document);
            faults += report.Findings.Count;
            if (json)
                reports.Add(Json(file, report, language));
            else
                Print(file, definition, report, plain, language);
        }
        if (json)
            Console.WriteLine(reports.ToJsonString(Indented));
        return faults == 0 ? Host.Fine : Host.Failed;
    }

    private static (Definition, Node)? Read(FileInfo file, Language language)
    {
        if (!file.Exists)
        {
            Console.Error.WriteLine($"laurel lint: there is no file '{file}'.");
            return null;
        }
        var (document, problem) = Yaml.ReadOne(File.ReadAllText(file.FullName));
        var reading = document is null ? new Reading(null, [problem!]) : DefinitionReader.Read(document);
        if (reading.Definition is { } definition)
            return (definition, document!);
        Console.Error.WriteLine($"laurel lint: {file.Name} has problems:\n" + string.Join("\n", reading.Problems.Select(p => p.Say(language))));
        return null;
    }

    private static void Print(FileInfo file, Definition definition, LintReport report, bool plain, Language language)
    {
        if (plain)
            Console.WriteLine(PlainLanguage.Of(definition, language));
        foreach (var finding in report.Findings)
        {
            Console.WriteLine($"{file.Name}:{finding.Line}: {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Say(language)}");
            Console.WriteLine(finding.Example);
        }
        Console.WriteLine($"{file.Name}: {report.Findings.Count} found");
        Console.WriteLine(report.Simplicity.Say(language));
        Console.WriteLine(report.Simplicity.SayFirstReward(language));
    }

    private static JsonObject Json(FileInfo file, LintReport report, Language language) => new()
    {
        ["file"] = file.Name,
        ["findings"] = new JsonArray([.. report.Findings.Select(f => (JsonNode)new JsonObject
        {
            ["line"] = f.Line,
            ["code"] = f.Code,
            ["severity"] = f.Severity.ToString().ToLowerInvariant(),
            ["about"] = f.About,
            ["message"] = f.Say(language),
            ["example"] = f.Example,
        })]),
        ["simplicity"] = report.Simplicity.Score,
        ["first_reward_visit"] = report.Simplicity.FirstReward,
        ["first_reward_days"] = report.Simplicity.Days,
    };
}
