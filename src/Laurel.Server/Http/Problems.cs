using Laurel.Engine;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Frame;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Laurel.Server.Http;

/// <summary>
/// What is answered when a request failed before or outside its handler: problem+json to programs, a page to people.
/// </summary>
internal static class Problems
{
    public static void UseProblems(this IApplicationBuilder server)
    {
        server.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            StatusCodeSelector = StatusOf,
        });
        server.UseStatusCodePages(context => AnswerAsync(context.HttpContext));
    }

    private static Task AnswerAsync(HttpContext context)
    {
        return IsForPeople(context.Request)
            ? new RazorComponentResult<ErrorPage>(new { context.Response.StatusCode }) { StatusCode = context.Response.StatusCode }
                .ExecuteAsync(context)
            : Of(context.Response.StatusCode).ExecuteAsync(context);
    }

    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        WriterBusyException or WriterStoppedException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Problem Of(int status) => new(status, status switch
    {
        400 => "malformed-request",
        401 => "not-signed-in",
        403 => "not-allowed",
        404 => "not-found",
        405 => "method-not-allowed",
        413 => "too-large",
        415 => "unsupported-media-type",
        429 => "too-many-requests",
        503 => "busy",
        _ => "internal-error",
    })
    {
        RetryAfter = status is 429 or 503 ? TimeSpan.FromSeconds(1) : null,
    };

    private static bool IsForPeople(HttpRequest request) =>
        !request.Path.StartsWithSegments("/v1") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
