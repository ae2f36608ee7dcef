using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Laurel.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>A program that talks to the API with a key of its own.</summary>
internal sealed class Api : IDisposable
{
    private readonly HttpClient http;

    public Api(RunningServer server, params Scope[] scopes)
        : this(server, "lumiere", scopes)
    {
    }

    public Api(RunningServer server, string organization, params Scope[] scopes)
        : this(server.Parts, server.Address, organization, scopes)
    {
    }

    public Api(IServiceProvider parts, Uri address, string organization, params Scope[] scopes)
    {
        var (key, secret) = parts.GetRequiredService<ApiKeys>().Create(
            OrganizationId.Parse(organization), "test", scopes.Length == 0 ? Scopes.All : scopes, "test");
        (Id, Organization) = (key.Id, organization);
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
    }

    public string Id { get; }

    public string Organization { get; }

    /// <summary>Speaks another language from here on.</summary>
    public Api In(string language)
    {
        http.DefaultRequestHeaders.AcceptLanguage.Clear();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return this;
    }

    public Task<Told> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<Told> PostAsync(string path, string body, string? key = "", string type = "application/json") =>
        SendAsync(HttpMethod.Post, path, body, key, type);

    public async Task<Told> SendAsync(HttpMethod method, string path, string? body, string? key, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, "/v1" + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        if (key is not null && method != HttpMethod.Get)
            request.Headers.Add("Idempotency-Key", key.Length == 0 ? Guid.CreateVersion7().ToString() : key);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Told(response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, Headers(response));
    }

    /// <summary>Enrols someone, long enough ago that no purchase is her first after joining.</summary>
    public async Task<string> EnrolAsync(string? identifiers = null)
    {
        var told = await PostAsync("/programs/lumiere/members", $$"""{"at": "2025-01-02T09:00:00Z", "identifiers": [{{identifiers}}]}""");
        told.Status.ShouldBe(HttpStatusCode.Created, told.Text);
        return told.Json["id"]!.GetValue<string>();
    }

    /// <summary>Buys for so many euros, long enough ago that nothing is pending.</summary>
    public async Task<Told> BuyAsync(string member, string receipt, decimal euros, string? key = "", string at = "2026-02-02T09:00:00Z", bool dry = false) =>
        await PostAsync("/programs/lumiere/purchases" + (dry ? "?dry_run=true" : ""), Basket(member, receipt, euros, at), key);

    public static string Basket(string? member, string receipt, decimal euros, string at = "2026-02-02T09:00:00Z") => $$"""
        {"id": "{{receipt}}", {{(member is null ? "" : $"\"member\": \"{member}\",")}} "at": "{{at}}", "location": "brussels", "currency": "EUR",
         "lines": [{"sku": "BAG-250", "category": "coffee", "unit_price": "{{euros.ToString(System.Globalization.CultureInfo.InvariantCulture)}}"}]}
        """;

    public void Dispose() => http.Dispose();

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
}

/// <summary>What the API told.</summary>
internal sealed record Told(HttpStatusCode Status, string Text, string? Type, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public bool IsReplayed => Headers.GetValueOrDefault("Idempotent-Replayed") == "true";

    /// <summary>The problem's code, of an answer that is a problem in the form in which all of them are.</summary>
    public string Problem(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        Type.ShouldBe("application/problem+json");
        Json["status"]!.GetValue<int>().ShouldBe((int)status);
        Json["title"]!.GetValue<string>().ShouldNotBeEmpty();
        Json["traceId"]!.GetValue<string>().ShouldNotBeEmpty();
        Json["type"]!.GetValue<string>().ShouldBe("/problems/" + Json["code"]!.GetValue<string>());
        return Json["code"]!.GetValue<string>();
    }

    public string String(string path) => At(path).GetValue<string>();

    public long Number(string path) => At(path).GetValue<long>();

    public JsonNode At(string path)
    {
        JsonNode? node = Json;
        foreach (var step in path.Split('.'))
            node = int.TryParse(step, out var index) ? node?[index] : node?[step];
        return node ?? throw new KeyNotFoundException($"There is no {path} in {Text}");
    }
}
