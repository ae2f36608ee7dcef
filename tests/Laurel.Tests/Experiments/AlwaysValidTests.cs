using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class AlwaysValidTests
{
    /// <summary>GrowthBook gbstats, sequential two-sided test, tuning parameter 1000 and 5000.</summary>
    [Theory]
    [InlineData(1000, -0.55844051, 1.56516268)]
    [InlineData(5000, -0.50971776, 1.51643993)]
    public void The_relative_lift_of_means_equals_gbstats(long tunedTo, double low, double high)
    {
        var estimate = RelativeLift.Watched(WelchTests.B, WelchTests.A(3000), 0.95, tunedTo).Estimate;

        estimate.Value.ShouldBe(0.50336109, 1e-5);
        estimate.StandardError.ShouldBe(0.33341221, 1e-5);
        estimate.Interval.Low.ShouldBe(low, 1e-5);
        estimate.Interval.High.ShouldBe(high, 1e-5);
    }

    [Fact]
    public void The_relative_lift_of_shares_equals_gbstats()
    {
        var estimate = RelativeLift.Watched(ArmMean.Share(2422, 3461), ArmMean.Share(1396, 3000), 0.95, 5000).Estimate;

        estimate.Value.ShouldBe(0.50386335, 1e-5);
        estimate.Interval.Low.ShouldBe(0.40097850, 1e-5);
        estimate.Interval.High.ShouldBe(0.60674821, 1e-5);
    }

    [Fact]
    public void The_tuning_equals_gbstats()
    {
        AlwaysValid.Rho(0.05, 1000).ShouldBe(0.08908510, 1e-8);
        AlwaysValid.Rho(0.05, 5000).ShouldBe(0.03984007, 1e-8);
    }

    /// <summary>p = min(1, 1/L), computed by hand from the formula of Johari et al. (2017).</summary>
    [Theory]
    [InlineData(0.02, 0.006, 0.02, 0.021284454534659745)]
    [InlineData(0.77, 0.145, 0.5, 8.066255958446817e-06)]
    public void The_mixture_ratio_test_equals_the_formula(double effect, double standardError, double tau, double p) =>
        AlwaysValid.RatioTest(effect, standardError, tau).ShouldBe(p, 1e-6 * p);

    [Fact]
    public void The_p_value_is_the_level_at_which_the_interval_touches_zero()
    {
        var p = AlwaysValid.Around(0.9, 0.25, 4000, 0.95, 5000).PValue;
        var (rho, n) = (AlwaysValid.Rho(0.05, 5000), 4000.0);
        var spread = n * rho * rho + 1;

        var half = 0.25 * Math.Sqrt(n) * Math.Sqrt(2 * spread / (n * rho * n * rho) * Math.Log(Math.Sqrt(spread) / p));

        half.ShouldBe(0.9, 1e-9);
    }

    [Fact]
    public void At_the_tuned_size_it_is_one_and_a_half_times_as_wide_as_a_single_look()
    {
        var watched = AlwaysValid.Around(0, 1, 5000, 0.95, 5000);

        (watched.Interval.Width / Estimate.Normal(0, 1, 0.95).Interval.Width).ShouldBe(1.5486, 1e-3);
        watched.Looking.ShouldBe(Looking.Always);
    }

    /// <summary>5,000 streams without an effect, looked at 50 times: a single-look interval errs in a third of them.</summary>
    [Fact]
    public void Watching_fifty_times_claims_falsely_in_at_most_five_percent()
    {
        const int streams = 5000;
        var chance = new Chance(2106);
        var (watched, once) = (0, 0);
        for (var stream = 0; stream < streams; stream++)
        {
            var (w, o) = Watch(chance, looks: 50, unitsPerLook: 40);
            watched += w ? 1 : 0;
            once += o ? 1 : 0;
        }

        (watched / (double)streams).ShouldBeLessThanOrEqualTo(0.05);
        (once / (double)streams).ShouldBe(0.327, 0.03);
    }

    private static (bool Watched, bool Once) Watch(Chance chance, int looks, int unitsPerLook)
    {
        var arms = new ArmSummary[2];
        var (watched, once) = (false, false);
        for (var look = 0; look < looks; look++)
        {
            for (var unit = 0; unit < unitsPerLook; unit++)
                arms[unit % 2] += One(chance.Normal());
            var (treated, control) = (arms[0].Mean, arms[1].Mean);
            watched |= AlwaysValid.Difference(treated, control, 0.95, looks * unitsPerLook).ExcludesZero;
            once |= Math.Abs(treated.Mean - control.Mean) > 1.959964 * Welch.StandardError(treated, control);
        }
        return (watched, once);
    }

    private static ArmSummary One(double value) => new(1, value, value * value);
}
