using System.CommandLine;
using System.Text.Json;
using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Engine.Definitions;

namespace Laurel.Server.Features.Replay;

/// <summary>`laurel replay`: the purchases that were recorded, under a definition: cost, liability, tier mix.</summary>
internal static class ReplayCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Verb Create()
    {
        var definition = new Argument<FileInfo?>("definition")
        {
            Description = "The definition to run them under; without one, the published ones, which must give the ledger again",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Report as JSON on standard output" };
        var data = new ProgramOptions();
        var verb = new VerbWithExamples("replay", "Run the recorded purchases under a definition: cost, liability, tier mix, winners and losers.", """
            laurel replay changed.yaml --data ./data
            laurel replay changed.yaml --organization lumiere --program lumiere --json
            laurel replay                 the unchanged program: every event must come out as recorded
            """) { definition, json };
        data.AddTo(verb);
        verb.SetAction((asked, stop) => ProgramOptions.Run("replay", async () =>
        {
            var journal = JournalReader.Open(data.Options(asked).Journal(data.OrganizationOf(asked)));
            var program = await data.ProgramOf(asked, journal);
            var under = asked.GetValue(definition) is { } file ? Read(file) : await journal.Program(program);
            return await Run(journal, program, under, asked.GetValue(definition) is null, asked.GetValue(json), stop);
        }));
        return verb;
    }

    private static Program Read(FileInfo file)
    {
        if (!file.Exists)
            throw new MisuseException($"There is no file '{file}'.");
        var (document, problem) = Yaml.ReadOne(File.ReadAllText(file.FullName));
        var reading = document is null ? new Reading(null, [problem!]) : DefinitionReader.Read(document);
        return reading.Definition is null
            ? throw new MisuseException($"{file.Name} has problems:\n" + string.Join("\n", reading.Problems))
            : Program.Of(reading.Definition);
    }

    private static async Task<int> Run(JournalReader journal, string program, Program under, bool isUnchanged, bool json, CancellationToken stop)
    {
        var total = (await journal.Heads())[program];
        ReplayedBeside? replayed = null;
        await ProgressLine.Show("replaying", total, async progress => replayed = await ReplayedBeside.Run(
            journal, program, under, isUnchanged, seq => progress(seq), stop));
        var report = new ReplayReport(under.Versions[^1].Definition, replayed!.Now, replayed.Before);
        Console.WriteLine(json ? report.Json().ToJsonString(Indented) : string.Join('\n', report.Lines()));
        if (!isUnchanged)
            return Host.Fine;
        await Console.Error.WriteLineAsync(replayed.Differing == 0
            ? "Every command came out exactly as recorded."
            : $"{replayed.Differing:N0} commands came out differently than recorded.");
        return replayed.Differing == 0 ? Host.Fine : Host.Failed;
    }
}
