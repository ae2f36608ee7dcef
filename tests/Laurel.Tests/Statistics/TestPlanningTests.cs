using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class TestPlanningTests
{
    /// <summary>Recomputed independently; statsmodels gives the same to its rounding.</summary>
    [Theory]
    [InlineData(0.10, 0.11, 14750.790469044954)]
    [InlineData(0.02, 0.022, 80681.38028240837)]
    public void The_members_per_arm_are_right(double baseline, double target, double expected) =>
        Power.MembersPerArm(baseline, target).ShouldBe(expected, 1e-6 * expected);

    [Fact]
    public void The_unpooled_size_is_that_of_means_with_two_variances() =>
        Power.MembersPerArmForMeans(0.09, 0.0979, 0.01).ShouldBe(14748.045020841937, 1e-6);

    [Fact]
    public void What_can_be_detected_is_what_the_size_was_planned_for()
    {
        var members = Power.MembersPerArm(0.10, 0.11);
        Power.DetectableShare(0.10, members, members).ShouldBe(0.11, 1e-6);
        Power.ToSeeShares(0.10, 0.11, members, members).ShouldBe(0.8, 1e-6);
        Power.DetectableDifference(4, 1_000, 9, 500).ShouldBe(2.801585 * Math.Sqrt(0.022), 1e-5);
        Power.ToSee(2.801585, 1).ShouldBe(0.8, 1e-5);
    }

    [Fact]
    public void A_tiny_hold_out_sees_next_to_nothing() => Power.DetectableShare(0.5, 1_000, 3).ShouldBeGreaterThan(0.95);

    [Fact]
    public void Equal_shares_cannot_be_told_apart() => Should.Throw<ArgumentException>(() => Power.MembersPerArm(0.1, 0.1));

    /// <summary>χ² with one degree of freedom; the first line is the well-known public example of a mismatch.</summary>
    [Theory]
    [InlineData(821_588, 815_482, 1.8217928726191858e-6, true)]
    [InlineData(10_090, 9_910, 0.20309178757716426, false)]
    [InlineData(5_000, 5_300, 0.003116693839866867, false)]
    public void Arms_of_the_wrong_size_are_found(long treated, long control, double p, bool mismatch)
    {
        var check = SampleRatio.Check([treated, control], [1, 1]);
        check.PValue.ShouldBe(p, 1e-6 * p);
        check.Mismatch.ShouldBe(mismatch);
        check.Cautions.Count.ShouldBe(mismatch ? 1 : 0);
    }

    [Fact]
    public void Only_the_ratio_of_the_drawn_shares_matters() =>
        SampleRatio.Check([90, 10, 5], [0.9, 0.1, 0.05]).ShouldBe(new SampleRatio(0, 1));

    /// <summary>R: p.adjust(c(.01, .04, .03, .005), "holm") and "BH".</summary>
    [Fact]
    public void Several_tests_are_adjusted_as_r_adjusts_them()
    {
        double[] p = [0.01, 0.04, 0.03, 0.005];
        MultipleTests.Holm(p).ShouldBe([0.03, 0.06, 0.06, 0.02], 1e-12);
        MultipleTests.BenjaminiHochberg(p).ShouldBe([0.02, 0.04, 0.04, 0.02], 1e-12);
    }

    [Fact]
    public void An_adjusted_p_value_is_never_above_one() => MultipleTests.Holm([0.9, 0.8]).ShouldBe([1, 1]);

    [Fact]
    public void No_tests_need_no_adjustment() => MultipleTests.BenjaminiHochberg([]).ShouldBeEmpty();
}
