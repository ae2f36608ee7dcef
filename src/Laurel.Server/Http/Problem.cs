using System.Diagnostics;
using System.Text.Json;
using Laurel.Server.Ui;

namespace Laurel.Server.Http;

/// <summary>What is wrong with one field of a request: where, in the names of the JSON that was sent, and what.</summary>
/// <param name="Path">Such as <c>lines[0].unit_price</c>; empty is the whole body.</param>
/// <param name="Code">A word for programs; <c>field.{code}</c> is its sentence.</param>
internal sealed record FieldError(string Path, string Code, params (string Name, object? Value)[] Values);

/// <summary>
/// An answer by RFC 9457. <c>code</c> never changes, <c>type</c> is a page that explains it, <c>title</c> is in the caller's language,
/// and the facts are members of their own.
/// </summary>
internal sealed class Problem(int status, string code) : IResult
{
    private static readonly HashSet<string> Numbers =
        ["have", "need", "missing", "left", "reserved", "remaining", "amount", "limit", "rows", "retry_after", "version"];

    public int Status { get; } = status;
    public string Code { get; } = code;
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
    /// <summary>What is wrong in a definition that was sent, by line.</summary>
    public IReadOnlyList<Definitions.Problem> Lines { get; init; } = [];
    /// <summary>What is in the way and what to do, in a language.</summary>
    public Func<Language, string>? Detail { get; init; }
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>One sentence for a person: what to do where that can be said, and what is wrong where not.</summary>
    public string Say(Language language) => Detail?.Invoke(language) ?? Words.Say(language, "problems." + Code);

    public static Problem Malformed(params IReadOnlyList<FieldError> errors) => new(400, "malformed-request") { Errors = errors };

    public static Problem Malformed(string path, string code, params (string Name, object? Value)[] values) =>
        Malformed(new FieldError(path, code, values));

    public static Problem NotFound(string code, string what, string name) =>
        new(404, code) { Facts = new Dictionary<string, string> { [what] = name } };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString("D");
        using var json = new Utf8JsonWriter(response.BodyWriter);
        Write(json, LanguageOf.Request(httpContext.Request), Activity.Current?.Id ?? httpContext.TraceIdentifier);
        return json.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>Writes it as an object; rows of a batch hold the same object.</summary>
    public void Write(Utf8JsonWriter json, Language language, string? traceId)
    {
        json.WriteStartObject();
        json.WriteString("type", "/problems/" + Code);
        json.WriteString("title", Words.Say(language, "problems." + Code));
        json.WriteNumber("status", Status);
        json.WriteString("code", Code);
        if (Detail is not null)
            json.WriteString("detail", Detail(language));
        foreach (var (name, value) in Facts)
            WriteFact(json, name, value);
        if (Errors.Count > 0 || Lines.Count > 0)
            WriteErrors(json, language);
        if (traceId is not null)
            json.WriteString("traceId", traceId);
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, string name, string value)
    {
        if (Numbers.Contains(name) && decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, value);
    }

    private void WriteErrors(Utf8JsonWriter json, Language language)
    {
        json.WriteStartArray("errors");
        foreach (var error in Errors)
        {
            json.WriteStartObject();
            json.WriteString("path", error.Path);
            json.WriteString("code", error.Code);
            json.WriteString("message", Words.Say(language, "problems.field." + error.Code, error.Values));
            json.WriteEndObject();
        }
        foreach (var line in Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line.Line);
            json.WriteString("code", line.Code);
            json.WriteString("message", line.Say(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
