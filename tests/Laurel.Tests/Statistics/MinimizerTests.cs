using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class MinimizerTests
{
    [Fact]
    public void The_banana_valley_is_followed_to_its_lowest_point()
    {
        var found = Minimizer.Find(Banana, [-1.2, 1], 1e-8);
        found.Converged.ShouldBeTrue();
        found.At.ShouldBe([1, 1], 1e-6);
        found.Evaluations.ShouldBeLessThan(100);
    }

    [Fact]
    public void The_simplex_gets_there_without_slopes()
    {
        var found = NelderMead.Find((at, _) => Banana(at, new double[2]), [-1.2, 1]);
        found.At.ShouldBe([1, 1], 1e-3);
    }

    [Fact]
    public void A_cliff_is_not_stepped_over()
    {
        static double Cliff(ReadOnlySpan<double> at, Span<double> gradient)
        {
            gradient[0] = 1 - 0.5 / at[0];
            return at[0] <= 0 ? double.NaN : at[0] - 0.5 * Math.Log(at[0]);
        }
        Minimizer.Find(Cliff, [30], 1e-8).At[0].ShouldBe(0.5, 1e-6);
    }

    [Fact]
    public void Where_slopes_mislead_the_simplex_rescues_the_search()
    {
        static double Wrong(ReadOnlySpan<double> at, Span<double> gradient)
        {
            var bowl = Math.Pow(at[0] - 2, 2) + Math.Pow(at[1] + 1, 2);
            (gradient[0], gradient[1]) = bowl > 1e-3 ? (-1, -1) : (0, 0);
            return bowl;
        }
        var found = Minimizer.Find(Wrong, [5, 5], 1e-8);
        found.Converged.ShouldBeTrue();
        found.At.ShouldBe([2, -1], 0.05);
    }

    [Fact]
    public void A_singular_matrix_has_no_inverse() => SmallMatrix.Inverse(new double[,] { { 1, 1 }, { 1, 1 } }).ShouldBeNull();

    private static double Banana(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var valley = at[1] - at[0] * at[0];
        gradient[0] = -400 * at[0] * valley - 2 * (1 - at[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - at[0]) * (1 - at[0]);
    }
}
