using System.Net.Mime;
using System.Text.Json.Serialization;

namespace Laurel.Server.Http;

/// <summary>What the OpenAPI document says of an endpoint of /v1.</summary>
internal static class Describing
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string summary, string? text = null) =>
        text is null ? endpoint.WithSummary(summary) : endpoint.WithSummary(summary).WithDescription(text.ReplaceLineEndings(" "));

    public static RouteHandlerBuilder Takes<TBody>(this RouteHandlerBuilder endpoint, params string[] alsoTypes)
        where TBody : notnull => endpoint.Accepts<TBody>(MediaTypeNames.Application.Json, alsoTypes);

    /// <summary>Gives a body; what makes something answers 200 instead of 201 when it was only tried.</summary>
    public static RouteHandlerBuilder Gives<TReply>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK)
    {
        if (status == StatusCodes.Status201Created)
            endpoint.Produces<TReply>(StatusCodes.Status200OK, MediaTypeNames.Application.Json);
        return endpoint.Produces<TReply>(status, MediaTypeNames.Application.Json).MayFail();
    }

    /// <summary>Gives nothing but its status.</summary>
    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint) => endpoint.Produces(StatusCodes.Status204NoContent).MayFail();

    /// <summary>Takes values in the query that the handler reads itself.</summary>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint, params ReadOnlySpan<(string Name, string Text)> query)
    {
        foreach (var (name, text) in query)
            endpoint.WithMetadata(new AskedInQuery(name, text));
        return endpoint;
    }

    public static RouteHandlerBuilder InPages(this RouteHandlerBuilder endpoint) => endpoint.Asks(
        ("limit", $"How many at most, from 1 to {PageAsked.LargestLimit}; absent is {PageAsked.DefaultLimit}."),
        ("after", "The next_cursor of the page before."));

    private static RouteHandlerBuilder MayFail(this RouteHandlerBuilder endpoint)
    {
        foreach (var status in new[] { 400, 401, 403, 404, 409, 413, 415, 422, 429, 503 })
            endpoint.Produces<ProblemReply>(status, MediaTypeNames.Application.ProblemJson);
        return endpoint;
    }
}

/// <summary>A value in the query, for the description of the API.</summary>
internal sealed record AskedInQuery(string Name, string Text);

/// <summary>A problem by RFC 9457; a refusal has its facts as further members.</summary>
public sealed record ProblemReply
{
    /// <summary>A page that explains this kind of problem.</summary>
    public required string Type { get; init; }

    /// <summary>In the language of Accept-Language.</summary>
    public required string Title { get; init; }
    public required int Status { get; init; }

    /// <summary>A word for programs; it never changes.</summary>
    public required string Code { get; init; }

    /// <summary>What is in the way and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>What is wrong with each field, all at once.</summary>
    public IReadOnlyList<FieldErrorReply>? Errors { get; init; }

    /// <summary>Names this request in our log.</summary>
    [JsonPropertyName("traceId")]
    public string? TraceId { get; init; }
}

/// <summary>What is wrong with one field, or with one line of a definition.</summary>
public sealed record FieldErrorReply
{
    /// <summary>Such as lines[0].unit_price; empty is the whole body.</summary>
    public string? Path { get; init; }

    /// <summary>The line of a definition, from 1.</summary>
    public int? Line { get; init; }
    public required string Code { get; init; }
    public required string Message { get; init; }
}
