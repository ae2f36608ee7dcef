using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

/// <summary>
/// Inputs and expected figures are those of the unit tests of GrowthBook's gbstats (MIT): A has sum 1396.87 and sum of squares 52377.9767,
/// B has sum 2422.7 and sum of squares 134698.29.
/// </summary>
public sealed class WelchTests
{
    internal static ArmMean A(long n) => new ArmSummary(n, 1396.87, 52377.9767).Mean;

    internal static ArmMean B => new ArmSummary(3461, 2422.7, 134698.29).Mean;

    [Fact]
    public void The_difference_equals_gbstats()
    {
        var estimate = Welch.Difference(B, A(3407));

        estimate.Value.ShouldBe(0.29, 1e-5);
        estimate.StandardError.ShouldBe(0.12478363, 1e-5);
        estimate.Interval.Low.ShouldBe(0.04537789, 1e-5);
        estimate.Interval.High.ShouldBe(0.53462211, 1e-5);
        estimate.PValue.ShouldBe(0.02015840, 1e-5);
    }

    [Fact]
    public void The_relative_lift_equals_gbstats()
    {
        var estimate = RelativeLift.Of(B, A(3407)).Estimate;

        estimate.Value.ShouldBe(0.70731707, 1e-5);
        estimate.StandardError.ShouldBe(0.37879436, 1e-5);
        estimate.Interval.Low.ShouldBe(-0.03526009, 1e-5);
        estimate.Interval.High.ShouldBe(1.44989424, 1e-5);
        estimate.PValue.ShouldBe(0.06191183, 1e-5);
    }

    [Fact]
    public void A_percentage_of_a_control_mean_near_zero_is_flagged_and_has_an_exact_set()
    {
        var (treated, control) = (B, A(3407));

        var lift = RelativeLift.Of(treated, control);

        lift.ControlNearZero.ShouldBeTrue();
        lift.Exact.Shape.ShouldBe(ConfidenceSetShape.Between);
        StandardErrorsApart(treated, control, 1 + lift.Exact.Low).ShouldBe(1.9603, 1e-3);
        StandardErrorsApart(treated, control, 1 + lift.Exact.High).ShouldBe(-1.9603, 1e-3);
    }

    /// <summary>(ȳ_T − θȳ_C)/SE: both ends of Fieller's set lie one critical value away.</summary>
    private static double StandardErrorsApart(ArmMean treated, ArmMean control, double ratio) =>
        (treated.Mean - ratio * control.Mean) / Math.Sqrt(treated.SquaredError + ratio * ratio * control.SquaredError);

    [Fact]
    public void A_control_mean_that_may_be_zero_leaves_the_percentage_open()
    {
        var lift = RelativeLift.Of(new ArmMean(100, 5, 100), new ArmMean(100, 1, 100));

        lift.Exact.Shape.ShouldNotBe(ConfidenceSetShape.Between);
        lift.Exact.Contains(1e9).ShouldBeTrue();
    }

    [Fact]
    public void A_control_mean_of_zero_has_no_percentage() =>
        Should.Throw<UnusableSampleException>(() => RelativeLift.Of(B, new ArmMean(10, 0, 1)));

    [Fact]
    public void Arms_without_any_spread_are_certain()
    {
        Welch.Difference(new ArmMean(5, 2, 0), new ArmMean(5, 2, 0)).PValue.ShouldBe(1);
        Welch.Difference(new ArmMean(5, 3, 0), new ArmMean(5, 2, 0)).PValue.ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(10, double.NaN, 1)]
    [InlineData(10, 0, -1)]
    public void An_arm_that_is_no_sample_is_refused(long n, double mean, double variance) =>
        Should.Throw<UnusableSampleException>(() => new ArmMean(n, mean, variance));

    [Fact]
    public void The_lalonde_experiment_gives_its_published_difference_and_both_standard_errors()
    {
        var nsw = GzipCsv.Shared("data/lalonde_nsw/nsw_experimental.csv.gz");
        var (treat, earned) = (nsw.Numbers("treat"), nsw.Numbers("re78"));
        ArmMean Arm(double arm) => ArmSummary.Of([.. earned.Where((_, i) => treat[i] == arm)]).Mean;

        var estimate = Welch.Difference(Arm(1), Arm(0));

        estimate.Value.ShouldBe(1794.34, 0.01);
        estimate.StandardError.ShouldBe(670.9965, 0.01);
        Effect(estimate).Total(185).Value.ShouldBe(185 * 1794.3424, 1);
    }

    private static Effect Effect(Estimate estimate) => new(estimate, Evidence.RandomHoldout, "job training");
}
