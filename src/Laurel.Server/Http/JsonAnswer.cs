using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Laurel.Server.Http;

/// <summary>A JSON answer, written by generated code.</summary>
internal sealed class JsonAnswer<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    public T Body => body;

    public bool IsReplayed { get; init; }
    public bool IsDryRun { get; init; }
    public string? Location { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (IsReplayed)
            response.Headers[IdempotencyKey.Replayed] = "true";
        if (IsDryRun)
            response.Headers["Dry-Run"] = "true";
        if (Location is not null)
            response.Headers.Location = Location;
        // With its length known it goes out whole; in chunks it would be written, and read by the caller, piece by piece.
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }
}
