using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Laurel.Engine;
using Laurel.Server.Access;

namespace Laurel.Server.Http;

/// <summary>
/// Idempotency for writes that are not commands: the answer is kept in the same transaction as the rows. The journal does this for
/// commands.
/// </summary>
internal static class OrdinaryAnswer
{
    /// <param name="words">What was asked, in words: the same key with other words is refused.</param>
    /// <param name="write">The rows, and what to answer when they are written.</param>
    public static async Task<IResult> OnceAsync(
        HttpContext context, OpenOrganization organization, string[] words,
        Func<(IReadOnlyList<OrdinaryWrite> Rows, byte[] Body, int Status)> write, TimeProvider clock)
    {
        var key = context.CommandId().Value;
        var asked = organization.Hash(words);
        if (Known(organization, key, asked) is { } known)
            return known;
        var (rows, body, status) = write();
        if (context.IsDryRun())
            return new KeptAnswer(body, status == StatusCodes.Status201Created ? StatusCodes.Status200OK : status, IsReplayed: false);
        try
        {
            await organization.Writer.Write([Keep(key, asked, status, body, clock), .. rows], context.RequestAborted);
            return new KeptAnswer(body, status, IsReplayed: false);
        }
        catch (WriteRefusedException) when (Known(organization, key, asked) is { } simultaneous)
        {
            return simultaneous;
        }
        catch (WriterBusyException busy)
        {
            return new Problem(StatusCodes.Status503ServiceUnavailable, "busy") { RetryAfter = busy.RetryAfter };
        }
    }

    public static byte[] Json<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);

    private static IResult? Known(OpenOrganization organization, string key, byte[] asked)
    {
        using var connection = organization.Journal.Connect();
        return connection.First<IResult>(
            row => ((byte[])row[0]).AsSpan().SequenceEqual(asked)
                ? new KeptAnswer((byte[])row[2], row.GetInt32(1), IsReplayed: true)
                : new Problem(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused"),
            "SELECT asked, status, body FROM replies WHERE idempotency_key = $1", key);
    }

    private static OrdinaryWrite Keep(string key, byte[] asked, int status, byte[] body, TimeProvider clock) => new(
        "INSERT INTO replies (idempotency_key, asked, status, body, at) VALUES (@key, @asked, @status, @body, @at)",
        ("@key", key), ("@asked", asked), ("@status", status), ("@body", body), ("@at", clock.GetUtcNow().Text()));

    private sealed record KeptAnswer(byte[] Body, int Status, bool IsReplayed) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Status;
            response.Headers.CacheControl = "no-store";
            if (IsReplayed)
                response.Headers[IdempotencyKey.Replayed] = "true";
            if (Body.Length == 0)
                return;
            response.ContentType = "application/json; charset=utf-8";
            await response.BodyWriter.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}
