using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Tests.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

public sealed class PanelTests
{
    [Fact]
    public void The_textbook_case_is_a_difference_of_differences()
    {
        var panel = Panel.Of([.. Unit("a", 2, 10, 17), .. Unit("b", 2, 12, 19), .. Unit("c", null, 5, 7), .. Unit("d", null, 9, 11)]);

        var effects = StaggeredDifference.Estimate(panel);

        effects.Simple.Value.ShouldBe(5, 1e-12);
        effects.TwoWayFixedEffects!.Value.ShouldBe(5, 1e-12);
        effects.BeforeTrend.ShouldBeNull();
        effects.Evidence.ShouldBe(Evidence.AdjustedComparison);
        effects.Cautions.ShouldContain(caution => caution.Kind == CautionKind.NoPeriodBefore);
    }

    [Fact]
    public void What_is_left_out_is_reported()
    {
        var panel = Panel.Of([.. Unit("early", 1, 10, 17), .. Unit("b", 2, 12, 19), .. Unit("c", null, 5, 7), new("gap", 1, 3)]);

        panel.Report.MissingPeriods.ShouldBe(["gap"]);
        panel.Report.JoinedBeforeFirstPeriod.ShouldBe(["early"]);
        panel.Report.Kept.ShouldBe(2);
        StaggeredDifference.Estimate(panel).Cautions.Select(caution => caution.Kind)
            .ShouldBe(
            [
                CautionKind.UnbalancedPanel, CautionKind.JoinedBeforeFirstPeriod, CautionKind.SmallCohort, CautionKind.NoPeriodBefore,
            ]);
    }

    [Fact]
    public void Joining_after_the_last_period_is_not_joining()
    {
        var panel = Panel.Of([.. Unit("a", 2, 10, 17), .. Unit("later", 3, 5, 7)]);

        StaggeredDifference.Estimate(panel).Simple.Value.ShouldBe(5, 1e-12);
    }

    [Fact]
    public void Without_anybody_who_never_joins_it_says_what_to_do()
    {
        var panel = Panel.Of([.. Unit("a", 2, 10, 17, 18), .. Unit("b", 3, 12, 19, 30)]);

        Should.Throw<UnusableSampleException>(() => StaggeredDifference.Estimate(panel)).Message.ShouldContain("have not joined yet");
        StaggeredDifference.Estimate(panel, new() { ComparedWith = ComparedWith.NotYetJoined })
            .Cautions.ShouldContain(caution => caution.Kind == CautionKind.NoControls);
    }

    [Fact]
    public void Members_of_one_store_are_not_independent()
    {
        var chance = new Chance(9);
        var rows = Enumerable.Range(0, 400).SelectMany(i => Row(chance, i)).ToList();
        var alone = StaggeredDifference.Estimate(Panel.Of(rows.Select(row => row with { Cluster = null })));

        var clustered = StaggeredDifference.Estimate(Panel.Of(rows));

        clustered.Simple.Value.ShouldBe(alone.Simple.Value, 1e-12);
        clustered.Simple.StandardError.ShouldBeGreaterThan(2 * alone.Simple.StandardError);
        clustered.Cautions.ShouldContain(caution => caution.Kind == CautionKind.FewClusters);
    }

    /// <summary>
    /// Two nearly independent cells need about 2.24 standard errors (Šidák), whether 300 members or 6,000 stand behind them.
    /// </summary>
    [Theory]
    [InlineData(300)]
    [InlineData(6000)]
    public void A_band_for_two_cells_is_as_wide_as_it_has_to_be(int members)
    {
        var chance = new Chance(10);
        var rows = Enumerable.Range(0, members).SelectMany(i =>
            Unit($"{i}", i % 2 == 0 ? null : 3, chance.Normal(), chance.Normal(), 100 * chance.Normal()));

        var cells = StaggeredDifference.Estimate(Panel.Of(rows), new() { Draws = 4000 }).Cells;

        foreach (var cell in cells)
            (cell.Band.Width / 2 / cell.Estimate.StandardError).ShouldBe(2.24, 0.07);
    }

    [Fact]
    public void Two_outcomes_in_a_period_are_refused() =>
        Should.Throw<UnusableSampleException>(() => Panel.Of([new("a", 1, 1), new("a", 1, 2), new("a", 2, 2)]));

    [Fact]
    public void Two_joining_periods_are_refused() =>
        Should.Throw<UnusableSampleException>(() => Panel.Of([new("a", 1, 1, 2), new("a", 2, 2, 3)]));

    [Fact]
    public void A_missing_number_is_refused() =>
        Should.Throw<UnusableSampleException>(() => Panel.Of([new("a", 1, double.NaN), new("a", 2, 2)]));

    private static IEnumerable<PanelRow> Unit(string name, int? joined, params double[] outcomes) =>
        outcomes.Select((outcome, i) => new PanelRow(name, i + 1, outcome, joined));

    /// <summary>Twenty stores, each with a shock of its own in the second period.</summary>
    private static PanelRow[] Row(Chance chance, int member)
    {
        var store = member % 20;
        var shock = 5 * Math.Sin(store * 12.9898);
        int? joined = store < 10 ? 2 : null;
        return [new($"{member}", 1, chance.Normal(), joined, $"{store}"), new($"{member}", 2, shock + chance.Normal(), joined, $"{store}")];
    }
}
