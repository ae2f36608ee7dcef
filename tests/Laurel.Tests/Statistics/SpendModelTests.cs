using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>
/// CDNOW sample, 946 repeat customers. Published: Fader and Hardie (2013) p 6.25 q 3.74 v 15.44. More digits: recomputed independently,
/// equal to lifetimes 0.11.3; CLVTools −4055.9177 on exact values.
/// </summary>
public sealed class SpendModelTests
{
    [Fact]
    public void Gamma_gamma_finds_the_published_parameters()
    {
        var fit = GammaGamma.Fit(Spends());
        fit.Converged.ShouldBeTrue();
        fit.Members.ShouldBe(946);
        fit.LogLikelihood.ShouldBe(-4055.92324, 0.001);
        fit.Model.P.ShouldBe(6.2488, 0.01);
        fit.Model.Q.ShouldBe(3.74459, 0.005);
        fit.Model.V.ShouldBe(15.44775, 0.03);
    }

    [Fact]
    public void Gamma_gamma_from_exact_values_has_the_likelihood_of_the_peer() =>
        GammaGamma.Fit(ObservedMembers.From(Cdnow.Sample(), Cdnow.End).Select(member => member.Spend))
            .LogLikelihood.ShouldBe(-4055.9177, 0.001);

    [Fact]
    public void Expected_spends_are_those_of_the_peers()
    {
        var model = GammaGamma.Fit(Spends()).Model;
        model.MeanSpend.ShouldBe(35.171, 0.001);
        Spends().Take(10).Select(model.ExpectedSpend).ShouldBe(
            [24.6586, 18.9115, 35.1710, 35.1710, 35.1710, 71.4629, 18.9115, 35.1710, 27.2824, 35.1710], 0.001);
    }

    /// <summary>lifetimes 0.11.3, customer_lifetime_value(time=12, discount_rate=.01, freq="W").</summary>
    [Fact]
    public void Discounted_value_is_that_of_the_peer()
    {
        var purchases = BgNbd.Fit(Cdnow.PublishedHistories()).Model;
        var spend = GammaGamma.Fit(Spends()).Model;
        var values = Cdnow.Published().Select(row => spend.ExpectedSpend(new SpendHistory(row.History.Repeats, row.Spend))
            * purchases.DiscountedPurchases(row.History, Discounting.Monthly(12, 0.01))).ToArray();
        values[..5].ShouldBe([36.2785, 4.63717, 8.34409, 8.34409, 8.34409], 0.001);
        values.Sum().ShouldBe(71509.9, 1);
    }

    [Fact]
    public void Without_repeat_purchases_spend_cannot_be_learned() =>
        Should.Throw<ArgumentException>(() => GammaGamma.Fit([new SpendHistory(0, 0), new SpendHistory(2, 0)]))
            .Message.ShouldContain("repeat purchases");

    private static IEnumerable<SpendHistory> Spends() =>
        Cdnow.Published().Select(row => new SpendHistory(row.History.Repeats, row.Spend));
}
