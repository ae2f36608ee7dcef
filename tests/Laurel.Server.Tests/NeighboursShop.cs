using System.Net;
using System.Text.Json;
using Shouldly;

namespace Laurel.Server.Tests;

/// <summary>A program with partners, causes, challenges, games, memberships, households and gift cards, and members who use them.</summary>
internal static class NeighboursShop
{
    public const string Organization = "neighbours";
    private const string Path = "/programs/neighbours";

    public static async Task TellAsync(RunningServer server)
    {
        using var api = new Api(server, Organization);
        var definition = await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Root, "tests", "Laurel.Server.Tests", "Ui", "neighbours.yaml"));
        await DoAsync(api, "/versions?from=2025-01-01T00:00:00Z", definition, "application/yaml");
        foreach (var (id, name) in new[] { ("ada", "Ada Peeters"), ("bea", "Bea Tamm"), ("dup", "Ada Peters") })
            await DoAsync(api, "/members", new { id, name, at = "2025-11-01T09:00:00Z", identifiers = new[] { new { type = "email", value = id + "@example.com" } } });
        await DoAsync(api, "/members/ada/household", new { household = "hh-peeters" });
        await DoAsync(api, "/members/bea/household", new { household = "hh-peeters" });
        await DoAsync(api, "/members/ada/memberships", new { plan = "vip", at = "2026-03-01T09:00:00Z" });
        await BuyAsync(api);
        await DoAsync(api, "/members/dup/merge", new { into = "ada", reason = "two cards" });
        await DoAsync(api, "/activities", new { id = "review-1", member = "ada", what = "review", at = "2026-03-19T10:00:00Z" });
        foreach (var reward in new[] { "mug", "basket", "meal" })
            await DoAsync(api, "/redemptions", new { member = "ada", reward, at_once = true, at = "2026-03-20T10:00:00Z" });
        await DoAsync(api, "/members/ada/plays", new { game = "wheel" });
        await DoAsync(api, "/causes/shelter/payments", new { reference = "bank-1" });
    }

    private static async Task BuyAsync(Api api)
    {
        var days = new[] { "2025-12-02", "2025-12-19", "2026-01-13", "2026-02-10", "2026-03-03", "2026-03-17" };
        foreach (var (day, i) in days.Select((d, i) => (d, i)))
        {
            await BuyAsync(api, $"N-{i}", "ada", day, i % 2 == 0 ? "brussels" : "bakery",
                new { sku = "COF", category = "coffee", quantity = "2", unit_price = "3.40" },
                new { sku = "LOAF", category = "bread", quantity = "1", unit_price = "4.20" },
                new { sku = "TEA", category = "tea", quantity = "2", unit_price = "12.00" });
        }
        await DoAsync(api, "/members/ada/partners", new { partner = "bookshop" });
        await BuyAsync(api, "N-10", "ada", "2026-03-18", "book-north", new { sku = "BOOK", category = "books", quantity = "1", unit_price = "17.30" });
        await BuyAsync(api, "N-11", "bea", "2026-03-18", "brussels", new { sku = "COF", category = "coffee", quantity = "1", unit_price = "3.00" });
        await BuyAsync(api, "N-12", "dup", "2026-03-05", "brussels", new { sku = "TEA", category = "tea", quantity = "1", unit_price = "19.00" });
    }

    private static Task BuyAsync(Api api, string id, string member, string day, string location, params object[] lines) => DoAsync(api, "/purchases",
        new { id, member, at = day + "T09:00:00Z", location, currency = "EUR", lines, contributions = new[] { new { giving = "round-up" } } });

    private static Task DoAsync(Api api, string path, object body) => DoAsync(api, path, JsonSerializer.Serialize(body), "application/json");

    private static async Task DoAsync(Api api, string path, string body, string type)
    {
        var told = await api.PostAsync(Path + path, body, type: type);
        ((int)told.Status).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, path + " " + told.Text);
    }
}
