using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Tests.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

/// <summary>
/// mpdta: teen employment and minimum wage in 500 counties, the example of Callaway and Sant'Anna (2021). Estimates as printed in the
/// README of their R package `did` (which gives bootstrap errors); analytic errors recomputed from the influence functions.
/// </summary>
public sealed class StaggeredDifferenceTests
{
    [Theory]
    [InlineData(2004, 2004, -0.010503246, 0.023251036)]
    [InlineData(2004, 2005, -0.070423158, 0.030984767)]
    [InlineData(2004, 2006, -0.137258739, 0.036435664)]
    [InlineData(2004, 2007, -0.100811363, 0.034359226)]
    [InlineData(2006, 2004, 0.006520112, 0.023326805)]
    [InlineData(2006, 2005, -0.002750819, 0.019558561)]
    [InlineData(2006, 2006, -0.004594607, 0.017755197)]
    [InlineData(2006, 2007, -0.041224472, 0.020229181)]
    [InlineData(2007, 2004, 0.030506656, 0.015033560)]
    [InlineData(2007, 2005, -0.002725893, 0.016395833)]
    [InlineData(2007, 2006, -0.031087119, 0.017877511)]
    [InlineData(2007, 2007, -0.026054411, 0.016655435)]
    public void Each_group_and_time_equals_the_reference(int group, int period, double effect, double error)
    {
        var cell = Mpdta().Cells.Single(cell => cell.Group == group && cell.Period == period);

        cell.Estimate.Value.ShouldBe(effect, 1e-4);
        cell.Estimate.StandardError.ShouldBe(error, 0.01 * error);
        cell.BasePeriod.ShouldBe(period < group ? period - 1 : group - 1);
    }

    [Fact]
    public void The_sums_equal_the_reference()
    {
        var effects = Mpdta();

        effects.Cells.Count.ShouldBe(12);
        effects.Simple.Value.ShouldBe(-0.03995, 1e-4);
        effects.ByGroup.Overall.Value.ShouldBe(-0.031018, 1e-4);
        effects.ByEventTime.Overall.Value.ShouldBe(-0.077240, 1e-4);
        effects.TwoWayFixedEffects!.Value.ShouldBe(-0.036549, 1e-4);
    }

    /// <summary>Errors of the sums are bootstrapped in the reference and vary by draw: .0123 to .0126 and .0196 to .0219.</summary>
    [Fact]
    public void The_errors_of_the_sums_agree_with_the_bootstrap()
    {
        Mpdta().ByGroup.Overall.StandardError.ShouldBe(0.0124, 0.0005);
        Mpdta().ByEventTime.Overall.StandardError.ShouldBe(0.0205, 0.0012);
    }

    [Fact]
    public void Effects_by_time_since_joining_equal_the_reference()
    {
        double[] expected = [0.030507, -0.000563, -0.024459, -0.019932, -0.050957, -0.137259, -0.100811];

        var points = Mpdta().ByEventTime.Points;

        points.Select(point => point.At).ShouldBe([-3, -2, -1, 0, 1, 2, 3]);
        foreach (var (point, value) in points.Zip(expected))
            point.Estimate.Value.ShouldBe(value, 1e-4);
    }

    /// <summary>The README of `did` prints P-value for pre-test of parallel trends assumption: 0.16812.</summary>
    [Fact]
    public void The_trend_before_is_tested_as_in_the_reference()
    {
        var effects = Mpdta();

        effects.BeforeTrend!.PValue.ShouldBe(0.16812, 0.002);
        effects.BeforeTrend.Cells.ShouldBe(5);
        effects.Evidence.ShouldBe(Evidence.ParallelTrends);
    }

    [Fact]
    public void It_says_where_the_usual_regression_differs() =>
        Mpdta().Cautions.Select(caution => caution.Kind).ShouldBe([CautionKind.SmallCohort, CautionKind.RegressionDiffers]);

    [Fact]
    public void Bands_for_all_cells_at_once_are_wider_and_repeat_with_their_seed()
    {
        var (once, again) = (Mpdta(), Mpdta());

        once.Cells.ShouldBe(again.Cells);
        var cell = once.Cells[0];
        (cell.Band.Width / cell.Estimate.Interval.Width).ShouldBeInRange(1.3, 1.6);
    }

    [Fact]
    public void Not_yet_joined_controls_give_nearly_the_same_here()
    {
        var effects = Mpdta(new() { ComparedWith = ComparedWith.NotYetJoined });

        effects.Cells.Count.ShouldBe(12);
        effects.Simple.Value.ShouldBe(-0.0398, 1e-3);
        effects.Cells.Single(cell => cell is { Group: 2004, Period: 2004 }).Estimate.Value.ShouldBe(-0.0194, 1e-3);
    }

    /// <summary>As in `did`. Their own cells before joining are the others' with the sign changed: they added degrees of freedom to the test of
    /// trends, and no distance.</summary>
    [Fact]
    public void Where_everybody_joins_the_last_to_join_are_only_compared_with()
    {
        var chance = new Chance(71);
        var rows = Enumerable.Range(0, 90).SelectMany(unit => Enumerable.Range(1, 8).Select(period =>
            new PanelRow($"u{unit}", period, chance.Normal() + (period >= 3 + 2 * (unit % 3) ? 2 : 0), 3 + 2 * (unit % 3))));

        var effects = StaggeredDifference.Estimate(Panel.Of(rows), new() { ComparedWith = ComparedWith.NotYetJoined, Draws = 100 });

        effects.Cells.Select(cell => cell.Group).Distinct().ShouldBe([3, 5]);
        effects.Cells.Max(cell => cell.Period).ShouldBe(6);
        effects.BeforeTrend!.Cells.ShouldBe(4);
    }

    private static StaggeredEffects Mpdta(StaggeredOptions? options = null)
    {
        var file = GzipCsv.Shared("data/mpdta/mpdta.csv.gz");
        var (county, year, employment) = (file.Texts("countyreal"), file.Numbers("year"), file.Numbers("lemp"));
        var first = file.Numbers("first.treat");
        var rows = Enumerable.Range(0, file.Rows).Select(i =>
            new PanelRow(county[i], (int)year[i], employment[i], first[i] == 0 ? null : (int)first[i]));
        return StaggeredDifference.Estimate(Panel.Of(rows), options);
    }
}
