using MathNet.Numerics.Distributions;
using Shouldly;
using Xunit;
using LogGammaOf = Laurel.Insight.Statistics.SpecialFunctions;
using Shares = Laurel.Insight.Statistics.Distributions;

namespace Laurel.Tests.Statistics;

/// <summary>Tables of Abramowitz and Stegun (1964) and the functions of MathNet.Numerics 5.0 as a second opinion.</summary>
public sealed class DistributionsTests
{
    [Theory]
    [InlineData(0.5, 0.57236494292470009)] // ln √π
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(10, 12.801827480081469)] // ln 9!
    [InlineData(101, 363.73937555556349)] // ln 100!
    [InlineData(1e-6, 13.815509980749431)]
    public void The_logarithm_of_gamma_agrees_with_the_tables(double x, double expected) =>
        LogGammaOf.LogGamma(x).ShouldBe(expected, 1e-12 * Math.Max(1, expected));

    [Theory]
    [InlineData(1, -0.57721566490153286)] // −γ
    [InlineData(0.5, -1.9635100260214235)] // −γ − 2 ln 2
    [InlineData(10, 2.2517525890667211)]
    public void Digamma_agrees_with_the_tables(double x, double expected) => LogGammaOf.Digamma(x).ShouldBe(expected, 1e-14);

    [Theory]
    [InlineData(1e-17)]
    [InlineData(-1e-9)]
    [InlineData(0.3)]
    public void Logarithm_and_exponential_near_one_undo_each_other(double x) =>
        LogGammaOf.Log1P(LogGammaOf.ExpM1(x)).ShouldBe(x, 1e-15 * Math.Abs(x));

    [Fact]
    public void Gamma_of_nothing_or_less_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LogGammaOf.LogGamma(0)).Message.ShouldContain("positive");

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.8, 0.8416212335729143)]
    [InlineData(0.5, 0)]
    [InlineData(1e-12, -7.034483825301131)]
    [InlineData(1e-300, -37.0471)]
    public void The_normal_quantile_agrees_with_the_tables(double p, double expected) =>
        Shares.NormalQuantile(p).ShouldBe(expected, Math.Max(1e-12, 1e-300 / p * 1e-4));

    [Fact]
    public void The_normal_share_agrees_with_a_second_opinion_over_the_whole_line()
    {
        for (var z = -37.0; z <= 9; z += 0.0371)
        {
            var expected = 0.5 * Erfc(-z / Math.Sqrt(2));
            Shares.NormalCdf(z).ShouldBe(expected, 1e-9 * expected, $"z = {z}");
        }
    }

    [Theory]
    [InlineData(0.975, 1, 12.706204736432095)]
    [InlineData(0.975, 10, 2.2281388519649385)]
    [InlineData(0.995, 2, 9.9248432009182928)]
    [InlineData(0.025, 30, -2.0422724563012373)]
    [InlineData(0.975, 1e7, 1.9599642)]
    public void Student_quantiles_agree_with_the_tables(double p, double degrees, double expected)
    {
        var t = Shares.StudentTQuantile(p, degrees);
        t.ShouldBe(expected, 1e-6);
        Shares.StudentTCdf(t, degrees).ShouldBe(p, 1e-11);
        StudentT.CDF(0, 1, degrees, t).ShouldBe(p, 1e-9);
    }

    [Theory]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(18.307038053275146, 10, 0.05)]
    [InlineData(0.0039321400000195, 1, 0.95)]
    [InlineData(22.769, 1, 1.8258e-6)]
    public void Chi_squared_tails_agree_with_the_tables(double x, double degrees, double tail)
    {
        Shares.ChiSquaredTail(x, degrees).ShouldBe(tail, 2e-3 * tail);
        Shares.ChiSquaredTail(x, degrees).ShouldBe(1 - ChiSquared.CDF(degrees, x), 1e-12);
        var p = Shares.ChiSquaredCdf(x, degrees);
        Shares.ChiSquaredQuantile(p, degrees).ShouldBe(x, 1e-5 * x);
    }

    [Theory]
    [InlineData(3.3258345, 5, 10, 0.05)]
    [InlineData(161.4476387975881, 1, 1, 0.05)]
    [InlineData(2.4472, 4, 120, 0.05)]
    public void F_tails_agree_with_the_tables(double f, double numerator, double denominator, double tail)
    {
        Shares.FTail(f, numerator, denominator).ShouldBe(tail, 2e-3);
        Shares.FCdf(f, numerator, denominator)
            .ShouldBe(FisherSnedecor.CDF(numerator, denominator, f), 1e-10);
        Shares.FQuantile(0.95, numerator, denominator)
            .ShouldBe(FisherSnedecor.InvCDF(numerator, denominator, 0.95), 1e-6 * f);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_quantile_of_no_probability_is_refused(double p) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Shares.NormalQuantile(p));

    private static double Erfc(double x) => MathNet.Numerics.SpecialFunctions.Erfc(x);
}
