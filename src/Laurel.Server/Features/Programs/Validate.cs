using System.Text.Json;
using Laurel.Explaining;
using Laurel.Linting;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>POST /v1/definitions/validate: reads a definition and says what is wrong with it; nothing is kept.</summary>
internal static class Validate
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapPost("/definitions/validate", (Delegate)ValidateAsync)
            .Needs(Scope.Programs).WithMetadata(new WritesNothing())
            .Describe("Validate a definition", """
                JSON or YAML. Every problem is answered at once, with its line. A definition without problems is also searched for faults, such as
                ways to get more than one pays for; each comes with an example that shows it.
                """)
            .Takes<DefinitionBody>(DefinitionText.YamlType).Gives<ValidityReply>();
        v1.MapGet("/definitions/schema", Schema)
            .Describe("Read the JSON Schema of definitions", "For editors: needs no key. The same as `schemas/program.schema.json` of the repository.")
            .Produces<JsonElement>(StatusCodes.Status200OK, ProgramSchema.MediaType);
    }

    private static IResult Schema(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(ProgramSchema.Json, ProgramSchema.MediaType);
    }

    private static async Task<IResult> ValidateAsync(HttpContext context)
    {
        var (text, problem) = await DefinitionText.ReadAsync(context);
        if (problem is not null)
            return problem;
        var language = LanguageOf.Request(context.Request);
        var (node, reading) = text!.Read();
        var problems = reading.Problems;
        var report = reading.Definition is { } definition && problems.Count == 0 ? Linter.Of(definition, node) : null;
        return new JsonAnswer<ValidityReply>(
            new ValidityReply(problems.Count == 0, [.. problems.Select(p => new DefinitionProblemReply(p.Line, p.Code, p.Say(language)))])
            {
                Findings = [.. (report?.Findings ?? []).Select(f => FindingReply.Of(f, language))],
                Simplicity = report is null ? null : SimplicityReply.Of(report.Simplicity, language),
            },
            ProgramsJson.Default.ValidityReply);
    }
}

public sealed record ValidityReply(bool IsValid, IReadOnlyList<DefinitionProblemReply> Problems)
{
    /// <summary>Faults of a definition that reads well, the worst first.</summary>
    public IReadOnlyList<FindingReply> Findings { get; init; } = [];
    public SimplicityReply? Simplicity { get; init; }
}
