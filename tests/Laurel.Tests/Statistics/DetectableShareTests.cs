using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class DetectableShareTests
{
    /// <summary>14,750.79 and 80,681.38 per arm at 80%: recomputed independently; statsmodels gives the same to its rounding.</summary>
    [Theory]
    [InlineData(0.10, 0.11, 14750.790469044954)]
    [InlineData(0.02, 0.022, 80681.38028240837)]
    public void Equal_arms_of_the_planned_size_see_what_they_were_planned_for(double baseline, double target, double members)
    {
        DetectableShare.Power(baseline, target, members, members).ShouldBe(0.8, 1e-6);
        DetectableShare.Above(baseline, members, members).ShouldBe(target, 1e-7);
    }

    [Fact]
    public void A_smaller_hold_out_sees_less() =>
        DetectableShare.Above(0.10, 19_000, 1_000).ShouldBeGreaterThan(DetectableShare.Above(0.10, 10_000, 10_000));

    [Fact]
    public void A_tiny_hold_out_sees_next_to_nothing() => DetectableShare.Above(0.5, 1_000, 3).ShouldBeGreaterThan(0.95);

    /// <summary>Under no effect the chance to see one is the chance of a false alarm.</summary>
    [Fact]
    public void Nothing_is_seen_as_often_as_a_false_alarm() => DetectableShare.Power(0.3, 0.3, 500, 200).ShouldBe(0.05, 1e-12);

    [Fact]
    public void An_empty_arm_is_refused() => Should.Throw<ArgumentException>(() => DetectableShare.Above(0.1, 100, 0));
}
