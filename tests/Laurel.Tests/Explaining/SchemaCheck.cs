using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Laurel.Tests.Explaining;

/// <summary>
/// The keywords of JSON Schema (2020-12) that our schemas use; any other keyword is an error, so that none is passed over in
/// silence.
/// </summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly string[] Annotations = ["$schema", "title", "description", "examples", "$defs"];

    /// <summary>What is wrong, by the place where it stands; empty when the instance is valid.</summary>
    public IReadOnlyList<string> Errors(JsonNode? instance) => [.. Check(root, instance, "")];

    /// <summary>Every schema inside the schema, with its place.</summary>
    public static IEnumerable<(string Place, JsonObject Schema)> Schemas(JsonObject schema, string place = "#")
    {
        yield return (place, schema);
        var inner = new[] { "$defs", "properties" }.SelectMany(k => schema[k] as JsonObject ?? []).Select(p => (p.Key, p.Value))
            .Concat(new[] { "anyOf", "oneOf" }.SelectMany(k => schema[k] as JsonArray ?? []).Select((s, i) => ($"{i}", s)))
            .Concat(new[] { "items", "additionalProperties" }.Select(k => (k, schema[k])));
        foreach (var (name, node) in inner)
        {
            if (node is JsonObject found)
            {
                foreach (var one in Schemas(found, $"{place}/{name}"))
                    yield return one;
            }
        }
    }

    public static JsonObject Definition(JsonObject root, string name) => (JsonObject)root["$defs"]![name]!;

    private IEnumerable<string> Check(JsonObject schema, JsonNode? instance, string at) =>
        schema.Where(k => !Annotations.Contains(k.Key)).SelectMany(k => Keyword(schema, k.Key, k.Value!, instance, at));

    private IEnumerable<string> Keyword(JsonObject schema, string keyword, JsonNode value, JsonNode? instance, string at) => keyword switch
    {
        "$ref" => Check(Definition(root, value.GetValue<string>()["#/$defs/".Length..]), instance, at),
        "type" => If(!Types(value).Contains(TypeOf(instance)), at, $"is {TypeOf(instance)}, not {value.ToJsonString()}"),
        "enum" => If(!value.AsArray().Any(v => JsonNode.DeepEquals(v, instance)), at, $"is none of {value.ToJsonString()}"),
        "pattern" => If(Text(instance) is { } text && !Regex.IsMatch(text, value.GetValue<string>(), RegexOptions.ECMAScript), at,
            $"does not match {value}: {instance}"),
        "properties" => value.AsObject().Where(p => instance is JsonObject o && o.ContainsKey(p.Key))
            .SelectMany(p => Check((JsonObject)p.Value!, instance![p.Key], $"{at}/{p.Key}")),
        "additionalProperties" => Others(schema, instance).SelectMany(p => value is JsonObject inner
            ? Check(inner, p.Value, $"{at}/{p.Key}")
            : [$"{at}: has no property {p.Key}"]),
        "required" => value.AsArray().Where(r => instance is JsonObject o && !o.ContainsKey(r!.GetValue<string>()))
            .Select(r => $"{at}: needs {r}"),
        "dependentRequired" => value.AsObject().Where(p => instance is JsonObject o && o.ContainsKey(p.Key))
            .SelectMany(p => Keyword(schema, "required", p.Value!, instance, at)),
        "items" => (instance as JsonArray ?? []).SelectMany((item, i) => Check((JsonObject)value, item, $"{at}/{i}")),
        "minItems" => If(instance is JsonArray list && list.Count < value.GetValue<int>(), at, $"has fewer than {value} items"),
        "minProperties" => If(instance is JsonObject few && few.Count < value.GetValue<int>(), at, $"has fewer than {value} properties"),
        "maxProperties" => If(instance is JsonObject many && many.Count > value.GetValue<int>(), at, $"has more than {value} properties"),
        "anyOf" => If(!value.AsArray().Any(s => !Check((JsonObject)s!, instance, at).Any()), at, $"fits none: {instance?.ToJsonString()}"),
        "oneOf" => If(value.AsArray().Count(s => !Check((JsonObject)s!, instance, at).Any()) != 1, at, "does not fit exactly one"),
        _ => throw new NotSupportedException($"The keyword '{keyword}' is not checked."),
    };

    private static string[] If(bool wrong, string at, string what) => wrong ? [$"{at}: {what}"] : [];

    private static string[] Types(JsonNode value) =>
        value is JsonArray any ? [.. any.Select(t => t!.GetValue<string>())] : [value.GetValue<string>()];

    private static string? Text(JsonNode? instance) => TypeOf(instance) == "string" ? instance!.GetValue<string>() : null;

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Others(JsonObject schema, JsonNode? instance) =>
        (instance as JsonObject ?? []).Where(p => schema["properties"] is not JsonObject known || !known.ContainsKey(p.Key));

    private static string TypeOf(JsonNode? instance) => instance switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => instance.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => instance.ToJsonString().Contains('.') ? "number" : "integer",
            _ => "boolean",
        },
    };
}
