using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class LotteryTests
{
    /// <summary>χ² with one degree of freedom; the first case is the classic one of Kohavi, Tang and Xu (2020), chapter 21.</summary>
    [Theory]
    [InlineData(821588, 815482, 1.8217928726191858e-06, true)]
    [InlineData(10090, 9910, 0.20309178757716426, false)]
    [InlineData(5000, 5300, 0.003116693839866867, false)]
    public void The_sizes_of_two_arms_are_checked_exactly(long treated, long control, double p, bool stops)
    {
        var lottery = SampleRatio.Check([treated, control], [0.5, 0.5]);

        lottery.PValue.ShouldBe(p, 1e-6 * p);
        lottery.Stops.ShouldBe(stops);
    }

    [Fact]
    public void Three_arms_of_unequal_shares_are_checked_together()
    {
        var lottery = SampleRatio.Check([1000, 4550, 4450], [1, 4.5, 4.5]);

        lottery.ChiSquared.ShouldBe(1.1111111, 1e-6);
        lottery.PValue.ShouldBe(Math.Exp(-1.1111111 / 2), 1e-6);
    }

    [Fact]
    public void A_lottery_needs_a_share_for_every_arm() =>
        Should.Throw<UnusableSampleException>(() => SampleRatio.Check([1, 2], [1]));

    /// <summary>Reference sizes for 10% to 11% and 2% to 2.2%, power 80%, two-sided 5%.</summary>
    [Theory]
    [InlineData(0.10, 0.11, 14750.790469)]
    [InlineData(0.02, 0.022, 80681.380282)]
    public void The_size_for_shares_equals_the_reference(double control, double treated, double units) =>
        Power.UnitsPerArmForShares(control, treated).ShouldBe(units, 1e-6 * units);

    [Fact]
    public void The_size_for_means_equals_the_reference() =>
        Power.UnitsPerArm(0.01, 0.11 * 0.89, 0.1 * 0.9).ShouldBe(14748.045021, 0.01);

    [Fact]
    public void The_smallest_visible_difference_is_seen_with_the_power_asked_for() =>
        Power.Of(Power.SmallestVisible(3.5), 3.5).ShouldBe(0.8, 1e-4);

    [Fact]
    public void No_size_sees_nothing() => Should.Throw<UnusableSampleException>(() => Power.UnitsPerArm(0, 1, 1));
}
