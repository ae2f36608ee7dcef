using System.Net;
using System.Text.RegularExpressions;
using Laurel.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Ui;

public sealed class PagesTests(RunningServer server)
{
    private static IReadOnlyList<string> Paths => PagePaths.Shop;

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("et")]
    public Task Every_page_is_whole_in_every_language(string language) => AreWholeAsync("lumiere", Paths, language);

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("nl")]
    [InlineData("et")]
    public Task Pages_of_a_program_with_something_of_every_kind_are_whole(string language) =>
        AreWholeAsync(NeighboursShop.Organization, PagePaths.Neighbours, language);

    private async Task AreWholeAsync(string organization, IReadOnlyList<string> paths, string language)
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, organization, language);
        foreach (var path in paths)
        {
            var page = await visit.SeeAsync(path);
            page.DocumentElement.GetAttribute("lang").ShouldBe(language, path);
            page.QuerySelectorAll("h1").Length.ShouldBe(1, path);
            if (path is not ("/program?show=definition" or "/program/draft"))
                page.Body!.TextContent.ShouldNotContain("{", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task Nothing_on_a_page_is_written_inline()
    {
        using var visit = await Visit.SignedInAsync(server);
        foreach (var path in Paths)
        {
            var page = await visit.SeeAsync(path);
            page.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onchange], [onsubmit]").ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task Pages_carry_strict_headers()
    {
        using var visit = await Visit.SignedInAsync(server);
        var headers = (await visit.GetAsync("/")).Headers;
        headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_member_is_found_by_what_was_typed()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        foreach (var typed in new[] { "ada", "Ada Pee", "peeters", "ada.peeters@example.com", "+32 470 99 88 77", "8877" })
        {
            var page = await visit.SeeAsync("/members?q=" + Uri.EscapeDataString(typed));
            page.QuerySelectorAll("a.member-name").Select(a => a.TextContent).ShouldContain("Ada Peeters", typed);
        }
        (await visit.SeeAsync("/members?q=nobodywiththisname")).QuerySelectorAll("a.member-name").ShouldBeEmpty();
    }

    [Fact]
    public async Task Enter_leads_to_the_one_who_was_meant_and_else_to_the_list()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier);
        (await visit.GetAsync("/members?go=true&q=ada.peeters@example.com")).Headers.Location!.OriginalString.ShouldBe("/members/ada");
        (await visit.SeeAsync("/members?go=true&q=nobodywiththisname")).QuerySelectorAll("a.member-name").ShouldBeEmpty();
        (await visit.SeeAsync("/members?go=true&q=")).QuerySelectorAll("a.member-name").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_page_of_a_member_says_what_she_has_and_why()
    {
        using var visit = await Visit.SignedInAsync(server);
        var page = await visit.SeeAsync("/members/ada");
        page.QuerySelector(".balance-figure")!.TextContent.ShouldBe("176beans");
        page.QuerySelector("#tier")!.TextContent.ShouldContain("to go");
        page.QuerySelectorAll("#history .why-parts li").Length.ShouldBeGreaterThan(2);
        page.QuerySelector("#rewards")!.TextContent.ShouldContain("beans missing");
    }

    [Fact]
    public async Task The_page_of_a_member_shows_what_she_has_of_every_kind()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Cashier, NeighboursShop.Organization);
        var page = await visit.SeeAsync("/members/ada");
        string In(string card) => Regex.Replace(page.QuerySelector(card)!.TextContent, @"\s+", " ");
        In("#memberships").ShouldContain("Good neighbour");
        In("#memberships").ShouldContain("New bread a day early");
        In("#rewards").ShouldContain("ready to use");
        In("#rewards").ShouldContain("Hand over A coffee?");
        In("#rewards").ShouldContain("of 9");
        In("#rewards").ShouldContain("Only at The Bakery");
        In("#household").ShouldContain("Bea Tamm");
        In("#challenges").ShouldContain("Explorer");
        In("#games").ShouldContain("The wheel");
        In("#impact").ShouldContain("The animal shelter €0.70");
        In("#person").ShouldContain("dup");
        In("#history").ShouldContain("Activity: review");
        In("#history").ShouldContain("Agreed to The Bookshop");
    }

    [Fact]
    public async Task Causes_show_what_was_given_and_paid_out()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, NeighboursShop.Organization);
        (await visit.SeeAsync("/causes")).QuerySelectorAll("tbody tr").Select(r => string.Join(" · ", r.Children.Select(c => c.TextContent)))
            .ShouldContain("The animal shelter · €0.70 · €0.70 · €0.00");
        (await (await visit.GetAsync("/causes?format=csv")).Content.ReadAsStringAsync()).ShouldContain("shelter,0.7,0.7,0,EUR");
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier, NeighboursShop.Organization);
        (await cashier.GetAsync("/causes")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_adjustment_sent_twice_is_one()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Manager);
        (string, string)[] form = [("key", Guid.CreateVersion7().ToString()), ("way", "give"), ("amount", "30"), ("unit", "bean"), ("reason", "sorry")];
        var first = await visit.SendAsync("/members/" + member, $"/members/{member}/adjust", form);
        first.StatusCode.ShouldBeRedirect();
        (await visit.SendAsync("/members/" + member, $"/members/{member}/adjust", form)).StatusCode.ShouldBeRedirect();
        (await visit.SeeAsync(first.Headers.Location!.OriginalString)).QuerySelector(".callout.good")!.TextContent.ShouldContain("30 beans");
        (await api.GetAsync($"/programs/lumiere/members/{member}")).Number("balances.0.available").ShouldBe(30);
    }

    [Fact]
    public async Task An_adjustment_that_takes_too_much_says_why_not()
    {
        using var api = new Api(server);
        var member = await api.EnrolAsync();
        using var visit = await Visit.SignedInAsync(server, Role.Manager);
        var answer = await visit.SendAsync("/members/" + member, $"/members/{member}/adjust",
            ("way", "take"), ("amount", "5"), ("unit", "bean"), ("reason", "mistake"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Visit.ReadAsync(answer)).QuerySelector("#adjust [role=alert]")!.TextContent.ShouldContain("5 beans");
    }

    [Fact]
    public async Task A_key_is_shown_once_and_works_until_it_is_revoked()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "other");
        var made = await Visit.ReadAsync(await visit.SendAsync("/keys", "/keys", ("name", "Till 7"), ("scopes", "read")));
        var secret = made.QuerySelector("#secret")!.TextContent;
        secret.ShouldStartWith(ApiKeys.Prefix);
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        (await http.GetAsync("/v1/programs")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visit.SeeAsync("/keys")).Body!.TextContent.ShouldNotContain(secret);
        var id = made.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Till 7")).QuerySelector("input[name=id]")!.GetAttribute("value")!;
        (await visit.SendAsync("/keys", "/keys/revoke", ("id", id))).StatusCode.ShouldBeRedirect();
        (await http.GetAsync("/v1/programs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task One_organization_never_sees_the_members_of_another()
    {
        using var visit = await Visit.SignedInAsync(server, Role.Owner, "other");
        (await visit.GetAsync("/members/ada")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visit.SeeAsync("/members?q=peeters")).QuerySelectorAll("a.member-name").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_let_in_can_sign_in_until_she_is_let_out()
    {
        using var owner = await Visit.SignedInAsync(server, Role.Owner, "drafts");
        var made = await Visit.ReadAsync(await owner.SendAsync("/team", "/team", ("name", "Noor"), ("email", "noor@drafts.example"), ("role", "manager")));
        var password = made.QuerySelector("#secret")!.TextContent;
        using var noor = new Visit(server);
        (await noor.SignInAsync("noor@drafts.example", password)).StatusCode.ShouldBeRedirect();
        (await noor.GetAsync("/members")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await noor.GetAsync("/team")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var id = made.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("Noor")).QuerySelector("input[name=id]")!.GetAttribute("value")!;
        (await owner.SendAsync("/team", "/team/disable", ("id", id))).StatusCode.ShouldBeRedirect();
        (await noor.GetAsync("/members")).StatusCode.ShouldBeRedirect();
    }

    [Fact]
    public async Task Nobody_locks_herself_out()
    {
        using var owner = await Visit.SignedInAsync(server, Role.Owner, "drafts");
        var me = server.Parts.GetRequiredService<Staff>().Of(OrganizationId.Parse("drafts")).Single(s => s.Role == Role.Owner);
        await owner.SendAsync("/team", "/team/disable", ("id", me.Id));
        (await owner.GetAsync("/team")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
