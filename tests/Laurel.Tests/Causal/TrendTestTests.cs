using Laurel.Insight.Causal;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

/// <summary>
/// In worlds where joiners and others move alike, a test that fails below 0.1 should fail in a tenth of them. With few units behind many cells the
/// χ² test of all cells failed in nearly all, so that every long panel was marked down from C to D.
/// </summary>
public sealed class TrendTestTests
{
    private const int Worlds = 120;

    [Theory]
    [InlineData(300, 12, 9, 0)]
    [InlineData(60, 8, 5, 0)]
    [InlineData(600, 9, 4, 25)]
    public void Where_trends_agree_the_test_seldom_fails(int units, int periods, int cohorts, int clusters)
    {
        var failed = Enumerable.Range(1, Worlds).Count(seed => !Passes(seed, units, periods, cohorts, clusters, drift: 0));
        failed.ShouldBeLessThan(Worlds * 2 / 10);
    }

    [Fact]
    public void Where_joiners_were_moving_away_already_it_still_fails()
    {
        var passed = Enumerable.Range(1, 30).Count(seed => Passes(seed, 300, 12, 9, 0, drift: 1));
        passed.ShouldBeLessThan(3);
    }

    /// <summary>A third never joins, the others in equal cohorts from the third period on.</summary>
    private static bool Passes(int seed, int units, int periods, int cohorts, int clusters, double drift)
    {
        var random = new Random(seed);
        var rows = new List<PanelRow>();
        for (var unit = 0; unit < units; unit++)
        {
            int? joined = unit % 3 == 0 ? null : 3 + unit % cohorts;
            for (var period = 1; period <= periods; period++)
            {
                var noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                rows.Add(new($"u{unit}", period, 2 * period + 4 * noise + (joined is null ? 0 : drift * period), joined, clusters > 0 ? $"c{unit % clusters}" : null));
            }
        }
        var trend = StaggeredDifference.Estimate(Panel.Of(rows), new() { Draws = 100 }).BeforeTrend!;
        trend.IsOfCells.ShouldBeFalse();
        return trend.Passed;
    }
}
