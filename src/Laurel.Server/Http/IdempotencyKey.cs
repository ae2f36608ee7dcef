namespace Laurel.Server.Http;

/// <summary>
/// Every write names itself by the header <c>Idempotency-Key</c>: the same key and body again get the same answer and no second effect,
/// however much later; the same key with another body is refused.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotent-Replayed";
    private const int Longest = 200;

    /// <summary>Refuses writes without a usable key.</summary>
    public static async ValueTask<object?> Require(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<WritesNothing>() is not null)
            return await next(context);
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0)
            return new Problem(StatusCodes.Status400BadRequest, "idempotency-key-missing");
        if (key.Length > Longest || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return new Problem(StatusCodes.Status400BadRequest, "idempotency-key-malformed");
        return await next(context);
    }

    public static CommandId CommandId(this HttpContext context) => new(context.Request.Headers[Header].ToString());

    public static bool IsDryRun(this HttpContext context) => context.Request.Query["dry_run"] == "true";
}

/// <summary>An endpoint that is asked by POST and changes nothing.</summary>
internal sealed class WritesNothing;
