using System.Buffers;
using System.IO.Pipelines;
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
            var (value, nothing) = await WholeAsync(context.Request.BodyReader, type);
            if (nothing is not null)
                return (null, Problem.Malformed(nothing, "required"));
            return value is null ? (null, Problem.Malformed("", "required")) : (value, null);
        }
        catch (JsonException malformed)
        {
            return (null, Problem.Malformed(Where(malformed)));
        }
    }

    /// <summary>
    /// Waits for all of it, which is bounded, and reads it in one go: a reader that can stop anywhere costs twice as much. When the caller
    /// hangs up, the reading ends by itself.
    /// </summary>
    private static async ValueTask<(T? Value, string? NullAt)> WholeAsync<T>(PipeReader body, JsonTypeInfo<T> type)
    {
        var read = await body.ReadAsync();
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync();
        }
        try
        {
            var json = read.Buffer.IsSingleSegment ? read.Buffer.FirstSpan : read.Buffer.ToArray();
            return (JsonSerializer.Deserialize(json, type), NullItem.Find(json));
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
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
