using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>Taylor and Ashe's triangle; Mack (1993): reserve 18,680,856, standard error 2,447,095.</summary>
public sealed class ChainLadderTests
{
    private static readonly double[][] TaylorAshe =
    [
        [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
        [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
        [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
        [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
        [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
        [396132, 1333217, 2180715, 2985752, 3691712],
        [440832, 1288463, 2419861, 3483130],
        [359480, 1421128, 2864498],
        [376686, 1363294],
        [344014],
    ];

    [Fact]
    public void Taylor_and_ashe_have_macks_reserve_and_error()
    {
        var ladder = ChainLadder.Estimate(TaylorAshe);
        ladder.Reserve.ShouldBe(18680855.611924306, 0.01);
        ladder.StandardError.ShouldBe(2447094.860834665, 1);
        ladder.Factors[0].ShouldBe(3.4906065479322863, 1e-12);
        ladder.Factors[^1].ShouldBe(1.017724725219544, 1e-12);
    }

    /// <summary>Mack (1993), table 4: reserve and standard error of the second and the last accident year.</summary>
    [Fact]
    public void Single_cohorts_have_macks_errors()
    {
        var ladder = ChainLadder.Estimate(TaylorAshe);
        ladder.Reserves[1].ShouldBe(94634, 1);
        ladder.StandardErrors[1].ShouldBe(75535, 1);
        ladder.Reserves[^1].ShouldBe(4625811, 1);
        ladder.StandardErrors[^1].ShouldBe(1363155, 1);
    }

    [Fact]
    public void Complete_cohorts_have_nothing_to_come()
    {
        var ladder = ChainLadder.Estimate([[10, 20], [30, 60], [5]]);
        ladder.Reserves.ShouldBe([0, 0, 5]);
        ladder.StandardErrors.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void Cohorts_that_redeemed_nothing_break_nothing()
    {
        var ladder = ChainLadder.Estimate([[0, 0, 0], [0, 0], [0]]);
        ladder.Reserve.ShouldBe(0);
        ladder.StandardError.ShouldBe(0);
    }

    [Fact]
    public void Cohorts_out_of_order_are_refused() =>
        Should.Throw<ArgumentException>(() => ChainLadder.Estimate([[1], [1, 2]])).Message.ShouldContain("oldest");

    [Fact]
    public void The_ultimate_redemption_rate_is_above_what_was_redeemed_to_date()
    {
        IssuedCohort[] cohorts = [new(1000, [100, 400, 600]), new(2000, [220, 780]), new(4000, [380])];
        var rate = RedemptionRate.Estimate(cohorts, monthsPerPeriod: 12);
        rate.Cohorts[0].Rate.ShouldBe(0.6);
        rate.Rate.ShouldBeGreaterThan((600.0 + 780 + 380) / 7000);
        rate.StillToRedeem.ShouldBe(rate.Rate * 7000 - 1760, 1e-9);
        rate.CostLiability(0.01).ShouldBe(0.01 * rate.StillToRedeem);
        rate.High.ShouldBe(rate.Rate + 1.959964 * rate.StandardError, 1e-6);
        rate.Caveats.ShouldHaveSingleItem().Kind.ShouldBe(CaveatKind.UncertainUltimate);
    }

    [Fact]
    public void Young_points_are_noticed() =>
        RedemptionRate.Estimate([new(1000, [100, 200]), new(1000, [110])], monthsPerPeriod: 6)
            .Caveats.ShouldHaveSingleItem().ShouldBe(new Caveat(CaveatKind.YoungCohorts, 12, 24));

    [Fact]
    public void More_redeemed_than_issued_is_refused() =>
        Should.Throw<ArgumentException>(() => RedemptionRate.Estimate([new(10, [11])], 12)).Message.ShouldContain("no more");
}
