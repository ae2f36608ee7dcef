using System.Buffers;
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
        var written = JsonBuffer.Write(body, type);
        response.ContentLength = written.Length;
        var sent = response.BodyWriter.WriteAsync(written);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }
}

/// <summary>Where answers are written before they go out: one for each thread, used again and again.</summary>
internal static class JsonBuffer
{
    private const int Largest = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>What was written, to be copied before the thread does anything else.</summary>
    public static ReadOnlyMemory<byte> Write<T>(T value, JsonTypeInfo<T> type)
    {
        if (type.Options.Encoder is not null || type.Options.WriteIndented)
            return JsonSerializer.SerializeToUtf8Bytes(value, type);
        if (buffer is null || buffer.Capacity > Largest)
            (buffer, writer) = (new ArrayBufferWriter<byte>(4096), null);
        buffer.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
