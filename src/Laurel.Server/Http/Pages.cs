using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Laurel.Server.Http;

/// <summary>Answers with a page, or with a piece of one to htmx.</summary>
internal static class Pages
{
    public static IResult Show<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The browser asks for a piece of the page it already shows.</summary>
    public static bool IsPiece(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");
}
