namespace Laurel.Server.Http;

/// <summary>
/// What browsers may do with our pages: nothing is loaded from elsewhere, nothing inline runs, nobody frames us. The reader of the API
/// is the one page whose maker writes styles into it.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>An answer to a program is never a page.</summary>
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    private static readonly string DocsPolicy = Policy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        if (context.Request.Path.StartsWithSegments("/v1"))
            headers.ContentSecurityPolicy = ApiPolicy;
        else
            ForPages(headers, context.Request.Path == "/docs" ? DocsPolicy : Policy);
        return next(context);
    }

    private static void ForPages(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
