using System.Net;
using Laurel.Insight.Questions;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests;

/// <summary>What users of other loyalty systems suffer from, where it takes a server to try: would Laurel do this?</summary>
public sealed class ComplaintTests(RunningServer server) : IDisposable
{
    private readonly Api api = new(server);

    public void Dispose() => api.Dispose();

    /// <summary>The export and what was erased disagreed, the behavioural profile was in neither: liberusoftware/ecommerce-laravel#1052.</summary>
    [Fact]
    public async Task What_a_member_is_shown_of_herself_is_what_is_erased()
    {
        var member = await NamedAsync("Ottilie", "ottilie@example.com");
        await api.BuyAsync(member, "erased-1", 30m);
        var before = await api.GetAsync($"/programs/lumiere/members/{member}/data");
        before.String("name").ShouldBe("Ottilie");
        before.String("identifiers.0.value").ShouldBe("ottilie@example.com");
        before.Text.ShouldContain("BAG-250");
        (await EraseAsync(member)).Status.ShouldBe(HttpStatusCode.NoContent);
        var after = await api.GetAsync($"/programs/lumiere/members/{member}/data");
        after.Text.ShouldNotContain("ottilie", Case.Insensitive);
        var closing = after.Json["journal"]!.AsArray().Count - before.Json["journal"]!.AsArray().Count;
        closing.ShouldBe(1, "what was recorded stays, and that the account was closed is added");
    }

    /// <summary>A customer with orders could not be erased, or her orders went with her: thelia/thelia#2460, #3588.</summary>
    [Fact]
    public async Task A_member_with_purchases_is_erased_and_every_total_stays()
    {
        var member = await NamedAsync("Quirine", "quirine@example.com");
        await api.BuyAsync(member, "quirine-1", 42m);
        (await EraseAsync(member)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync("/programs/lumiere/purchases/quirine-1")).Number("purchase.total.amount").ShouldBe(4200);
        (await api.GetAsync($"/programs/lumiere/members/{member}/balances")).Number("data.0.available").ShouldBe(0, "who is forgotten gives up her balance");
        (await api.GetAsync("/programs/lumiere/members?email=quirine@example.com")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    /// <summary>No meaningful reports: strangerstudios/paid-memberships-pro#1123 and #12, machalliance/standards#51.</summary>
    [Theory]
    [InlineData("retention-strict")]
    [InlineData("repeat-purchase-rate")]
    [InlineData("cohort-retention")]
    [InlineData("participation")]
    [InlineData("conversion")]
    public async Task What_an_owner_asks_has_a_figure_with_its_definition(string measure)
    {
        var told = await api.GetAsync($"/programs/lumiere/measures/{measure}");
        told.Status.ShouldBe(HttpStatusCode.OK, told.Text);
        told.String("definition").ShouldNotBeEmpty();
    }

    /// <summary>A vendor "unequivocally demonstrates" by comparing members with others: the Growave report.</summary>
    [Theory]
    [InlineData("en", "effect")]
    [InlineData("fr", "effet")]
    [InlineData("nl", "effect")]
    [InlineData("et", "mõju")]
    public async Task A_comparison_says_that_it_is_no_effect(string language, string effect)
    {
        var told = await api.In(language).GetAsync("/programs/lumiere/measures/members-vs-non-members");
        told.String("title").ShouldNotContain(effect, Case.Insensitive);
        told.String("remarks.0.text").ShouldContain(effect, Case.Insensitive);
    }

    /// <summary>"You cannot specify a quantity": Adobe's GraphQL; odoo/odoo#264931.</summary>
    [Fact]
    public async Task A_program_that_asks_says_how_many_points_are_used()
    {
        using var neighbours = new Api(server, NeighboursShop.Organization);
        const string Path = "/programs/neighbours";
        var member = (await neighbours.PostAsync(Path + "/members", """{"at": "2026-01-01T09:00:00Z"}""")).String("id");
        await neighbours.PostAsync($"{Path}/members/{member}/adjustments", """{"unit": "point", "amount": 500, "reason": "hello", "at": "2026-01-02T09:00:00Z"}""");
        var told = await neighbours.PostAsync(Path + "/purchases", $$"""
            {"id": "chosen-1", "member": "{{member}}", "at": "2026-02-02T09:00:00Z", "location": "brussels", "currency": "EUR",
             "lines": [{"sku": "JAM", "unit_price": "9.00"}], "rewards": [{"reward": "off", "units": 150}]}
            """);
        (told.Number("discount.amount"), told.Number("total.amount")).ShouldBe((150, 750));
        (await neighbours.GetAsync($"{Path}/members/{member}")).Number("balances.0.available").ShouldBe(500 - 150 + 75);
    }

    /// <summary>The same friend joins again and again under her own inviter: acambitsis/markm8-v3#125.</summary>
    [Fact]
    public async Task An_e_mail_that_is_known_cannot_be_invited_again()
    {
        var inviter = await NamedAsync("Inge", "inge@example.com");
        await NamedAsync("Friend", "friend@example.com");
        var again = await api.PostAsync("/programs/lumiere/members", $$"""
            {"inviter": "{{inviter}}", "identifiers": [{"type": "email", "value": " FRIEND@example.com "}]}
            """);
        again.Problem(HttpStatusCode.Conflict).ShouldBe("identifier-taken");
    }

    private async Task<string> NamedAsync(string name, string email) => (await api.PostAsync("/programs/lumiere/members", $$"""
        {"at": "2025-01-02T09:00:00Z", "name": "{{name}}", "identifiers": [{"type": "email", "value": "{{email}}"}]}
        """)).String("id");

    private Task<Told> EraseAsync(string member) => api.SendAsync(HttpMethod.Delete, $"/programs/lumiere/members/{member}/person", null, "");
}
