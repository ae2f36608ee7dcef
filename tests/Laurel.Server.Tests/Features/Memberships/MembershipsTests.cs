using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Memberships;

public sealed class MembershipsTests
{
    private const string Club = """
        {"program":"club","zone":"UTC","currency":"EUR",
         "memberships":{"yearly":{"fee":"73.00 EUR for 365 days","cancel":"refund unused days","gives":"early"},"monthly":{"fee":"9.00 EUR a month"}},
         "perks":{"early":{}}}
        """;

    [Fact]
    public async Task A_fee_is_collected_once_and_its_unused_days_are_paid_back()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await OwnServer.StartAsync(o => o with { StripeKey = "sk_test", Stripe = stripe.Address });
        using var http = await OpenAsync(server);
        const string Sale = """{"plan": "yearly", "charge": "pm_card", "at": "2026-01-01T10:00:00Z"}""";
        var (status, sold) = await PostAsync(http, "members/ada/memberships", Sale, "sale-1");
        status.ShouldBe(HttpStatusCode.Created, sold.ToJsonString());
        (await PostAsync(http, "members/ada/memberships", Sale, "sale-1")).Status.ShouldBe(HttpStatusCode.Created);
        sold["pays"]!["amount"]!.GetValue<long>().ShouldBe(7300);
        var (_, ended) = await PostAsync(http, "members/ada/memberships/yearly/cancel", """{"at": "2026-04-10T10:00:00Z"}""", "end-1");
        ended["unused_days"]!.GetValue<int>().ShouldBe(265);
        stripe.Asked.Select(a => (a.Path, a.Form["amount"])).ShouldBe([("/v1/payment_intents", "7300"), ("/v1/refunds", "5300")]);
        stripe.Asked[1].Form["payment_intent"].ShouldBe("pi_1");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_cancels_on_her_own_page_is_paid_back_once_the_way_she_paid_or_told_why_not(bool declines)
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await OwnServer.StartAsync(o => o with { StripeKey = "sk_test", Stripe = stripe.Address },
            new TestClock(new DateTimeOffset(2026, 4, 10, 10, 0, 0, TimeSpan.Zero)));
        using var http = await OpenAsync(server);
        await PostAsync(http, "members/ada/memberships", """{"plan": "yearly", "charge": "pm_card", "at": "2026-01-01T10:00:00Z"}""", "sale-1");
        using var hers = await OwnLinks.OpenAsync(server, "club", "ada");
        const string End = "/my/membership/yearly/end";
        stripe.Declines = declines;
        for (var time = 0; time < 2; time++)
        {
            var token = (await hers.SeeAsync("/my/data")).QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
            var answer = await hers.PostAsync(End, ("key", "end-1"), ("read", "Cancelled 5300"), ("form-token", token));
            answer.StatusCode.ShouldBe(declines ? HttpStatusCode.Conflict : HttpStatusCode.Redirect);
            if (declines)
                (await answer.Content.ReadAsStringAsync()).ShouldContain("It is cancelled, but the money could not be paid back.");
        }
        stripe.Asked.Select(a => (a.Path, a.Form["amount"])).ShouldBe([("/v1/payment_intents", "7300"), ("/v1/refunds", "5300")]);
    }

    [Fact]
    public async Task A_declined_card_sells_nothing()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await OwnServer.StartAsync(o => o with { StripeKey = "sk_test", Stripe = stripe.Address });
        using var http = await OpenAsync(server);
        var (status, problem) = await PostAsync(http, "members/ada/memberships", """{"plan": "yearly", "charge": "pm_empty"}""", "sale-1");
        status.ShouldBe(HttpStatusCode.PaymentRequired, problem.ToJsonString());
        (problem["code"]!.GetValue<string>(), problem["reason"]!.GetValue<string>()).ShouldBe(("payment-declined", "insufficient_funds"));
        (await ReadAsync(http))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_charges_nothing()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await OwnServer.StartAsync(o => o with { StripeKey = "sk_test", Stripe = stripe.Address });
        using var http = await OpenAsync(server);
        var (_, tried) = await PostAsync(http, "members/ada/memberships?dry_run=true", """{"plan": "yearly", "charge": "pm_card"}""", "try-1");
        tried["pays"]!["amount"]!.GetValue<long>().ShouldBe(7300);
        stripe.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_provider_the_merchant_collects_and_what_was_paid_stands_beside_what_was_saved()
    {
        await using var server = await OwnServer.StartAsync();
        using var http = await OpenAsync(server);
        (await PostAsync(http, "members/ada/memberships", """{"plan": "monthly"}""", "sale-1")).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(http, "members/ada/memberships/monthly/renew", "{}", "renew-1")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(http, "members/ada/memberships/monthly/change", """{"to": "yearly"}""", "change-1")).Status.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(http, "members/ada/memberships/yearly/void", "{}", "void-1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        var refund = """{"amount": {"amount": 100, "currency": "EUR"}, "reason": "late"}""";
        (await PostAsync(http, "members/ada/memberships/yearly/refund", refund, "refund-1")).Status.ShouldBe(HttpStatusCode.OK);
        var held = (await ReadAsync(http))["data"]![1]!;
        (held["state"]!.GetValue<string>(), held["paid"]!["amount"]!.GetValue<long>()).ShouldBe(("running", 7200));
        (await ReadAsync(http))["perks"]!.AsArray().Single()!.GetValue<string>().ShouldBe("early");
        (await PostAsync(http, "members/ada/memberships/gold/cancel", "{}", "cancel-1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Her_data_tells_her_links_her_code_and_that_a_means_of_payment_is_kept_but_no_secret()
    {
        await using var stripe = await TestStripe.StartAsync();
        await using var server = await OwnServer.StartAsync(o => o with { StripeKey = "sk_test", Stripe = stripe.Address });
        using var http = await OpenAsync(server, Club.Replace("\"perks\"", """
            "units":{"bean":{"pending":"14 days"}},"referral":{"friend":"5 beans","inviter":"5 beans","after":"first purchase"},"perks"
            """, StringComparison.Ordinal));
        await PostAsync(http, "members/ada/memberships", """{"plan": "monthly", "charge": "pm_secret", "renews": true}""", "sale-1");
        using (await OwnLinks.OpenAsync(server, "club", "ada")) { }
        using var hers = await OwnLinks.OpenAsync(server, "club", "ada");
        await hers.SeeAsync("/my/invite");
        var text = await (await hers.GetAsync("/my/data/export")).Content.ReadAsStringAsync();
        var kept = JsonNode.Parse(text)!["beside"]!;
        kept["links"]!.AsArray().Select(l => (l!["opened_at"] is not null, l["ended_at"] is not null)).ShouldBe([(true, true), (true, false)]);
        var code = kept["invitation_codes"]!.AsArray().Single()!.GetValue<string>();
        kept["mandates"]!.AsArray().Single()!["plan"]!.GetValue<string>().ShouldBe("monthly");
        text.ShouldNotContain("pm_secret");
        var known = (await hers.SeeAsync("/my/data")).QuerySelector("#person")!.TextContent;
        foreach (var said in new[] { code, "Link to these pages", "kept for monthly since" })
            known.ShouldContain(said);
    }

    private static async Task<HttpClient> OpenAsync(OwnServer server, string definition = Club)
    {
        var http = server.Client([.. Scopes.All]);
        http.BaseAddress = new Uri(server.Address, "/v1/programs/club/");
        (await PostAsync(http, "versions?from=2025-01-01T00:00:00Z", definition, "publish-1")).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(http, "members", """{"id": "ada", "at": "2025-12-01T09:00:00Z"}""", "enrol-1")).Status.ShouldBe(HttpStatusCode.Created);
        return http;
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(HttpClient http, string path, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private static async Task<JsonNode> ReadAsync(HttpClient http) => JsonNode.Parse(await http.GetStringAsync("members/ada/memberships"))!;
}
