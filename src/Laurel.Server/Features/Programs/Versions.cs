using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Linting;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>The published versions of a definition: for ever, because purchases are judged by the version of their day.</summary>
internal static class Versions
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/versions", ListAsync).Needs(Scope.Read).Describe("List versions").Gives<VersionsReply>();
        program.MapGet("/versions/{version:int}", FindAsync).Needs(Scope.Read)
            .Describe("Read a version's definition", "As JSON in its canonical form, or with `Accept: application/yaml` as it was written.")
            .Produces<string>(StatusCodes.Status200OK, "application/json", DefinitionText.YamlType);
        program.MapGet("/versions/{version:int}/findings", FindingsAsync).Needs(Scope.Read)
            .Describe("Read what is wrong with a version", "Faults that the linter finds in it, each with an example that shows it, and how simple it is.")
            .Gives<ValidityReply>();
    }

    private static async Task<IResult> FindingsAsync(HttpContext context, string program, int version, OpenOrganization organization)
    {
        var rows = await organization.Journal.Publications(program);
        if (version < 1 || version > rows.Count)
            return Http.Problem.NotFound("unknown-version", "version", $"{version}");
        var language = LanguageOf.Request(context.Request);
        var report = Lint(organization, program, ((PublishDefinition)rows[version - 1].Command).Definition);
        return new JsonAnswer<ValidityReply>(new ValidityReply(true, [])
        {
            Findings = [.. report.Findings.Select(f => FindingReply.Of(f, language))],
            Simplicity = SimplicityReply.Of(report.Simplicity, language),
        }, ProgramsJson.Default.ValidityReply);
    }

    /// <summary>What the linter finds in a published definition, by the lines of the text that people read.</summary>
    public static LintReport Lint(OpenOrganization organization, string program, string canonical)
    {
        var node = new DefinitionText(DefinitionText.Yaml, Written(organization, program, canonical)).Read().Node;
        return Linter.Of(DefinitionReader.ReadTrusted(canonical), node);
    }

    private static async Task<IResult> ListAsync(string program, OpenOrganization organization)
    {
        var rows = await organization.Journal.Publications(program);
        return rows.Count == 0
            ? Http.Problem.NotFound("unknown-program", "program", program)
            : new JsonAnswer<VersionsReply>(new VersionsReply([.. rows.Select(VersionReply.Of).Reverse()]), ProgramsJson.Default.VersionsReply);
    }

    private static async Task<IResult> FindAsync(HttpContext context, string program, int version, OpenOrganization organization)
    {
        var rows = await organization.Journal.Publications(program);
        if (version < 1 || version > rows.Count)
            return Http.Problem.NotFound("unknown-version", "version", $"{version}");
        var canonical = ((PublishDefinition)rows[version - 1].Command).Definition;
        return context.Request.Headers.Accept.ToString().Contains("yaml", StringComparison.OrdinalIgnoreCase)
            ? Results.Text(Written(organization, program, canonical), DefinitionText.YamlType)
            : Results.Text(canonical, "application/json");
    }

    /// <summary>The definition as people read it: as it was written, or else its canonical form as YAML.</summary>
    public static string Written(OpenOrganization organization, string program, string canonical)
    {
        using var connection = organization.Journal.Connect();
        return connection.One<string>("SELECT text FROM definition_texts WHERE program = $1 AND hash = $2 AND format = 'yaml'",
            program, CanonicalJson.Hash(canonical)) ?? YamlText.Write(CanonicalJson.Read(canonical));
    }
}

public sealed record VersionsReply(IReadOnlyList<VersionReply> Data);

public sealed record VersionReply
{
    public required int Version { get; init; }

    /// <summary>The first instant judged by it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>SHA-256 of the canonical JSON.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required string PublishedBy { get; init; }
    public required long Seq { get; init; }

    internal static VersionReply Of(JournalRow row)
    {
        var published = row.Events.OfType<DefinitionPublished>().Single();
        return new VersionReply
        {
            Version = published.Version,
            From = published.From,
            Hash = published.Hash,
            PublishedAt = row.RecordedAt,
            PublishedBy = row.Command.Actor,
            Seq = row.Seq,
        };
    }
}
