using System.Net.Mime;

namespace Laurel.Server.Http;

/// <summary>What the OpenAPI document says of an endpoint of /v1.</summary>
internal static class Describing
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string? text = null) =>
        text is null ? endpoint.WithSummary(summary) : endpoint.WithSummary(summary).WithDescription(text.ReplaceLineEndings(" "));

    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint, params string[] alsoTypes)
        where TBody : notnull => endpoint.Accepts<TBody>(MediaTypeNames.Application.Json, alsoTypes);

    public static RouteHandlerBuilder Gives<TReply>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<TReply>(status, MediaTypeNames.Application.Json).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
}
