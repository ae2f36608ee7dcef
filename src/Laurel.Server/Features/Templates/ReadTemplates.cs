using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Templates;

/// <summary>GET /v1/templates and /v1/templates/{template}: programs of a sector to start from.</summary>
internal static class ReadTemplates
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/templates", List).Needs(Scope.Read)
            .Describe("List the templates", "Programs of a sector to start from, described in the caller's language.").Gives<TemplatesReply>();
        v1.MapGet("/templates/{template}", Find).Needs(Scope.Read)
            .Describe("Read a template", "With its definition as YAML, to be changed and published.").Gives<TemplateReply>();
    }

    private static IResult List(HttpContext context)
    {
        var language = LanguageOf.Request(context.Request);
        return new JsonAnswer<TemplatesReply>(
            new TemplatesReply([.. Template.All.Select(t => TemplateReply.Of(t, language))]), TemplatesJson.Default.TemplatesReply);
    }

    private static IResult Find(HttpContext context, string template) => Template.Find(template) is { } found
        ? new JsonAnswer<TemplateReply>(
            TemplateReply.Of(found, LanguageOf.Request(context.Request)) with { Definition = found.Text }, TemplatesJson.Default.TemplateReply)
        : Problem.NotFound("not-found", "template", template);
}

public sealed record TemplatesReply(IReadOnlyList<TemplateReply> Data);

public sealed record TemplateReply
{
    public required string Id { get; init; }

    /// <summary>The sector.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for and how it works, in a paragraph.</summary>
    public required string About { get; init; }

    /// <summary>When a typical customer reaches the first reward.</summary>
    public required string FirstReward { get; init; }

    /// <summary>As YAML; absent in lists.</summary>
    public string? Definition { get; init; }

    internal static TemplateReply Of(Template template, Language language) =>
        new() { Id = template.Id, Name = template.Name(language), About = template.About(language), FirstReward = template.FirstReward(language) };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TemplatesReply))]
[JsonSerializable(typeof(TemplateReply))]
internal sealed partial class TemplatesJson : JsonSerializerContext;
