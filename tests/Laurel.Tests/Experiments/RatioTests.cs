using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class RatioTests
{
    private const int Members = 20_000;

    [Fact]
    public void The_standard_error_of_a_ratio_matches_repeated_draws_of_members()
    {
        var chance = new Chance(11);
        var ratios = Enumerable.Range(0, 400).Select(_ => Draw(chance, 500).Ratio()).ToList();
        var spread = ArmSummary.Of([.. ratios.Select(ratio => ratio.Mean)]).Mean;

        var claimed = Math.Sqrt(ratios.Average(ratio => ratio.SquaredError));

        claimed.ShouldBe(Math.Sqrt(spread.Variance), 0.1 * claimed);
    }

    [Fact]
    public void Orders_are_not_treated_as_independent()
    {
        var members = Draw(new Chance(12), Members);
        var perOrder = members.SumX * 25;

        members.Ratio().SquaredError.ShouldBeGreaterThan(2 * 25 / perOrder);
    }

    [Fact]
    public void Sums_of_two_parts_are_the_sums_of_the_whole()
    {
        double[] x = [1, 2, 3, 4], y = [2, 1, 5, 9], firstX = [1, 2], firstY = [2, 1], restX = [3, 4], restY = [5, 9];

        (PairedSummary.Of(firstX, firstY) + PairedSummary.Of(restX, restY)).ShouldBe(PairedSummary.Of(x, y));
    }

    [Fact]
    public void A_share_has_the_variance_of_a_coin()
    {
        ArmMean.Share(30, 100).Variance.ShouldBe(0.21, 1e-12);
        Should.Throw<UnusableSampleException>(() => ArmMean.Share(101, 100));
    }

    /// <summary>x = orders of a member, y = revenue; a member has her own typical order value.</summary>
    private static PairedSummary Draw(Chance chance, int members)
    {
        var sums = default(PairedSummary);
        for (var i = 0; i < members; i++)
        {
            var orders = 1 + (int)(6 * chance.Uniform());
            sums = sums.With(orders, orders * (20 + 5 * chance.Normal()));
        }
        return sums;
    }
}
