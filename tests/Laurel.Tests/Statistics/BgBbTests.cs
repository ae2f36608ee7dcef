using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>Donations of 11,104 donors over six years; Fader, Hardie and Shang (2010): 1.204, .750, .657, 2.783, LL −33225.6.</summary>
public sealed class BgBbTests
{
    [Fact]
    public void Bg_bb_finds_the_published_parameters()
    {
        var fit = Fit();
        fit.Converged.ShouldBeTrue();
        fit.LogLikelihood.ShouldBe(-33225.5813, 0.005);
        double[] expected = [1.20352, 0.74972, 0.65672, 2.78344];
        fit.Parameters.Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First.Value / pair.Second - 1) < 0.002);
    }

    /// <summary>The BTYD vignette: a donor of all six years gives 3.75 times in the next five, one of none .07 times.</summary>
    [Fact]
    public void Bg_bb_expects_what_the_authors_expect()
    {
        var model = Fit().Model;
        model.ExpectedPurchases(new PeriodHistory(6, 6, 6), 5).ShouldBe(3.75, 0.005);
        model.ExpectedPurchases(new PeriodHistory(0, 0, 6), 5).ShouldBe(0.07, 0.005);
        model.ProbabilityAlive(new PeriodHistory(0, 0, 6)).ShouldBe(0.11, 0.005);
    }

    [Fact]
    public void Bg_bb_counts_add_to_one_and_average_to_the_expectation()
    {
        var model = Fit().Model;
        var shares = Enumerable.Range(0, 7).Select(n => model.Probability(n, 6)).ToArray();
        shares.Sum().ShouldBe(1, 1e-12);
        shares.Select((share, n) => n * share).Sum().ShouldBe(model.ExpectedPurchases(6), 1e-12);
    }

    [Theory]
    [InlineData(3, 2, 6)]
    [InlineData(0, 1, 6)]
    [InlineData(1, 7, 6)]
    public void An_impossible_history_of_periods_is_refused(int purchases, int last, int periods) =>
        Should.Throw<ArgumentException>(() => BgBb.Fit([(new PeriodHistory(purchases, last, periods), 1)])).Message.ShouldContain("t_x");

    private static Fitted<BgBb> Fit() => BgBb.Fit(
    [
        .. GzipCsv.Rows("data/donations_bgbb/donations.csv.gz", "frequency", "recency", "periods", "weights")
            .Select(row => (new PeriodHistory(row[0].Whole(), row[1].Whole(), row[2].Whole()), row[3].Number())),
    ]);
}
