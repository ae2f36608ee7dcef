using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>POST /v1/definitions/validate: reads a definition and says what is wrong with it; nothing is kept.</summary>
internal static class Validate
{
    public static void Map(IEndpointRouteBuilder v1) => v1.MapPost("/definitions/validate", (Delegate)ValidateAsync)
        .Needs(Scope.Programs).WithMetadata(new WritesNothing())
        .Describe("Validate a definition", "JSON or YAML. Every problem is answered at once, with its line.")
        .Takes<DefinitionBody>(DefinitionText.YamlType).Gives<ValidityReply>();

    private static async Task<IResult> ValidateAsync(HttpContext context)
    {
        var (text, problem) = await DefinitionText.ReadAsync(context);
        if (problem is not null)
            return problem;
        var language = LanguageOf.Request(context.Request);
        var problems = text!.Read().Reading.Problems;
        return new JsonAnswer<ValidityReply>(
            new ValidityReply(problems.Count == 0, [.. problems.Select(p => new DefinitionProblemReply(p.Line, p.Code, p.Say(language)))]),
            ProgramsJson.Default.ValidityReply);
    }
}

public sealed record ValidityReply(bool IsValid, IReadOnlyList<DefinitionProblemReply> Problems);
