using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Laurel.Server.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>A digit too many at the counter is asked about once, and nothing that was typed is lost.</summary>
public sealed class AmountDoubtTests(Browser browser)
{
    private const string Shop = """
        {"program":"shop","zone":"UTC","currency":"EUR","units":{"point":{}},"earning":{"spend":{"give":"1 point per 1.00 EUR"}}}
        """;

    [Fact]
    public async Task More_than_a_hundred_times_the_largest_purchase_is_asked_about_once()
    {
        await using var server = await OwnServer.StartAsync();
        using var http = await OpenAsync(server);
        using var visit = await OwnStaff.SignedInAsync(server, Role.Cashier);
        (await AskedAsync(visit, ("amount", "100000.01"), ("receipt", "R-7"))).ShouldContain("unusually");
        (await SellAsync(visit, ("amount", "20.00"))).StatusCode.ShouldBeRedirect();
        (await AskedAsync(visit, ("amount", "2000.01"), ("receipt", "R-8"), ("location", "flagey"))).ShouldContain("€20.00");
        (await AskedAsync(visit, ("amount", "3000"), ("sure", "200001"))).ShouldContain("€3,000.00");
        (await AskedAsync(visit, ("goods", "CUP"), ("quantity", "300"), ("price", "10.00"))).ShouldContain("€3,000.00");
        (await PurchasesAsync(http)).ShouldBe(1);
        (await SellAsync(visit, ("amount", "3000"), ("sure", "300000"))).StatusCode.ShouldBeRedirect();
        (await SellAsync(visit, ("amount", "3000"))).StatusCode.ShouldBeRedirect();
        (await PurchasesAsync(http)).ShouldBe(3);
    }

    [Fact]
    public async Task A_cashier_answers_it_by_the_keyboard()
    {
        await using var server = await OwnServer.StartAsync();
        using var http = await OpenAsync(server);
        var page = await OwnStaff.OpenAsync(browser, server, Role.Cashier);
        await page.GotoAsync("/members/ada");
        var paid = page.Locator("#field-paid");
        await paid.FillAsync("1000000000.00");
        await paid.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#sale-doubt")).ToContainTextAsync("€1,000,000,000.00");
        await Assertions.Expect(paid).ToBeFocusedAsync();
        await Assertions.Expect(paid).ToHaveValueAsync("1000000000.00");
        (await PurchasesAsync(http)).ShouldBe(0);

        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".callout.good")).ToContainTextAsync("€1,000,000,000.00");
        (await PurchasesAsync(http)).ShouldBe(1);
    }

    private static Task<HttpResponseMessage> SellAsync(Visit visit, params (string, string)[] typed) =>
        visit.SendAsync("/members/ada", "/members/ada/purchase", typed);

    /// <summary>What is asked, with all that was typed still there.</summary>
    private static async Task<string> AskedAsync(Visit visit, params (string Name, string Value)[] typed)
    {
        var answer = await SellAsync(visit, typed);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var form = (await Visit.ReadAsync(answer)).QuerySelector("form[action='/members/ada/purchase']")!;
        foreach (var (name, value) in typed.Where(t => t.Name != "sure"))
            ((IHtmlInputElement)form.QuerySelector($"input[name={name}]")!).Value.ShouldBe(value);
        return form.QuerySelector("#sale-doubt")!.TextContent;
    }

    private static async Task<HttpClient> OpenAsync(OwnServer server)
    {
        var http = server.Client([.. Scopes.All]);
        http.BaseAddress = new Uri(server.Address, "/v1/programs/shop/");
        await PostAsync(http, "versions?from=2025-01-01T00:00:00Z", Shop);
        await PostAsync(http, "members", """{"id": "ada"}""");
        return http;
    }

    private static async Task PostAsync(HttpClient http, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", path);
        using var response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
    }

    private static async Task<int> PurchasesAsync(HttpClient http) => JsonNode.Parse(await http.GetStringAsync("members/ada"))!["purchases"]!.GetValue<int>();
}
