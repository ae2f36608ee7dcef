using Laurel.Goals;
using Laurel.Insight.Facts;
using Laurel.Insight.Goals;
using Laurel.Insight.Reports;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Questions;

/// <summary>How goals stand, over a handful of rows that can be counted by hand.</summary>
public sealed class GoalStandingTests : IDisposable
{
    private static readonly Goal Often = new() { Id = "g", Metric = Metric(GoalMetric.Repeat), Baseline = 0.2m, Target = 0.6m, Due = new DateOnly(2026, 12, 31) };
    private readonly FactsFile facts = FactsFile.InMemory();

    public GoalStandingTests() => facts.With(
        Purchase(1, "ada", "2026-01-03", 1000), Purchase(2, "bob", "2026-01-04", 3000), Purchase(3, "ada", "2026-01-20", 2000),
        Purchase(4, "bob", "2026-03-15", 2000), Joined(5, "cyd", "2026-03-01"), Joined(6, "dan", "2026-03-02"), Return(7, of: 4, "bob", "2026-03-20", 500));

    public void Dispose() => facts.Dispose();

    [Fact]
    public void Repeat_purchases_are_counted_within_the_days_the_goal_names()
    {
        Now(Metric(GoalMetric.Repeat) with { Days = 30 }).ShouldBe(0.5);
        Now(Metric(GoalMetric.Repeat) with { Days = 90 }).ShouldBe(1);
        Now(Metric(GoalMetric.Repeat) with { Days = 90 }, new(GoalAudienceKind.New)).ShouldBe(1);
    }

    [Fact]
    public void What_came_back_is_a_share_of_the_revenue_of_its_period() => Now(Metric(GoalMetric.ReturnRate)).ShouldBe(0.25);

    [Fact]
    public void New_members_are_counted_at_all_places_together() => Now(Metric("new-members")).ShouldBe(2);

    [Fact]
    public void Every_metric_is_a_figure_of_a_question()
    {
        foreach (var metric in GoalMetric.Known)
        {
            var asked = GoalFigures.Asked(metric, GoalAudience.Everyone);
            asked.Questions.ShouldBe([GoalFigures.Question(metric).Id]);
            GoalFigures.Read(Report(metric, GoalAudience.Everyone), metric);
        }
    }

    [Theory]
    [InlineData(null, "2026-06-01", GoalVerdict.Unknown, 0)]
    [InlineData(0.5, "2026-06-01", GoalVerdict.UnderWay, 75)]
    [InlineData(0.5, "2027-01-01", GoalVerdict.Missed, 75)]
    [InlineData(0.6, "2027-01-01", GoalVerdict.Reached, 100)]
    [InlineData(0.1, "2026-12-31", GoalVerdict.UnderWay, 0)]
    public void A_goal_stands_by_its_figure_and_its_day(double? now, string today, GoalVerdict verdict, int percent)
    {
        var standing = new GoalStanding(Often, Figure(now), Day(today));
        (standing.Verdict, standing.Percent).ShouldBe((verdict, percent));
    }

    [Fact]
    public void A_broken_guardrail_and_a_missing_effect_keep_a_reached_goal_from_counting()
    {
        var rail = new GoalGuardrail(Metric(GoalMetric.ReturnRate), IsAbove: true, 0.05m);
        var reached = new GoalStanding(Often with { Unless = [rail] }, Figure(0.7), Day("2026-06-01"));
        (reached with { Rails = [new(rail, Figure(0.06))] }).Verdict.ShouldBe(GoalVerdict.AtAPrice);
        (reached with { Rails = [new(rail, Figure(0.05))] }).Verdict.ShouldBe(GoalVerdict.Reached);
        (reached with { Rails = [new(rail, null)] }).Verdict.ShouldBe(GoalVerdict.Reached);
        (reached with { Goal = Often with { NeedsEffect = true } }).Verdict.ShouldBe(GoalVerdict.Unproven);
    }

    private double? Now(GoalMetric metric, GoalAudience? among = null) => GoalFigures.Read(Report(metric, among ?? GoalAudience.Everyone), metric)?.Value;

    private MeasureReport? Report(GoalMetric metric, GoalAudience among) =>
        MeasureReport.Create(facts, Cafe, Day("2026-04-10"), GoalFigures.Asked(metric, among), Language.English);

    private static GoalMetric Metric(string id) => GoalMetric.Known.Single(m => m.Id == id);

    private static Insight.Questions.Figure? Figure(double? value) => value is null ? null
        : new() { Keys = [], Measure = new("x", Insight.Questions.Unit.Share), Value = value };
}
