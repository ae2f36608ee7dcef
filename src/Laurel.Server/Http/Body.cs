using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Laurel.Server.Http;

/// <summary>Reads the JSON body of a request; what cannot be read is answered with the place where it stands.</summary>
internal static class Body
{
    public static async ValueTask<(T? Value, Problem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            return (null, new Problem(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type"));
        try
        {
            var value = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, type, context.RequestAborted);
            return value is null ? (null, Problem.Malformed("", "required")) : (value, null);
        }
        catch (JsonException malformed)
        {
            return (null, Problem.Malformed(Where(malformed)));
        }
    }

    private static FieldError Where(JsonException malformed)
    {
        if (malformed.InnerException is JsonException)
            return new FieldError("", "not-json");
        var path = malformed.Path is { Length: > 2 } p && p.StartsWith("$.", StringComparison.Ordinal) ? p[2..] : "";
        if (malformed.Message.StartsWith("The JSON property '", StringComparison.Ordinal))
            return new FieldError(path, "unknown-field");
        return new FieldError(path, "other-kind");
    }
}
