using System.CommandLine;
using System.CommandLine.Invocation;
using Laurel.Server.Features.Analyze;
using Laurel.Server.Features.Demo;
using Laurel.Server.Features.Examples;
using Laurel.Server.Features.Export;
using Laurel.Server.Features.Import;
using Laurel.Server.Features.Lint;
using Laurel.Server.Features.Measures;
using Laurel.Server.Features.Replay;
using Laurel.Server.Features.Serve;
using Laurel.Server.Features.Templates;
using Laurel.Server.Features.Verify;

namespace Laurel.Server;

/// <summary>The entry point of the one executable, `laurel`.</summary>
public static class Host
{
    /// <summary>It went well.</summary>
    public const int Fine = 0;

    /// <summary>It ran, and found something wrong or failed.</summary>
    public const int Failed = 1;

    /// <summary>It was asked in a way that means nothing.</summary>
    public const int Misused = 2;

    /// <summary>One line for each verb; a verb lives in the folder of its feature.</summary>
    private static readonly IReadOnlyList<Func<Verb>> Verbs =
    [
        ServeCommand.Create,
        DemoCommand.Create,
        VerifyCommand.Create,
        NewCommand.Create,
        CheckCommand.Create,
        LintCommand.Create,
        ImportCommand.Create,
        MeasureCommand.Create,
        AnalyzeCommand.Create,
        ReplayCommand.Create,
        ExportCommand.Create,
    ];

    public static async Task<int> Main(string[] args)
    {
        var asked = Root().Parse(args);
        if (asked.Action is not ParseErrorAction mistake)
            return await asked.InvokeAsync();
        mistake.ShowHelp = false;
        await asked.InvokeAsync();
        StudyVerb.RefuseLine(asked, Console.Out);
        await Console.Error.WriteLineAsync($"Try `{asked.CommandResult.Command.Path()} --help`.");
        return Misused;
    }

    internal static Verb Root()
    {
        var root = new VerbWithExamples("laurel", "Laurel runs a customer loyalty program and measures honestly whether it pays.", """
            laurel serve                  start the server on http://127.0.0.1:5080, data in ./data
            laurel serve --help           what else `serve` can do
            laurel verify                 check every promise of the ledger
            """) { VerbWithExamples.Help(), new VersionOption() };
        foreach (var create in Verbs)
            root.Add(create());
        return root;
    }

    private static string Path(this Verb verb) => string.Join(' ', verb.Parents.OfType<Verb>().Select(Path).Append(verb.Name));
}
