using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Tests.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

/// <summary>
/// Seeded worlds in which 1,000 customers spend in eight quarters and some join in the fourth to sixth: either for a reason that has
/// nothing to do with their last quarter, or because they have just spent much (Ashenfelter 1978).
/// </summary>
public sealed class AshenfelterTests
{
    private const int Worlds = 40;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.05)]
    public void A_spend_peak_before_joining_is_noticed(double effect)
    {
        var warned = Run(peak: true, effect, seed: 40).Count(effects => Warns(effects));

        warned.ShouldBeGreaterThanOrEqualTo(36);
    }

    [Fact]
    public void A_spend_peak_takes_the_rung_away() =>
        Run(peak: true, 0, seed: 41).Count(effects => effects.Evidence == Evidence.AdjustedComparison)
            .ShouldBeGreaterThanOrEqualTo(36);

    [Fact]
    public void Honest_joining_is_seldom_warned_about_and_its_effect_is_covered()
    {
        var worlds = Run(peak: false, 0.05, seed: 42).ToList();

        worlds.Count(Warns).ShouldBeLessThanOrEqualTo(10);
        worlds.Count(effects => effects.ByGroup.Overall.Interval.Contains(5)).ShouldBeInRange(35, 40);
    }

    [Fact]
    public void The_purchase_that_made_them_join_is_noticed_in_the_period_of_joining()
    {
        var chance = new Chance(43);
        var rows = Enumerable.Range(0, 600).SelectMany(i => Customer(chance, i, (_, _) => i % 3 == 0 ? 4 : null, 0,
            spike: i % 3 == 0 ? 60 : 0));

        var effects = StaggeredDifference.Estimate(Panel.Of(rows), new() { Draws = 100 });

        effects.Cautions.ShouldContain(caution => caution.Kind == CautionKind.SpikeOnJoining);
    }

    private static bool Warns(StaggeredEffects effects) => effects.Cautions.Any(caution => caution.Kind
        is CautionKind.TrendsDifferedBefore or CautionKind.PeakBeforeJoining or CautionKind.DipBeforeJoining);

    private static IEnumerable<StaggeredEffects> Run(bool peak, double effect, int seed)
    {
        var chance = new Chance(seed);
        for (var world = 0; world < Worlds; world++)
        {
            int? AfterPeak(double taste, double[] noise) => Enumerable.Range(4, 3).Cast<int?>()
                .FirstOrDefault(quarter => taste + noise[quarter!.Value - 2] > 25);
            int? AnyTime(double taste, double[] _) => taste + 10 * chance.Normal() > 5 ? 4 + (int)(3 * chance.Uniform()) : null;
            var rows = Enumerable.Range(0, 1000).SelectMany(i => Customer(chance, i, peak ? AfterPeak : AnyTime, effect, 0));
            yield return StaggeredDifference.Estimate(Panel.Of(rows), new() { Draws = 100 });
        }
    }

    /// <summary>Spend = 100 + taste + noise, and the effect from joining on; a spike only in the quarter of joining.</summary>
    private static PanelRow[] Customer(
        Chance chance, int name, Func<double, double[], int?> joins, double effect, double spike)
    {
        var taste = 10 * chance.Normal();
        double[] noise = [.. Enumerable.Range(0, 8).Select(_ => 15 * chance.Normal())];
        var joined = joins(taste, noise);
        return [.. Enumerable.Range(1, 8).Select(quarter => new PanelRow($"{name}", quarter,
            100 + taste + noise[quarter - 1] + (quarter >= joined ? 100 * effect : 0) + (quarter == joined ? spike : 0), joined))];
    }
}
