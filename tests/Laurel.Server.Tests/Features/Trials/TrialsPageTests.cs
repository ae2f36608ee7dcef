using System.Net;
using Laurel.Server.Tests;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Trials;

/// <summary>What the program itself changes is planned before its start, drawn by chance, and judged by its plan.</summary>
public sealed class TrialsPageTests(DemoServer demo)
{
    [Fact]
    public async Task A_roll_out_is_drawn_and_shows_which_place_begins_when()
    {
        using var visit = await demo.VisitAsync();
        var places = (await visit.SeeAsync("/trials")).QuerySelectorAll("input[name=places]").Select(i => i.GetAttribute("value")!).ToList();
        places.Count.ShouldBe(4);
        (await visit.SendAsync("/trials", "/trials",
            [("kind", "rollout"), ("name", "To come"), ("month", "2099-03"), ("waves", "2"), ("apart", "3"), .. places.Select(p => ("places", p))])).StatusCode.ShouldBeRedirect();
        var card = (await visit.SeeAsync("/trials")).QuerySelectorAll("section.headline").First(s => s.TextContent.Contains("To come", StringComparison.Ordinal));
        card.TextContent.ShouldContain("Too early");
        card.QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td")[1].TextContent).ShouldBe(["Mar 2099", "Mar 2099", "Jun 2099", "Jun 2099"]);
        card.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("td")!.TextContent).ShouldBe(places, ignoreOrder: true);
    }

    [Theory]
    [InlineData("invitation", "name", "", "a name")]
    [InlineData("invitation", "from", "2020-01-01", "lie in the future")]
    [InlineData("rollout", "month", "2020-01", "lie in the future")]
    [InlineData("rollout", "places", "sablon", "at least four places")]
    public async Task A_plan_that_comes_too_late_or_means_nothing_is_refused(string kind, string field, string value, string said)
    {
        using var visit = await demo.VisitAsync();
        string[] places = field == "places" ? [value] : ["flagey", "online", "sablon", "louise"];
        (string Name, string Value)[] fields = [("kind", kind), ("name", "Too late"), ("from", "2099-01-01"), ("month", "2099-01"), .. places.Select(p => ("places", p))];
        var told = await visit.SendAsync("/trials", "/trials", [.. fields.Where(f => f.Name != field || field == "places"), .. field == "places" ? [] : new[] { (field, value) }]);
        told.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Visit.ReadAsync(told)).QuerySelector(".callout")!.TextContent.ShouldContain(said);
    }

    [Fact]
    public async Task Where_chance_moved_nobody_no_effect_is_found()
    {
        await DemoTrials.KeepAsync(demo);
        using var visit = await demo.VisitAsync();
        var card = (await visit.SeeAsync("/trials")).GetElementById(DemoTrials.Invitation).ShouldNotBeNull();
        card.QuerySelector(".headline-verdict")!.TextContent.ShouldMatch("Not enough data|No difference seen|joined without an invitation");
        card.QuerySelector("svg").ShouldNotBeNull();
        card.QuerySelector("[data-rung]")?.GetAttribute("data-rung").ShouldBe("B");
    }
}
