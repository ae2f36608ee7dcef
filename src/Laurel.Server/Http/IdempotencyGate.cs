namespace Laurel.Server.Http;

/// <summary>Refuses writes of programs without a usable key. A gate and not a filter, which would cost each purchase four tasks.</summary>
internal sealed class IdempotencyGate(RequestDelegate next)
{
    private const int Longest = 200;

    public Task InvokeAsync(HttpContext context)
    {
        var asked = context.GetEndpoint()?.Metadata;
        if (HttpMethods.IsGet(context.Request.Method) || asked?.GetMetadata<NeedsIdempotencyKey>() is null || asked.GetMetadata<WritesNothing>() is not null)
            return next(context);
        var key = context.Request.Headers[IdempotencyKey.Header].ToString();
        if (key.Length == 0)
            return new Problem(StatusCodes.Status400BadRequest, "idempotency-key-missing").ExecuteAsync(context);
        return key.Length > Longest || key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? new Problem(StatusCodes.Status400BadRequest, "idempotency-key-malformed").ExecuteAsync(context)
            : next(context);
    }
}

/// <summary>Endpoints whose writes name themselves.</summary>
internal sealed class NeedsIdempotencyKey;

/// <summary>An endpoint that is asked by POST and changes nothing.</summary>
internal sealed class WritesNothing;
