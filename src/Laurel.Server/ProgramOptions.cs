using System.CommandLine;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server;

/// <summary>The options by which a verb finds an organization's program in the data folder.</summary>
internal sealed class ProgramOptions
{
    public Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = "The folder that holds everything [env: Laurel__Data; default: ./data]",
        HelpName = "folder",
    };

    public Option<string?> Organization { get; } = new("--organization")
    {
        Description = "Which organization, where there are several",
        HelpName = "id",
    };

    public Option<string?> Program { get; } = new("--program")
    {
        Description = "Which program, where there are several",
        HelpName = "id",
    };

    public void AddTo(Verb verb)
    {
        verb.Add(Data);
        verb.Add(Organization);
        verb.Add(Program);
    }

    public ServerOptions Options(ParseResult asked) => ServerOptions.Read(null, asked.GetValue(Data)?.FullName);

    /// <summary>The organization that is meant; the only one when none is named.</summary>
    public OrganizationId OrganizationOf(ParseResult asked)
    {
        var folder = Options(asked).Organizations;
        var known = Organizations(asked).Select(o => o.Value).ToArray();
        var name = asked.GetValue(Organization) ?? (known.Length == 1 ? known[0] : null);
        if (name is null || !known.Contains(name))
            throw new MisuseException(known.Length == 0
                ? $"There is no organization in {folder}. Start one with `laurel serve` or `laurel demo`."
                : $"Say which organization with --organization: {string.Join(", ", known)}.");
        return OrganizationId.Parse(name);
    }

    /// <summary>Every organization that has a file in the folder.</summary>
    public IReadOnlyList<OrganizationId> Organizations(ParseResult asked) => Directory.Exists(Options(asked).Organizations)
        ?
        [
            .. Directory.EnumerateFiles(Options(asked).Organizations, "*.db").Select(Path.GetFileNameWithoutExtension)
                .Where(n => OrganizationId.TryParse(n) is not null).Order().Select(n => OrganizationId.Parse(n!)),
        ]
        : [];

    /// <summary>The program that is meant; the only one when none is named.</summary>
    public async Task<string> ProgramOf(ParseResult asked, JournalReader journal)
    {
        var known = (await journal.Heads()).Keys.Order().ToArray();
        var name = asked.GetValue(Program) ?? (known.Length == 1 ? known[0] : null);
        return name is not null && known.Contains(name)
            ? name
            : throw new MisuseException(known.Length == 0
                ? "The organization has no published program."
                : $"Say which program with --program: {string.Join(", ", known)}.");
    }

    /// <summary>Runs a verb; what is wrong with the data is said on standard error.</summary>
    public static async Task<int> Run(string verb, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (MisuseException wrong)
        {
            await Console.Error.WriteLineAsync($"laurel {verb}: {wrong.Message}");
            return Host.Misused;
        }
        catch (Exception failure) when (failure is IOException or JournalException or UnauthorizedAccessException or Insight.Facts.DuckDb.DuckDBException)
        {
            await Console.Error.WriteLineAsync($"laurel {verb}: {failure.Message}");
            return Host.Failed;
        }
    }
}

/// <summary>What was asked for is not there, or makes no sense; the message says what there is.</summary>
internal sealed class MisuseException(string message) : Exception(message);
