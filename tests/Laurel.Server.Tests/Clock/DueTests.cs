using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Laurel.Server.Access;
using Laurel.Server.Clock;
using Laurel.Server.Tests.Features.Memberships;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Clock;

/// <summary>What the server does by itself as time passes: each due instant once, also after it was down.</summary>
public sealed class DueTests
{
    private const string Club = """
        {"program":"club","zone":"Europe/Brussels","currency":"EUR","units":{"point":{"expires":"30 days after earning"}},
         "earning":{"party":{"give":"50 points","when":{"activity":"birthday"}}},
         "leaderboards":{"regulars":{"counts":"visits","per":"month","prizes":{"1":"30 points"}}},
         "memberships":{"monthly":{"fee":"9.00 EUR a month"},"kind":{"fee":"9.00 EUR a month","grace":"7 days"}}}
        """;

    private const string Streets = """
        {"program":"club","zone":"Europe/Brussels","currency":"EUR","units":{"point":{}},"earning":{"spend":{"give":"1 point per 1.00 EUR"}},
         "partners":{"bakery":{"issues at":"0.010 EUR"}},"clearing":{"net":"monthly"}}
        """;

    private readonly TestClock clock = new(new DateTimeOffset(2026, 1, 10, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_expires_is_booked_once_without_anybody_asking()
    {
        await using var server = await StartAsync(null);
        using var http = await OpenAsync(server);
        await PostAsync(http, "members/ada/adjustments", """{"unit": "point", "amount": 40, "reason": "hello"}""");
        (await TurnAsync(server)).ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(45));
        (await TurnAsync(server)).ShouldBe(1);
        (await TurnAsync(server)).ShouldBe(0);
        var history = (await ReadAsync(http, "members/ada/history"))["data"]!.AsArray();
        history.Count(h => h!["what"]!.GetValue<string>() == "pass-time").ShouldBe(1);
        var expired = history.Single(h => h!["what"]!.GetValue<string>() == "pass-time")!;
        (expired["entries"]![0]!["amount"]!.GetValue<long>(), expired["at"]!.GetValue<DateTimeOffset>()).ShouldBe((-40, At("2026-02-09T23:00:00Z")));
    }

    [Fact]
    public async Task A_membership_is_renewed_from_the_means_of_payment_that_was_left_for_it()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await StartAsync(stripe);
        using var http = await OpenAsync(server);
        await PostAsync(http, "members/ada/memberships", """{"plan": "monthly", "charge": "pm_card", "renews": true}""");
        clock.Advance(TimeSpan.FromDays(70));
        await TurnAsync(server);
        await TurnAsync(server);
        stripe.Asked.Count(a => a.Path == "/v1/payment_intents").ShouldBe(3);
        var held = (await ReadAsync(http, "members/ada/memberships"))["data"]!.AsArray().Single()!;
        (held["active"]!.GetValue<bool>(), held["to"]!.GetValue<DateTimeOffset>()).ShouldBe((true, At("2026-04-09T22:00:00Z")));
    }

    [Fact]
    public async Task A_fee_that_cannot_be_collected_is_told_once_and_lapses_after_its_grace()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await StartAsync(stripe);
        using var http = await OpenAsync(server);
        await PostAsync(http, "members/ada/memberships", """{"plan": "kind", "charge": "pm_card", "renews": true}""");
        stripe.Declines = true;
        clock.Advance(TimeSpan.FromDays(33));
        await TurnAsync(server);
        (await HeldAsync(http)).ShouldBe("overdue");
        clock.Advance(TimeSpan.FromDays(8));
        await TurnAsync(server);
        (await HeldAsync(http)).ShouldBe("lapsed");
        stripe.Asked.Count(a => a.Path == "/v1/payment_intents").ShouldBe(2);
    }

    [Fact]
    public async Task Who_cancelled_or_left_nothing_is_not_charged()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await StartAsync(stripe);
        using var http = await OpenAsync(server);
        await PostAsync(http, "members/ada/memberships", """{"plan": "monthly", "charge": "pm_card", "renews": true}""");
        await PostAsync(http, "members/ada/memberships/monthly/cancel", "{}");
        await PostAsync(http, "members/ada/memberships", """{"plan": "kind", "charge": "pm_card"}""");
        clock.Advance(TimeSpan.FromDays(60));
        await TurnAsync(server);
        stripe.Asked.Count(a => a.Path == "/v1/payment_intents").ShouldBe(2);
    }

    [Fact]
    public async Task A_birthday_is_told_once_a_year_also_after_the_server_was_down()
    {
        await using var server = await StartAsync(null);
        using var http = await OpenAsync(server);
        await PostAsync(http, "members", """{"id": "leap", "born": "1992-02-29", "keep_born": true}""");
        await PostAsync(http, "members/ada/born", """{"born": "1990-02-20", "agreed": true}""");
        await TurnAsync(server);
        clock.Advance(TimeSpan.FromDays(35));
        await TurnAsync(server);
        clock.Advance(TimeSpan.FromDays(20));
        (await TurnAsync(server)).ShouldBe(2);
        (await TurnAsync(server)).ShouldBe(0);
        foreach (var member in new[] { "ada", "leap" })
            (await ReadAsync(http, $"members/{member}"))["balances"]![0]!["available"]!.GetValue<long>().ShouldBe(50, member);
    }

    [Fact]
    public async Task A_leaderboard_is_closed_once_when_its_month_is_over()
    {
        await using var server = await StartAsync(null);
        using var http = await OpenAsync(server);
        await PostAsync(http, "purchases", """
            {"id": "R-1", "member": "ada", "at": "2026-01-12T09:00:00Z", "location": "shop", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "5.00"}]}
            """);
        await TurnAsync(server);
        (await ReadAsync(http, "members/ada"))["balances"]![0]!["available"]!.GetValue<long>().ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(25));
        (await TurnAsync(server)).ShouldBe(1);
        (await TurnAsync(server)).ShouldBe(0);
        (await ReadAsync(http, "members/ada"))["balances"]![0]!["available"]!.GetValue<long>().ShouldBe(30);
    }

    [Fact]
    public async Task Partners_are_settled_with_once_when_a_month_is_over_and_once_after_a_downtime()
    {
        await using var server = await StartAsync(null);
        using var http = server.Client([.. Scopes.All]);
        await PostAsync(http, "versions?from=2025-01-01T00:00:00Z", Streets);
        await PostAsync(http, "members", """{"id": "ada"}""");
        (await TurnAsync(server)).ShouldBe(1, "December, in which nothing stood open");
        await BuyAsync(http, "R-1");
        clock.Advance(TimeSpan.FromDays(23));
        ((await TurnAsync(server)), (await TurnAsync(server))).ShouldBe((1, 0));
        await BuyAsync(http, "R-2");
        (await TurnAsync(server)).ShouldBe(0);
        clock.Advance(TimeSpan.FromDays(100));
        ((await TurnAsync(server)), (await TurnAsync(server))).ShouldBe((1, 0));
        var statement = await ReadAsync(http, "partners/bakery/statement?from=2026-01-01T00:00:00Z");
        (statement["paid"]!["amount"]!.GetValue<long>(), statement["closing"]!["amount"]!.GetValue<string>()).ShouldBe((-100, "0"));
    }

    private static async Task BuyAsync(HttpClient http, string id) => await PostAsync(http, "purchases",
        $$"""{"id": "{{id}}", "member": "ada", "location": "bakery", "currency": "EUR", "lines": [{"sku": "A", "unit_price": "50.00"}]}""");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> HeldAsync(HttpClient http) =>
        (await ReadAsync(http, "members/ada/memberships"))["data"]!.AsArray().Single()!["state"]!.GetValue<string>();

    private static Task<int> TurnAsync(OwnServer server) => server.Parts.GetRequiredService<DueLoop>().TurnAsync(CancellationToken.None);

    private Task<OwnServer> StartAsync(TestStripe? stripe) => OwnServer.StartAsync(
        o => stripe is null ? o with { DueEvery = null } : o with { DueEvery = null, StripeKey = "sk_test", Stripe = stripe.Address }, clock);

    private static async Task<HttpClient> OpenAsync(OwnServer server)
    {
        var http = server.Client([.. Scopes.All]);
        await PostAsync(http, "versions?from=2025-01-01T00:00:00Z", Club);
        await PostAsync(http, "members", """{"id": "ada"}""");
        return http;
    }

    private static async Task PostAsync(HttpClient http, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/programs/club/" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeLessThan((int)HttpStatusCode.MultipleChoices, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonNode> ReadAsync(HttpClient http, string path) => JsonNode.Parse(await http.GetStringAsync("/v1/programs/club/" + path))!;
}
