using System.Security.Claims;

namespace Laurel.Server.Access;

/// <summary>
/// Lets in who shows a key with the scope an endpoint needs: <c>Authorization: Bearer lk_live_…</c>. A gate of our own, since a till
/// asks once for every purchase, and the framework's schemes and policies cost as much as deciding it.
/// </summary>
internal sealed class ApiKeyGate(RequestDelegate next, ApiKeys keys)
{
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsScope>() is not { } needs)
            return next(context);
        if (Caller(context.Request.Headers.Authorization.ToString()) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"laurel\"";
            return Refuse(context, StatusCodes.Status401Unauthorized);
        }
        context.User = caller;
        return needs.IsMetBy(caller) ? next(context) : Refuse(context, StatusCodes.Status403Forbidden);
    }

    private ClaimsPrincipal? Caller(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? keys.Recognise(header.AsSpan(Bearer.Length).Trim()) : null;

    /// <summary>What is said about it is written where all problems are.</summary>
    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
