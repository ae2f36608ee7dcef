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
        after.Json["journal"]!.AsArray().Count.ShouldBe(before.Json["journal"]!.AsArray().Count);
    }

    /// <summary>A customer with orders could not be erased, or her orders went with her: thelia/thelia#2460, #3588.</summary>
    [Fact]
    public async Task A_member_with_purchases_is_erased_and_every_total_stays()
    {
        var member = await NamedAsync("Quirine", "quirine@example.com");
        await api.BuyAsync(member, "quirine-1", 42m);
        (await EraseAsync(member)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetAsync("/programs/lumiere/purchases/quirine-1")).Number("purchase.total.amount").ShouldBe(4200);
        (await api.GetAsync($"/programs/lumiere/members/{member}/balances")).Number("data.0.available").ShouldBe(42);
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

    private async Task<string> NamedAsync(string name, string email) => (await api.PostAsync("/programs/lumiere/members", $$"""
        {"at": "2025-01-02T09:00:00Z", "name": "{{name}}", "identifiers": [{"type": "email", "value": "{{email}}"}]}
        """)).String("id");

    private Task<Told> EraseAsync(string member) => api.SendAsync(HttpMethod.Delete, $"/programs/lumiere/members/{member}/person", null, "");
}
