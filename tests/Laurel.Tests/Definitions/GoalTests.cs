using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Goals;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Definitions;

/// <summary>What a program is for, as it is written.</summary>
public sealed class GoalTests
{
    [Fact]
    public void A_goal_says_what_among_whom_from_where_to_where_by_when_how_it_is_proven_and_what_must_not_happen()
    {
        var goal = One("{metric: repeat-purchase-rate within 90 days, among: new, baseline: 29%, target: 33%, due: 2026-12-31, proof: effect, unless: {return rate: above 5%}}");
        (goal.Metric.Id, goal.Metric.Days, goal.Among.Kind).ShouldBe(("repeat-purchase-rate", 90, GoalAudienceKind.New));
        (goal.Baseline, goal.Target, goal.Due, goal.NeedsEffect).ShouldBe((0.29m, 0.33m, new DateOnly(2026, 12, 31), true));
        goal.Unless.ShouldHaveSingleItem().ShouldBe(new GoalGuardrail(new GoalMetric("return-rate", GoalUnit.Share), true, 0.05m));
    }

    [Theory]
    [InlineData("{metric: participation, target: 60%, due: 2026-12-31}", 0.61, 0.59)]
    [InlineData("{metric: participation, baseline: 70%, target: 60%, due: 2026-12-31}", 0.59, 0.61)]
    [InlineData("{metric: return rate, target: 4%, due: 2026-12-31}", 0.04, 0.05)]
    [InlineData("{metric: average purchase amount, target: 25.00 EUR, due: 2026-12-31}", 25, 24.99)]
    [InlineData("{metric: visit-frequency, target: 2.5, due: 2026-12-31}", 2.5, 2.4)]
    public void A_goal_is_reached_from_the_side_it_comes_from(string written, double reached, double not)
    {
        var goal = One(written);
        (goal.IsReachedAt((decimal)reached), goal.IsReachedAt((decimal)not)).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("{among: {tier: gold}}", GoalAudienceKind.Tier, "gold")]
    [InlineData("{among: {segment: students}}", GoalAudienceKind.Segment, "students")]
    [InlineData("{among: {location: north}}", GoalAudienceKind.Location, "north")]
    [InlineData("{among: {channel: online}}", GoalAudienceKind.Channel, "online")]
    [InlineData("{among: others}", GoalAudienceKind.Others, null)]
    public void A_goal_can_be_of_some_of_the_customers(string among, GoalAudienceKind kind, string? name) =>
        One("{metric: revenue, target: 1000.00 EUR, due: 2026-12-31, " + among[1..]).Among.ShouldBe(new GoalAudience(kind, name));

    [Theory]
    [InlineData("{metric: happiness, target: 60%, due: 2026-12-31}", "choice-unknown", "happiness")]
    [InlineData("{metric: activation within 45 days, target: 60%, due: 2026-12-31}", "goal-days", "activation within 45 days")]
    [InlineData("{metric: participation within 30 days, target: 60%, due: 2026-12-31}", "goal-days", "participation within 30 days")]
    [InlineData("{metric: participation, target: 60, due: 2026-12-31}", "percent-expected", "60")]
    [InlineData("{metric: revenue, target: 60.00 USD, due: 2026-12-31}", "phrase-word-expected", "60.00 USD")]
    [InlineData("{metric: participation, target: 60%, due: soon}", "date-expected", "soon")]
    [InlineData("{metric: participation, target: 60%}", "key-missing", "{metric: …, target: …}")]
    [InlineData("{metric: participation, baseline: 60%, target: 60%, due: 2026-12-31}", "goal-stands-still", "g")]
    [InlineData("{metric: participation, among: {tier: platinum}, target: 60%, due: 2026-12-31}", "choice-unknown", "platinum")]
    [InlineData("{metric: participation, among: {}, target: 60%, due: 2026-12-31}", "choice-unknown", "")]
    [InlineData("{metric: participation, target: 60%, due: 2026-12-31, unless: {return rate: 5%}}", "phrase-word-expected", "5%")]
    [InlineData("{metric: participation, target: 60%, due: 2026-12-31, unless: {luck: above 5%}}", "choice-unknown", "luck")]
    public void What_cannot_be_a_goal_is_told_where_it_stands(string written, string code, string read)
    {
        var problem = Read(written).Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Line).ShouldBe((code, 6));
        problem.Read.ShouldContain(read);
    }

    private static Goal One(string written)
    {
        var reading = Read(written);
        reading.Problems.ShouldBeEmpty();
        return reading.Definition!.Goals.ShouldHaveSingleItem();
    }

    private static Reading Read(string written)
    {
        var (document, _) = Yaml.ReadOne($$"""
            program: p
            zone: UTC
            currency: EUR
            tiers: {counts: spend ever, levels: {basic: { }, gold: {at: 100.00 EUR} } }
            goals:
              g: {{written}}
            """);
        return DefinitionReader.Read(document!);
    }
}
