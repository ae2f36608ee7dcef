using System.CommandLine;
using Laurel.Engine.Examples;

namespace Laurel.Server.Features.Examples;

/// <summary>`laurel check`: reads definitions, and runs the examples that are their tests.</summary>
internal static class CheckCommand
{
    public static Verb Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Definitions, or folders of them (*.yaml, *.yml, *.json)", Arity = ArgumentArity.OneOrMore };
        var only = new Option<string?>("--only") { Description = "Run only the examples whose name contains this text", HelpName = "text" };
        var quiet = new Option<bool>("--quiet") { Description = "Print failures and the last line only" };
        var language = new Option<string>("--language") { Description = "In which language problems are said: en, fr, nl, et", HelpName = "code", DefaultValueFactory = _ => "en" };
        var verb = new VerbWithExamples("check", "Check definitions and run their examples.", """
            laurel check program.yaml
            laurel check tests/scenarios
            laurel check program.yaml --only "coffee on a Tuesday"
            laurel check program.yaml --language et
            """) { paths, only, quiet, language };
        verb.SetAction((asked, stop) => Run(
            asked.GetValue(paths)!, asked.GetValue(only), asked.GetValue(quiet), Languages.TryParse(asked.GetValue(language)) ?? Language.English, stop));
        return verb;
    }

    private static async Task<int> Run(string[] paths, string? only, bool quiet, Language language, CancellationToken stop)
    {
        var files = Files(paths);
        if (files is null)
            return Host.Misused;
        var (passed, failed) = (0, 0);
        foreach (var file in files)
        {
            await foreach (var result in ExampleFile.Check(await File.ReadAllTextAsync(file, stop), only, language: language))
            {
                stop.ThrowIfCancellationRequested();
                Print(file, result, quiet);
                (passed, failed) = result.Passed ? (passed + 1, failed) : (passed, failed + 1);
            }
        }
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? Host.Fine : Host.Failed;
    }

    private static List<string>? Files(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path))
                files.Add(path);
            else if (Directory.Exists(path))
                files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsDefinition).Order(StringComparer.Ordinal));
            else
            {
                Console.Error.WriteLine($"laurel check: there is no file or folder '{path}'.");
                return null;
            }
        }
        return files;
    }

    private static bool IsDefinition(string path) => Path.GetExtension(path) is ".yaml" or ".yml" or ".json";

    private static void Print(string file, ExampleResult result, bool quiet)
    {
        if (result.Passed && quiet)
            return;
        var place = $"{Path.GetFileName(file)}:{result.Example.Line}";
        Console.WriteLine(result.Passed ? $"ok    {place}  {result.Example.Name}" : $"FAIL  {place}  {result.Example.Name}");
        foreach (var failure in result.Failures)
            Console.WriteLine($"      {failure}");
    }
}
