using Laurel.Insight.Advice;
using Laurel.Server.Access;
using Laurel.Server.Features.Goals;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Goals;

/// <summary>From a gap in the facts to advice that is taken up, kept, and held against what happened.</summary>
public sealed class RecommendationTests(DemoServer demo)
{
    [Fact]
    public async Task What_was_promised_is_kept_and_scored_by_what_happened_since()
    {
        var organization = await (await demo.PartsAsync()).GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse("lumiere"));
        var facts = await organization.Facts.UpToDate(null, TestContext.Current.CancellationToken);
        var today = DemoServer.Today;
        var cost = organization.Program("lumiere").At(DemoServer.Now)!.Definition.Reward("espresso")!.Costs.Amount;
        var scope = new AdviceScope(facts, "lumiere", today, "bean", "espresso", cost, 1, "EUR");
        var gap = AllAdvice.Find("tell-at-the-till")!.Find(scope).ShouldNotBeNull();
        var made = Recommendation.Of(gap, gap.CostMinor!.Value, today.AddDays(-1), new DateTimeOffset(today.AddDays(-300).ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero));
        await organization.Writer.Write([made.Keep("lumiere", "test")], TestContext.Current.CancellationToken);

        Recommendation.All(organization, "lumiere").Single(r => r.Id == made.Id).ShouldBe(made);
        using var visit = await demo.VisitAsync();
        var row = (await visit.SeeAsync("/goals")).QuerySelectorAll("#taken tbody tr").First(r => r.TextContent.Contains("Say at the till", StringComparison.Ordinal));
        row.QuerySelectorAll("td")[3].TextContent.ShouldEndWith("%");
    }

    [Fact]
    public async Task A_gap_that_is_shown_can_be_taken_up()
    {
        using var visit = await demo.VisitAsync();
        var page = await visit.SeeAsync("/goals");
        foreach (var kind in page.QuerySelectorAll("[id^=gap-] input[name=kind]").Select(i => i.GetAttribute("value")!).ToList())
        {
            (await visit.SendAsync("/goals", "/goals/take", ("kind", kind))).StatusCode.ShouldBeRedirect();
            (await visit.SeeAsync("/goals")).QuerySelector("#taken")!.TextContent.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task What_a_nearer_level_costs_is_found_by_running_the_history_again()
    {
        var program = System.Text.Json.Nodes.JsonNode.Parse("""
            {"tiers": {"levels": {"silver": {"at": "200.00 EUR or 20 visits", "keep": "160.00 EUR or 1 visits"}}}}
            """)!;
        Rerun.Lower(program, "silver");
        program["tiers"]!["levels"]!["silver"]!.ToJsonString().ShouldBe("""{"at":"150.00 EUR or 15 visits","keep":"120.00 EUR or 1 visits"}""");

        var organization = await (await demo.PartsAsync()).GetRequiredService<OpenOrganizations>().Of(OrganizationId.Parse("lumiere"));
        var lumiere = organization.Program("lumiere");
        var same = await Rerun.ExtraUnitsAsync(organization, lumiere, lumiere.Versions.Count, "bean", _ => { }, TestContext.Current.CancellationToken);
        var lower = await Rerun.ExtraUnitsAsync(organization, lumiere, lumiere.Versions.Count, "bean",
            definition => Rerun.Lower(definition, "gold"), TestContext.Current.CancellationToken);
        same.ShouldBe(0);
        lower.ShouldBeGreaterThan(0);
    }
}
