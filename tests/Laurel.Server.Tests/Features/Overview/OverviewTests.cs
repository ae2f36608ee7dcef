using System.Net;
using Laurel.Server.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Overview;

/// <summary>The first page: what the program is for and how it goes.</summary>
public sealed class OverviewTests(RunningServer server, DemoServer demo, Browser browser)
{
    [Fact]
    public async Task The_first_page_names_the_goals_and_then_tells_how_each_stands()
    {
        using var visit = await demo.VisitAsync();
        var names = (await visit.SeeAsync("/")).QuerySelectorAll("#goals .headline h2").Select(h => h.TextContent).ToList();
        names.ShouldBe(["They come back", "Members take part", "The program makes them come more often"]);

        var cards = (await visit.SeeAsync("/overview/goals")).QuerySelectorAll(".headline");
        cards.Select(c => c.Id).ShouldBe(["goal-come-back", "goal-take-part", "goal-often"]);
        cards.Select(c => c.QuerySelector("h2")!.TextContent).ShouldBe(names);
        cards[0].QuerySelector(".headline-figure")!.TextContent.ShouldMatch(@"\d%\s*95%: [\d.]+% … [\d.]+%");
        cards[0].QuerySelector(".headline-verdict")!.TextContent.ShouldContain("75% by 31 Dec 2027");
    }

    [Fact]
    public async Task The_goals_arrive_by_themselves()
    {
        var page = await demo.OpenAsync(browser, "fr", 1280, false);
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator("#goals #goal-often .headline-figure")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator("#goals [aria-busy]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#goals")).ToContainTextAsync("31 déc. 2027");
    }

    [Fact]
    public async Task Who_works_at_the_counter_begins_with_members()
    {
        using var cashier = await Visit.SignedInAsync(server, Role.Cashier);
        var answer = await cashier.GetAsync("/");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/members");
        (await cashier.GetAsync("/overview/goals")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
