using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>Members and parameters at which published formulas overflow or divide zero by zero.</summary>
public sealed class ExtremeMemberTests
{
    private static readonly PurchaseModel[] Models =
    [
        new BgNbd(0.25, 4.4, 0.8, 2.4), new BgNbd(0.25, 4.4, 1, 2.4), new BgNbd(0.25, 4.4, 0.3, 0.4), new BgNbd(1e4, 1e5, 1e-4, 1e4),
        new BgNbd(0.3, 1e-6, 0.5, 2), new MbgNbd(0.5, 6.2, 0.9, 1.6), new MbgNbd(0.5, 6.2, 1, 1e-3),
        new ParetoNbd(0.55, 10.6, 0.6, 11.7), new ParetoNbd(0.55, 10.6, 1, 11.7), new ParetoNbd(0.5143, 2.8845, 0.2856, 14.1087),
        new ParetoNbd(1e-3, 1e-2, 50, 5e4), new ParetoNbd(20, 5e4, 1e-3, 1e-2), new ParetoNbd(0.5, 3, 2, 3),
    ];

    private static readonly PurchaseHistory[] Members =
    [
        new(0, 0, 0), new(0, 0, 500), new(1, 0.1429, 0.1429), new(221, 103.43, 103.57), new(221, 0.5, 103.57),
        new(3650, 520, 521.4), new(100_000, 519, 520),
    ];

    [Fact]
    public void Nothing_is_ever_not_a_number()
    {
        foreach (var (model, member) in from model in Models from member in Members select (model, member))
        {
            model.ProbabilityAlive(member).ShouldBeInRange(0, 1, $"{model}, {member}");
            var expected = model.ExpectedPurchases(member, 52);
            expected.ShouldBeInRange(0, 1e7, $"{model}, {member}");
            model.ExpectedPurchases(member, 104).ShouldBeGreaterThanOrEqualTo(expected, $"{model}, {member}");
        }
    }

    [Fact]
    public void The_member_that_broke_btyd_is_alive_and_buys_on()
    {
        var model = new ParetoNbd(0.5143, 2.8845, 0.2856, 14.1087);
        var member = new PurchaseHistory(221, 103.43, 103.57);
        model.ProbabilityAlive(member).ShouldBe(0.9996, 0.0001);
        model.ExpectedPurchases(member, 52).ShouldBe(102.37, 0.01);
    }

    [Fact]
    public void Probabilities_of_counts_add_to_one_and_average_to_the_expectation()
    {
        PurchaseModel[] models = [new BgNbd(0.25, 4.4, 0.8, 2.4), new MbgNbd(0.5, 6.2, 0.9, 1.6), new ParetoNbd(0.55, 10.6, 0.6, 11.7)];
        foreach (var model in models)
        {
            var shares = Enumerable.Range(0, 150).Select(n => model.Probability(n, 20)).ToArray();
            shares.Sum().ShouldBe(1, 1e-9, $"{model}");
            shares.Select((share, n) => share * n).Sum().ShouldBe(model.ExpectedPurchases(20), 1e-7, $"{model}");
        }
    }

    [Theory]
    [InlineData(0.999999)]
    [InlineData(1.000001)]
    public void Expectations_do_not_jump_where_the_formulas_divide_by_zero(double one)
    {
        var member = new PurchaseHistory(2, 30, 38);
        new BgNbd(0.25, 4.4, one, 2.4).ExpectedPurchases(member, 39)
            .ShouldBe(new BgNbd(0.25, 4.4, 1, 2.4).ExpectedPurchases(member, 39), 1e-5);
        new ParetoNbd(0.55, 10, one, 11).ExpectedPurchases(member, 39)
            .ShouldBe(new ParetoNbd(0.55, 10, 1, 11).ExpectedPurchases(member, 39), 1e-5);
    }

    /// <summary>For α = β the dropout integral is elementary: s / (r+s+x) · [(α+t_x)^−(r+s+x) − (α+T)^−(r+s+x)].</summary>
    [Theory]
    [InlineData(0, 0, 30)]
    [InlineData(3, 12, 30)]
    [InlineData(40, 29.9, 30)]
    [InlineData(40, 1, 300)]
    public void The_chance_to_be_alive_is_right_where_it_is_elementary(int x, double last, double end)
    {
        const double r = 0.6, s = 0.8, alpha = 7;
        var sum = r + s + x;
        var odds = s / sum * (Math.Pow((alpha + end) / (alpha + last), sum) - 1);
        new ParetoNbd(r, alpha, s, alpha).ProbabilityAlive(new PurchaseHistory(x, last, end)).ShouldBe(1 / (1 + odds), 1e-12);
    }

    /// <summary>For α ≠ β by Simpson's rule with a hundred thousand steps over a rising cube, dense where the integrand is steep.</summary>
    [Theory]
    [InlineData(0.6, 11, 0.8, 9, 0, 0, 39)]
    [InlineData(0.6, 0.05, 0.8, 300, 2, 3, 39)]
    [InlineData(0.6, 300, 0.8, 0.05, 2, 3, 39)]
    [InlineData(5, 60, 400, 9000, 7, 3, 100)]
    [InlineData(0.5, 3, 0.3, 14, 221, 20, 103)]
    public void The_chance_to_be_alive_agrees_with_plain_quadrature(
        double r, double alpha, double s, double beta, int x, double last, double end)
    {
        const int steps = 100_000;
        var odds = 0.0;
        for (var i = 0; i <= steps; i++)
        {
            var share = (double)i / steps;
            var u = last + (end - last) * share * share * share;
            var log = (r + x) * Math.Log((alpha + end) / (alpha + u)) + s * Math.Log((beta + end) / (beta + u));
            var weight = i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2;
            odds += weight * s / (beta + u) * Math.Exp(log) * 3 * share * share * (end - last) / (3 * steps);
        }
        var alive = 1 / (1 + odds);
        new ParetoNbd(r, alpha, s, beta).ProbabilityAlive(new PurchaseHistory(x, last, end)).ShouldBe(alive, 1e-9 * alive);
    }

    /// <summary>All buy at one rate and nobody leaves: r and α want to be infinite, a to be nothing.</summary>
    [Fact]
    public void Members_who_are_all_alike_are_fitted_and_reported_as_such()
    {
        var chance = new Random(9);
        var alike = PurchaseHistories.Of([.. Enumerable.Range(0, 800).Select(_ => Poisson(chance, weeksBetween: 5, weeks: 52))]);
        foreach (var name in ModelChoice.Names)
        {
            var fit = ModelChoice.Fit(name, alike);
            fit.Converged.ShouldBeTrue(name);
            fit.AtBounds.ShouldBeTrue(name);
            (alike.Sum(history => fit.Model.ExpectedPurchases(history, 52)) / alike.Count).ShouldBe(52.0 / 5, 0.4, name);
        }
    }

    /// <summary>r = 1, α = 6, a = 1, b = 3: what members of BG/NBD did, told by the model's own story, gives the model back.</summary>
    [Fact]
    public void Simulated_members_give_back_the_parameters_they_came_from()
    {
        var chance = new Random(4);
        var fit = BgNbd.Fit(PurchaseHistories.Of([.. Enumerable.Range(0, 20_000).Select(_ => Simulated(chance))]));
        double[] truth = [1, 6, 1, 3];
        fit.Parameters.Zip(truth).ShouldAllBe(pair => Math.Abs(pair.First.Value - pair.Second) < 4 * pair.First.StandardError);
        fit.Parameters.Zip(truth).ShouldAllBe(pair => pair.First.StandardError < 0.1 * pair.Second);
    }

    private static PurchaseHistory Simulated(Random chance)
    {
        var rate = -Math.Log(1 - chance.NextDouble()) / 6;
        var leaves = 1 - Math.Pow(1 - chance.NextDouble(), 1.0 / 3);
        return Story(chance, rate, leaves, 104 * chance.NextDouble());
    }

    private static PurchaseHistory Poisson(Random chance, double weeksBetween, double weeks) => Story(chance, 1 / weeksBetween, 0, weeks);

    private static PurchaseHistory Story(Random chance, double rate, double leaves, double weeks)
    {
        var (repeats, last) = (0, 0.0);
        for (var alive = true; alive; alive = chance.NextDouble() >= leaves)
        {
            var next = last - Math.Log(1 - chance.NextDouble()) / rate;
            if (next > weeks)
                break;
            (repeats, last) = (repeats + 1, next);
        }
        return new PurchaseHistory(repeats, last, weeks);
    }

    [Fact]
    public void A_single_kind_of_member_ends_the_search_without_an_exception()
    {
        var everybodyOnce = PurchaseHistories.Of([new(0, 0, 10), new(0, 0, 20), new(0, 0, 30)]);
        double.IsFinite(BgNbd.Fit(everybodyOnce).LogLikelihood).ShouldBeTrue();
        BgNbd.Fit(everybodyOnce).AtBounds.ShouldBeTrue();
        ParetoNbd.Fit(everybodyOnce).AtBounds.ShouldBeTrue();
    }
}
