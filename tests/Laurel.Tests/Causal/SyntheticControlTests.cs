using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Tests.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

/// <summary>
/// Proposition 99: cigarette packs per head in California from 1989 on, against 38 other states (Abadie, Diamond and Hainmueller 2010; data
/// of the R package `synthdid`). Reference: non-negative least squares on the outcomes of 1970–1988 only.
/// </summary>
public sealed class SyntheticControlTests
{
    [Fact]
    public void California_gets_the_reference_weights()
    {
        var weights = California().Weights.ToDictionary(donor => donor.Name, donor => donor.Weight);

        weights["Utah"].ShouldBe(0.3939, 0.01);
        weights["Montana"].ShouldBe(0.2318, 0.01);
        weights["Nevada"].ShouldBe(0.2049, 0.01);
        weights["Connecticut"].ShouldBe(0.1091, 0.01);
        weights["New Hampshire"].ShouldBe(0.0454, 0.01);
        weights["Colorado"].ShouldBe(0.0148, 0.01);
        weights.Count.ShouldBe(6);
    }

    [Fact]
    public void California_gets_the_reference_gaps()
    {
        var effects = California();

        effects.AverageAfter.Value.ShouldBe(-19.5138, 0.01);
        effects.Gaps[^1].ShouldBe(-26.5968, 0.01);
        effects.RmspeBefore.ShouldBe(1.6564, 1e-4);
        effects.DifferenceInDifferences.ShouldBe(-27.349, 0.001);
    }

    [Fact]
    public void California_is_third_of_39_by_placebo()
    {
        var effects = California();

        effects.Rank.ShouldBe(3);
        effects.PValue.ShouldBe(3 / 39.0, 1e-12);
        effects.AverageAfter.PValue.ShouldBe(effects.PValue);
        effects.Placebos.Count.ShouldBe(39);
        effects.AverageAfter.StandardError.ShouldBeInRange(6, 14);
    }

    [Fact]
    public void Nineteen_periods_before_are_few_for_twelve_after()
    {
        California().Cautions.Single().Kind.ShouldBe(CautionKind.ShortBefore);
        California().Evidence.ShouldBe(Evidence.ParallelTrends);
    }

    [Fact]
    public void A_unit_that_is_a_mixture_is_found_again()
    {
        var donors = Donors(12, 40);
        var treated = Mixture(donors, (0, 0.5), (3, 0.3), (7, 0.2));

        var effects = SyntheticControl.Fit(treated, donors, 30);

        effects.Weights.Select(donor => donor.Name).ShouldBe(["0", "3", "7"]);
        effects.Weights[1].Weight.ShouldBe(0.3, 1e-6);
        effects.AverageAfter.Value.ShouldBe(4, 1e-6);
        effects.Rank.ShouldBe(1);
    }

    [Fact]
    public void A_unit_beyond_all_others_falls_to_a_lower_rung()
    {
        var donors = Donors(5, 20);
        var treated = new Series("giant", [.. donors[0].Values.Select(value => 10 * value)]);

        var effects = SyntheticControl.Fit(treated, donors, 12);

        effects.Evidence.ShouldBe(Evidence.AdjustedComparison);
        effects.Cautions.Select(caution => caution.Kind).ShouldBe(
            [CautionKind.PoorFitBefore, CautionKind.FewDonors, CautionKind.ShortBefore, CautionKind.WeightOnFewDonors]);
    }

    [Fact]
    public void Weights_are_never_negative_and_sum_to_one()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var donors = Donors(15, 12, seed);
            var effects = SyntheticControl.Fit(new("x", [.. Donors(1, 12, 100 + seed)[0].Values]), donors, 8);

            effects.Weights.Sum(donor => donor.Weight).ShouldBe(1, 1e-9);
            effects.Weights.ShouldAllBe(donor => donor.Weight > 0);
        }
    }

    [Fact]
    public void Series_of_another_length_are_refused()
    {
        var donors = Donors(5, 20);

        Should.Throw<UnusableSampleException>(() => SyntheticControl.Fit(new("x", [1, 2, 3]), donors, 2))
            .Message.ShouldContain("20 periods");
        Should.Throw<UnusableSampleException>(() => SyntheticControl.Fit(donors[0], donors, 20));
        Should.Throw<UnusableSampleException>(() => SyntheticControl.Fit(donors[0], [donors[1]], 10));
    }

    private static SyntheticEffects California()
    {
        var file = GzipCsv.Shared("data/prop99/california_prop99.csv.gz");
        var (state, year, packs) = (file.Texts("State"), file.Numbers("Year"), file.Numbers("PacksPerCapita"));
        var series = Enumerable.Range(0, file.Rows).GroupBy(i => state[i])
            .Select(rows => new Series(rows.Key, [.. rows.OrderBy(i => year[i]).Select(i => packs[i])])).ToList();
        var california = series.Single(one => one.Name == "California");
        return SyntheticControl.Fit(california, [.. series.Where(one => one != california)], before: 19);
    }

    private static List<Series> Donors(int count, int periods, int seed = 3)
    {
        var chance = new Chance(seed);
        return [.. Enumerable.Range(0, count).Select(name =>
        {
            var (level, trend) = (100 + 20 * chance.Normal(), chance.Normal());
            return new Series($"{name}", [.. Enumerable.Range(0, periods).Select(t => level + trend * t + 5 * chance.Normal())]);
        })];
    }

    /// <summary>A mixture of donors that rises by 4 after period 30.</summary>
    private static Series Mixture(List<Series> donors, params (int Donor, double Weight)[] parts) => new("treated",
        [.. Enumerable.Range(0, 40).Select(t => parts.Sum(part => part.Weight * donors[part.Donor].Values[t]) + (t >= 30 ? 4 : 0))]);
}
