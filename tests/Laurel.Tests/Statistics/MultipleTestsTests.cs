using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class MultipleTestsTests
{
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

    [Fact]
    public void What_is_no_probability_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => MultipleTests.Holm([1.2]));
}
