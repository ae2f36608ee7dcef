namespace Laurel.Server.Http;

/// <summary>Answers HEAD with the headers of GET: what watches a server often asks so.</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
            return next(context);
        context.Request.Method = HttpMethods.Get;
        context.Response.OnStarting(() =>
        {
            context.Request.Method = HttpMethods.Head; // or the server would send the body
            return Task.CompletedTask;
        });
        return next(context);
    }
}
