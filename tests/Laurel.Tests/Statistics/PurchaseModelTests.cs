using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>
/// CDNOW. Published: Fader, Hardie and Lee (2005), BG/NBD r .243 α 4.414 a .793 b 2.426, LL −9582.4; Pareto/NBD .553 10.578 .606 11.669,
/// LL −9595.0; BTYDplus MBG/NBD .525 6.183 .891 1.614. More digits: recomputed independently, equal to lifetimes 0.11.3 and CLVTools 0.12.
/// </summary>
public sealed class PurchaseModelTests
{
    private static readonly PurchaseHistory Known = new(2, 30.43, 38.86);

    [Fact]
    public void Bg_nbd_finds_the_published_parameters()
    {
        var fit = BgNbd.Fit(Cdnow.PublishedHistories());
        fit.Converged.ShouldBeTrue();
        fit.LogLikelihood.ShouldBe(-9582.42556, 0.0005);
        ShouldBe(fit, 0.002, ("r", 0.24259), ("alpha", 4.41353), ("a", 0.79289), ("b", 2.42575));
        double[] errors = [0.01256, 0.3782, 0.1857, 0.7053];
        fit.Parameters.Zip(errors).ShouldAllBe(pair => Math.Abs(pair.First.StandardError / pair.Second - 1) < 0.02);
    }

    [Fact]
    public void Bg_nbd_from_exact_dates_has_the_likelihood_of_the_peer() =>
        BgNbd.Fit(Cdnow.Histories(ObservedMembers.From(Cdnow.Sample(), Cdnow.End))).LogLikelihood.ShouldBe(-9582.4292, 0.0005);

    [Fact]
    public void Bg_nbd_fits_the_whole_cohort()
    {
        var fit = BgNbd.Fit(Cdnow.FullHistories());
        fit.LogLikelihood.ShouldBe(-95368.44393, 0.001);
        ShouldBe(fit, 0.0005, ("r", 0.251624), ("alpha", 4.788943), ("a", 0.723434), ("b", 2.161088));
    }

    [Fact]
    public void Mbg_nbd_finds_the_published_parameters()
    {
        var fit = MbgNbd.Fit(Cdnow.PublishedHistories());
        fit.LogLikelihood.ShouldBe(-9582.13268, 0.0005);
        ShouldBe(fit, 0.002, ("r", 0.52484), ("alpha", 6.18299), ("a", 0.89136), ("b", 1.614));
    }

    [Fact]
    public void Pareto_nbd_finds_the_published_parameters()
    {
        var fit = ParetoNbd.Fit(Cdnow.PublishedHistories());
        fit.LogLikelihood.ShouldBe(-9594.97393, 0.0005);
        ShouldBe(fit, 0.002, ("r", 0.55328), ("alpha", 10.57761), ("s", 0.60621), ("beta", 11.66792));
    }

    [Fact]
    public void Pareto_nbd_fits_the_whole_cohort()
    {
        var fit = ParetoNbd.Fit(Cdnow.FullHistories());
        fit.LogLikelihood.ShouldBe(-95415.11862, 0.002);
        ShouldBe(fit, 0.001, ("r", 0.59742), ("alpha", 11.585657), ("s", 0.522186), ("beta", 8.827759));
    }

    [Fact]
    public void Bg_nbd_predicts_as_the_authors_spreadsheet()
    {
        var model = BgNbd.Fit(Cdnow.PublishedHistories()).Model;
        model.ExpectedPurchases(Known, 39).ShouldBe(1.22591, 0.0001);
        model.ProbabilityAlive(Known).ShouldBe(0.72661, 0.0001);
        model.ProbabilityAlive(new PurchaseHistory(0, 0, 38)).ShouldBe(1);
        new[] { 1.0, 39, 78 }.Select(model.ExpectedPurchases).ShouldBe([0.053185, 1.195016, 1.857972], 0.00001);
        Enumerable.Range(0, 4).Select(n => model.Probability(n, 39)).ShouldBe([0.574307, 0.199193, 0.085322, 0.045797], 0.00001);
    }

    [Fact]
    public void Pareto_nbd_predicts_as_the_btyd_vignette()
    {
        var model = ParetoNbd.Fit(Cdnow.PublishedHistories()).Model;
        var heavy = new PurchaseHistory(26, 30.86, 31);
        model.ExpectedPurchases(heavy, 52).ShouldBe(25.4565, 0.001);
        model.ProbabilityAlive(heavy).ShouldBe(0.99792, 0.00005);
        model.ExpectedPurchases(Known, 39).ShouldBe(1.45511, 0.0005);
        model.ProbabilityAlive(Known).ShouldBe(0.86912, 0.00005);
        model.ExpectedPurchases(52).ShouldBe(1.47344, 0.0005);
    }

    private static void ShouldBe<TModel>(Fitted<TModel> fit, double relative, params (string Name, double Value)[] expected)
    {
        fit.Parameters.Select(parameter => parameter.Name).ShouldBe(expected.Select(pair => pair.Name));
        foreach (var (parameter, (_, value)) in fit.Parameters.Zip(expected))
            parameter.Value.ShouldBe(value, relative * value, parameter.Name);
    }
}
