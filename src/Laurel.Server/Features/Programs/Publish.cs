using Laurel.Definitions;
using Laurel.Engine;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>POST /v1/programs/{program}/versions: a definition takes effect.</summary>
internal static class Publish
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/versions", PublishAsync)
        .Needs(Scope.Programs)
        .Describe("Publish a version", """
            The body is the definition, as JSON or as YAML; without a body the draft is published. `?from=` is the first instant judged by it:
            absent is now. Everything that is wrong is answered at once, with the line it stands on.
            """)
        .Takes<DefinitionBody>(DefinitionText.YamlType).Gives<VersionReply>(StatusCodes.Status201Created);

    private static async Task<IResult> PublishAsync(
        HttpContext context, string program, OpenOrganization organization, TimeProvider clock, DateTimeOffset? from)
    {
        var (text, problem) = context.Request.ContentLength is 0 or null && context.Request.ContentType is null
            ? Drafts.Text(organization, program)
            : await DefinitionText.ReadAsync(context);
        if (problem is not null)
            return problem;
        var (node, reading) = text!.Read();
        if (Wrong(reading, program) is { } wrong)
            return wrong;
        var canonical = CanonicalJson.Write(node!);
        var now = clock.GetUtcNow();
        var command = new PublishDefinition
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = now,
            IsTimedByServer = true,
            Definition = canonical,
            From = from ?? now,
        };
        return await Asking.AskAsync(context, organization, program, command, VersionReply.Of, ProgramsJson.Default.VersionReply,
            [Keep(program, canonical, text)], row => $"/v1/programs/{program}/versions/{row.Events.OfType<DefinitionPublished>().Single().Version}");
    }

    /// <summary>What is wrong with a definition, as field errors by line; null when it may be published as this program.</summary>
    public static Http.Problem? Wrong(Reading reading, string program)
    {
        if (reading.Problems.Count > 0)
        {
            return new Http.Problem(StatusCodes.Status400BadRequest, "malformed-definition")
            {
                Lines = reading.Problems,
            };
        }
        return reading.Definition!.Id == program
            ? null
            : Http.Problem.Malformed("program", "other-program", ("read", reading.Definition.Id), ("expected", program));
    }

    public static OrdinaryWrite Keep(string program, string canonical, DefinitionText text) => new(
        "INSERT OR REPLACE INTO definition_texts (program, hash, format, text) VALUES (@program, @hash, @format, @text)",
        ("@program", program), ("@hash", CanonicalJson.Hash(canonical)), ("@format", text.Format), ("@text", text.Text));
}

/// <summary>A definition, as samples and the guide show it.</summary>
public sealed record DefinitionBody
{
    /// <summary>The id of the program.</summary>
    public string? Program { get; init; }
}
