using System.Net;
using System.Text.Json;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>Somebody of the neighbours' program for one test: nobody else's test sees what she does.</summary>
internal sealed class Neighbour : IDisposable
{
    private readonly Api api;
    private readonly RunningServer server;

    private Neighbour(RunningServer server, string id) => (this.server, api, Id) = (server, new Api(server, NeighboursShop.Organization), id);

    public string Id { get; }

    /// <summary>The pages of what she has, beside those that every program has.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        ["/my", "/my/membership", "/my/membership/vip/end", "/my/household", "/my/household/leave", "/my/invite", "/my/offers"];

    public static async Task<Neighbour> JoinsAsync(RunningServer server, string? name = null, object? inviter = null, string at = "2025-11-01T09:00:00Z")
    {
        var her = new Neighbour(server, "n" + Guid.NewGuid().ToString("N")[..12]);
        await her.PostAsync("/members", new { id = her.Id, name = name ?? her.Id, at, inviter });
        return her;
    }

    /// <summary>Somebody who has something of every kind; who shares with her has bought too.</summary>
    public static async Task<Neighbour> WithEverythingAsync(RunningServer server)
    {
        var her = await JoinsAsync(server, "Cleo Vandenberghe-Tamm");
        await her.PaysAsync();
        await her.BuyAsync("1", "2026-02-01T09:00:00Z", Tea("12.00"), Delivery("4.90"));
        await her.BuyAsync("2", "2026-02-20T09:00:00Z", Tea("29.00"), Delivery("5.10"));
        foreach (var at in new[] { "2026-01-02T09:00:00Z", "2026-03-10T09:00:00Z" })
            await her.PostAsync("/coupons", new { offer = "thanks", member = her.Id, at });
        using var other = await JoinsAsync(server, "Ole Saar");
        foreach (var one in new[] { her, other })
            await one.DoAsync("household", new { household = "hh-" + her.Id, at = "2026-02-22T09:00:00Z" });
        await other.BuyAsync("1", "2026-03-01T09:00:00Z", Tea("20.00"));
        foreach (var at in new[] { "2026-01-15T09:00:00Z", "2026-03-18T09:00:00Z", "2026-03-20T09:00:00Z" })
        {
            using var friend = await JoinsAsync(server, inviter: her.Id, at: at);
            if (!at.StartsWith("2026-03-20", StringComparison.Ordinal))
                await friend.BuyAsync("1", at.Replace("T09", "T10", StringComparison.Ordinal), Tea("9.00"));
        }
        return her;
    }

    /// <summary>On trial in December, and paid for a year from 31 December on.</summary>
    public async Task PaysAsync()
    {
        await DoAsync("memberships", new { plan = "vip", at = "2025-12-01T09:00:00Z" });
        await DoAsync("memberships/vip/renew", new { at = "2025-12-30T09:00:00Z" });
    }

    public Task<JsonElement> DoAsync(string what, object body) => PostAsync($"/members/{Id}/{what}", body);

    public Task<JsonElement> BuyAsync(string receipt, string at, params object[] lines) => BuyWithAsync(receipt, at, null, lines);

    public Task<JsonElement> BuyWithAsync(string receipt, string at, string? code, params object[] lines) => PostAsync("/purchases",
        new { id = $"{Id}-{receipt}", member = Id, at, location = "brussels", currency = "EUR", lines, codes = code is null ? null : new[] { code } });

    public Task<JsonElement> ReturnAsync(string receipt, string at) => PostAsync($"/purchases/{Id}-{receipt}/returns", new { id = $"{Id}-{receipt}-back", at });

    public static object Tea(string price) => new { sku = "TEA", category = "tea", quantity = "1", unit_price = price };

    public static object Delivery(string price) => new { sku = "POST", kind = "shipping", quantity = "1", unit_price = price };

    public Task<Visit> OpensAsync(string language = "en") => OwnLinks.OpenAsync(server, Id, NeighboursShop.Organization, language);

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        var told = await api.PostAsync("/programs/neighbours" + path, JsonSerializer.Serialize(body, Options));
        ((int)told.Status).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, path + " " + told.Text);
        return JsonDocument.Parse(told.Text).RootElement;
    }

    public async Task<JsonElement> ReadAsync(string path = "") =>
        JsonDocument.Parse((await api.GetAsync($"/programs/neighbours/members/{Id}{path}")).Text).RootElement;

    public void Dispose() => api.Dispose();

    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
