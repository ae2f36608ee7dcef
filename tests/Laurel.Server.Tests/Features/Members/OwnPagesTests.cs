using System.Net;
using System.Text.Json.Nodes;
using Laurel.Server.Access;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Members;

/// <summary>A member's own pages: opened by a link, about nobody else, closed when the link is ended.</summary>
public sealed class OwnPagesTests(RunningServer server)
{
    private static readonly string[] Pages = ["/my", "/my/earn", "/my/rewards", "/my/history", "/my/data", "/my/data/export"];

    [Fact]
    public async Task A_link_opens_her_card_and_leaves_the_address()
    {
        using var visit = new Visit(server);
        var opened = await visit.GetAsync(await OwnLinks.MakeAsync(server, "ada"));
        opened.StatusCode.ShouldBeRedirect();
        opened.Headers.Location!.OriginalString.ShouldBe("/my");
        var card = await visit.SeeAsync("/my");
        card.QuerySelector(".own-card-name")!.TextContent.ShouldBe("Ada Peeters");
        card.QuerySelector(".own-card svg[role=img]").ShouldNotBeNull();
        card.QuerySelector("#balance")!.TextContent.ShouldContain("beans");
    }

    [Fact]
    public async Task Nothing_is_kept_by_browsers_or_found_by_search_engines()
    {
        using var visit = await OwnLinks.OpenAsync(server, "ada");
        foreach (var page in Pages)
        {
            var answer = await visit.GetAsync(page);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(page);
            answer.Headers.GetValues("X-Robots-Tag").Single().ShouldContain("noindex");
        }
    }

    [Fact]
    public async Task Without_a_session_there_is_only_the_way_to_one()
    {
        using var visit = new Visit(server);
        foreach (var page in Pages)
            (await visit.GetAsync(page)).Headers.Location!.OriginalString.ShouldBe("/my/closed", page);
        (await visit.SeeAsync("/my/closed")).QuerySelector("h1")!.TextContent.ShouldBe("This page is closed");
    }

    [Fact]
    public async Task A_link_that_is_none_says_the_same_as_one_that_was_ended_or_grew_old()
    {
        var (first, second) = (await OwnLinks.MakeAsync(server, "ada"), await OwnLinks.MakeAsync(server, "ada"));
        using var visit = new Visit(server);
        (await visit.GetAsync(second)).StatusCode.ShouldBeRedirect();
        string[] wrong = [first, second[..^1] + "?", "/my/open/lumiere/" + new string('a', 32), "/my/open/nobody-here/" + new string('a', 32)];
        var answers = new List<string>();
        foreach (var link in wrong)
        {
            using var stranger = new Visit(server);
            var answer = await stranger.GetAsync(link);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, link);
            answers.Add((await Visit.ReadAsync(answer)).QuerySelector(".door-card")!.TextContent);
        }
        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Ending_the_link_closes_what_it_opened_at_once()
    {
        var member = await EnrolAsync();
        using var hers = await OwnLinks.OpenAsync(server, member);
        (await hers.GetAsync("/my")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier);
        (await cashier.SendAsync("/members/" + member, $"/members/{member}/link/end")).StatusCode.ShouldBeRedirect();
        (await hers.GetAsync("/my")).Headers.Location!.OriginalString.ShouldBe("/my/closed");
    }

    [Fact]
    public async Task Who_is_forgotten_is_shut_out()
    {
        var member = await EnrolAsync();
        using var hers = await OwnLinks.OpenAsync(server, member);
        using var api = new Api(server);
        (await api.SendAsync(HttpMethod.Delete, $"/programs/lumiere/members/{member}/person", null, "")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await hers.GetAsync("/my/data")).Headers.Location!.OriginalString.ShouldBe("/my/closed");
    }

    [Fact]
    public async Task A_member_sees_nobody_else_and_no_page_of_staff()
    {
        using var hers = await OwnLinks.OpenAsync(server, await EnrolAsync());
        (await hers.SeeAsync("/my?member=ada&program=other")).Body!.TextContent.ShouldNotContain("Ada Peeters");
        foreach (var page in new[] { "/", "/members/ada", "/purchases/R-1001" })
            (await hers.GetAsync(page)).Headers.Location!.OriginalString.ShouldContain("/sign-in");
        using var staff = await Visit.SignedInAsync(server, Role.Owner);
        (await staff.GetAsync("/my")).Headers.Location!.OriginalString.ShouldBe("/my/closed");
    }

    [Fact]
    public async Task She_gives_a_consent_and_takes_it_back()
    {
        var member = await EnrolAsync();
        using var hers = await OwnLinks.OpenAsync(server, member);
        (await hers.SendAsync("/my/data", "/my/consents", ("given", "yes"), ("purpose", "marketing"), ("channel", "sms"))).StatusCode.ShouldBeRedirect();
        using var api = new Api(server);
        (await api.GetAsync($"/programs/lumiere/members/{member}/consents")).String("consents.0.source").ShouldBe("own page");
        (await hers.SendAsync("/my/data", "/my/consents", ("given", "no"), ("purpose", "marketing"), ("channel", "sms"))).StatusCode.ShouldBeRedirect();
        (await hers.SeeAsync("/my/data")).QuerySelectorAll(".consents li").ShouldBeEmpty();
    }

    [Fact]
    public async Task She_takes_her_data_with_her()
    {
        using var hers = await OwnLinks.OpenAsync(server, "ada");
        var answer = await hers.GetAsync("/my/data/export");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldContain("my-data.json");
        var data = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        data["name"]!.GetValue<string>().ShouldBe("Ada Peeters");
        data["journal"]!.AsArray().Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task What_is_missing_stands_beside_every_reward_that_cannot_be_had()
    {
        using var hers = await OwnLinks.OpenAsync(server, await EnrolAsync());
        var rewards = (await hers.SeeAsync("/my/rewards")).QuerySelectorAll(".own-reward");
        rewards.Length.ShouldBeGreaterThan(3);
        rewards.ShouldAllBe(r => r.QuerySelector(".badge") != null || r.QuerySelectorAll(".own-missing li").Length > 0);
        rewards[0].TextContent.ShouldContain("40 beans");
    }

    [Fact]
    public async Task She_chooses_her_language_and_leaves()
    {
        using var hers = await OwnLinks.OpenAsync(server, "ada");
        (await hers.SendAsync("/my", "/my/language", ("language", "et"))).Headers.Location!.OriginalString.ShouldBe("/my");
        (await hers.SeeAsync("/my")).DocumentElement.GetAttribute("lang").ShouldBe("et");
        (await hers.SendAsync("/my/data", "/my/leave")).StatusCode.ShouldBeRedirect();
        (await hers.GetAsync("/my")).Headers.Location!.OriginalString.ShouldBe("/my/closed");
    }

    private async Task<string> EnrolAsync()
    {
        using var api = new Api(server);
        return await api.EnrolAsync();
    }
}
