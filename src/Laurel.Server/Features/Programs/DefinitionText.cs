using System.Text.Json;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Programs;

/// <summary>A definition as it was sent: JSON or YAML, which is for people.</summary>
internal sealed record DefinitionText(string Format, string Text)
{
    public const string Json = "json";
    public const string Yaml = "yaml";
    public const string YamlType = "application/yaml";
    private const int Longest = 1024 * 1024;

    /// <summary>Reads it, and says everything that is wrong with it, by line.</summary>
    public (Node? Node, Reading Reading) Read()
    {
        var (node, problem) = Parse();
        return node is null ? (null, new Reading(null, [problem!])) : (node, DefinitionReader.Read(node));
    }

    public static async ValueTask<(DefinitionText? Text, Http.Problem? Problem)> ReadAsync(HttpContext context)
    {
        var type = context.Request.ContentType ?? "";
        var format = type.Contains("yaml", StringComparison.OrdinalIgnoreCase) ? Yaml : context.Request.HasJsonContentType() ? Json : null;
        if (format is null)
            return (null, new Http.Problem(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type"));
        if (context.Request.ContentLength > Longest)
            return (null, new Http.Problem(StatusCodes.Status413PayloadTooLarge, "too-large"));
        using var reader = new StreamReader(context.Request.Body);
        return (new DefinitionText(format, await reader.ReadToEndAsync(context.RequestAborted)), null);
    }

    private (Node? Node, Definitions.Problem? Problem) Parse()
    {
        if (Format == Yaml)
            return Engine.Definitions.Yaml.ReadOne(Text);
        try
        {
            return (CanonicalJson.Read(Text), null);
        }
        catch (JsonException malformed)
        {
            return (null, new Definitions.Problem((int)(malformed.LineNumber ?? 0) + 1, "json-malformed", malformed.Message));
        }
    }
}
