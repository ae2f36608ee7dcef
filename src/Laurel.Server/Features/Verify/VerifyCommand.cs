using System.CommandLine;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Features.Verify;

/// <summary>`laurel verify`: rebuilds everything from the journal and compares, also while the server runs.</summary>
internal static class VerifyCommand
{
    private const int Shown = 50;

    public static Verb Create()
    {
        var data = new ProgramOptions();
        var all = new Option<bool>("--all") { Description = "Every organization in the folder" };
        var verb = new VerbWithExamples("verify", "Check every promise of the ledger: balances, chain, numbering, decisions.", """
            laurel verify
            laurel verify --data /var/lib/laurel --all
            laurel verify --organization lumiere --program lumiere
            """) { data.Data, data.Organization, data.Program, all };
        verb.SetAction((asked, stop) => ProgramOptions.Run("verify", async () =>
        {
            var options = data.Options(asked);
            IReadOnlyList<OrganizationId> organizations = asked.GetValue(all) ? data.Organizations(asked) : [data.OrganizationOf(asked)];
            var isSound = true;
            foreach (var organization in organizations)
                isSound &= await VerifyAsync(options, organization, asked.GetValue(data.Program), stop);
            return isSound ? Host.Fine : Host.Failed;
        }));
        return verb;
    }

    private static async Task<bool> VerifyAsync(ServerOptions options, OrganizationId organization, string? program, CancellationToken stop)
    {
        var report = await Verification.Run(JournalReader.Open(options.Journal(organization)), program, cancellation: stop);
        foreach (var finding in report.Findings.Take(Shown))
            await Console.Error.WriteLineAsync($"{organization}: {finding}");
        var verdict = report.IsSound ? "sound" : $"{report.Findings.Count} findings";
        Console.WriteLine($"{organization}: {report.Rows} rows, {report.Decided} decided again, {report.Documents} documents rebuilt: {verdict}");
        return report.IsSound;
    }
}
