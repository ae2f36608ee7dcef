using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Laurel.Tests.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

/// <summary>
/// Reference figures: the same formulas in numpy and R (naive, regression, Hájek-IPW and AIPW for the treated); tolerance 0.2%.
/// </summary>
public sealed class AdjustmentTests
{
    private const double Tolerance = 0.002;

    [Fact]
    public void Cps_with_plain_covariates_equals_the_reference()
    {
        var effects = Adjustment.Estimate(LaLonde.Cps());

        effects.LeastSquares.Value.ShouldBe(699.1317, Tolerance * 699);
        effects.OutcomeRegression.Value.ShouldBe(689.8580, Tolerance * 690);
        effects.InverseProbability.Value.ShouldBe(1180.4078, Tolerance * 1180);
        effects.DoublyRobust.Value.ShouldBe(1273.5506, Tolerance * 1274);
        effects.Trimmed!.Estimate.Value.ShouldBe(1571.3037, Tolerance * 1571);
        effects.Trimmed.Kept.ShouldBe(504);
        effects.Overlap.EffectiveOthers.ShouldBe(416.667, 0.5);
        effects.Overlap.HighestPropensity.ShouldBe(0.48839, 1e-4);
    }

    [Fact]
    public void Cps_with_rich_covariates_equals_the_reference()
    {
        var effects = Adjustment.Estimate(LaLonde.CpsRich());

        effects.LeastSquares.Value.ShouldBe(1566.8665, Tolerance * 1567);
        effects.OutcomeRegression.Value.ShouldBe(1668.7545, Tolerance * 1669);
        effects.InverseProbability.Value.ShouldBe(1782.2085, Tolerance * 1782);
        effects.DoublyRobust.Value.ShouldBe(1584.5270, Tolerance * 1585);
        effects.Trimmed!.Estimate.Value.ShouldBe(2741.1328, Tolerance * 2741);
        effects.Trimmed.Kept.ShouldBe(361);
        effects.Overlap.EffectiveOthers.ShouldBe(70.150, 0.2);
        effects.Overlap.HighestPropensity.ShouldBe(0.93846, 1e-3);
    }

    [Fact]
    public void Psid_equals_the_reference()
    {
        var effects = Adjustment.Estimate(LaLonde.Psid());

        effects.LeastSquares.Value.ShouldBe(1548.2438, Tolerance * 1548);
        effects.OutcomeRegression.Value.ShouldBe(1647.5833, Tolerance * 1648);
        effects.InverseProbability.Value.ShouldBe(1214.0712, Tolerance * 1214);
        effects.DoublyRobust.Value.ShouldBe(1231.0443, Tolerance * 1231);
        effects.Trimmed!.Estimate.Value.ShouldBe(1261.8423, Tolerance * 1262);
        effects.Trimmed.Kept.ShouldBe(341);
        effects.Overlap.EffectiveOthers.ShouldBe(99.815, 0.1);
        effects.Overlap.LowestPropensity.ShouldBe(0.00908, 1e-4);
    }

    [Fact]
    public void The_raw_difference_is_shown_but_refused_the_word_effect()
    {
        var (cps, psid) = (Adjustment.Estimate(LaLonde.Cps()).Raw, Adjustment.Estimate(LaLonde.Psid()).Raw);

        cps.Difference.Value.ShouldBe(-8497.52, 0.01);
        psid.Difference.Value.ShouldBe(-635.03, 0.01);
        cps.Evidence.MayBeCalledEffect().ShouldBeFalse();
        Should.Throw<NotAnEffectException>(() => new Effect(cps.Difference, cps.Evidence, "training"));
    }

    [Fact]
    public void Little_overlap_is_noticed_in_both_surveys()
    {
        Kinds(LaLonde.Cps()).ShouldBe(
            [CautionKind.DifferedBefore, CautionKind.SmallShareOfControls, CautionKind.EasilyExplainedAway], ignoreOrder: true);
        Kinds(LaLonde.Psid()).ShouldBe(
            [CautionKind.DifferedBefore, CautionKind.StillUnbalanced, CautionKind.FewEffectiveControls, CautionKind.EasilyExplainedAway],
            ignoreOrder: true);
        Kinds(LaLonde.CpsRich()).ShouldContain(CautionKind.NearlyCertainToJoin);
    }

    [Fact]
    public void An_adjusted_comparison_stands_on_rung_D() =>
        Adjustment.Estimate(LaLonde.Psid()).Effect("training").Evidence.Letter().ShouldBe('D');

    [Fact]
    public void Intervals_cover_the_truth_and_the_raw_difference_does_not()
    {
        var chance = new Chance(60);
        var worlds = Enumerable.Range(0, 300).Select(_ => Adjustment.Estimate(World(chance, 600, curved: false))).ToList();

        worlds.Count(world => world.LeastSquares.Interval.Contains(5)).ShouldBeInRange(274, 294);
        worlds.Count(world => world.OutcomeRegression.Interval.Contains(5)).ShouldBeInRange(274, 294);
        worlds.Count(world => world.InverseProbability.Interval.Contains(5)).ShouldBeInRange(268, 296);
        worlds.Count(world => world.DoublyRobust.Interval.Contains(5)).ShouldBeInRange(270, 295);
        worlds.Count(world => world.Raw.Difference.Interval.Contains(5)).ShouldBeLessThan(5);
    }

    [Fact]
    public void Doubly_robust_survives_a_wrong_regression()
    {
        var effects = Adjustment.Estimate(World(new Chance(61), 40_000, curved: true));

        Math.Abs(effects.OutcomeRegression.Value - 5).ShouldBeGreaterThan(4 * effects.OutcomeRegression.StandardError);
        effects.DoublyRobust.Interval.Contains(5).ShouldBeTrue();
    }

    [Fact]
    public void What_was_measured_after_joining_may_not_be_adjusted_for() =>
        Should.Throw<UnusableSampleException>(() => Units([new("visits since", [1, 2, 3, 4, 5, 6], KnownBeforeJoining: false)]))
            .Message.ShouldContain("measured after joining");

    [Fact]
    public void A_repeated_covariate_is_named()
    {
        var units = World(new Chance(62), 200, curved: false);
        var twice = new ComparedUnits(units.Joined, units.Outcome,
            [.. units.Covariates, new("in cents", [.. units.Covariates[0].Values.Select(value => 100 * value)])]);

        Should.Throw<UnusableSampleException>(() => Adjustment.Estimate(twice)).Message.ShouldContain("'in cents'");
    }

    [Fact]
    public void Nobody_is_comparable_when_the_past_tells_exactly_who_joined()
    {
        var units = World(new Chance(63), 200, curved: false);
        var joined = units.Covariates[0].Values.Select(value => value > 0).ToList();

        Should.Throw<UnusableSampleException>(() => Adjustment.Estimate(new(joined, units.Outcome, units.Covariates)))
            .Message.ShouldContain("nobody is comparable");
    }

    /// <summary>The likelihood has no end in their direction, but nobody needs them: they weigh nothing.</summary>
    [Fact]
    public void A_kind_of_people_none_of_whom_joined_changes_nothing()
    {
        var without = World(new Chance(65), 600, curved: false);
        var kind = Enumerable.Range(0, 60).Select(i => without.Covariates.Select(covariate => covariate.Values[i] + 0.3).ToArray()).ToList();
        var with = new ComparedUnits(
            [.. without.Joined, .. kind.Select(_ => false)], [.. without.Outcome, .. kind.Select(values => 20 + values[0] * values[1])],
            [.. without.Covariates.Select((covariate, k) => new Covariate(covariate.Name, [.. covariate.Values, .. kind.Select(values => values[k])])),
                new("abroad", [.. without.Joined.Select(_ => 0.0), .. kind.Select(_ => 1.0)])]);

        var (fewer, more) = (Adjustment.Estimate(without), Adjustment.Estimate(with));

        more.InverseProbability.Value.ShouldBe(fewer.InverseProbability.Value, 1e-5);
        more.InverseProbability.StandardError.ShouldBe(fewer.InverseProbability.StandardError, 0.01 * fewer.InverseProbability.StandardError);
        more.DoublyRobust.Interval.Contains(5).ShouldBeTrue();
        more.Overlap.LowestPropensity.ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void Nothing_known_before_is_no_adjustment() =>
        Should.Throw<UnusableSampleException>(() => Adjustment.Estimate(Units([])));

    [Fact]
    public void A_constant_or_a_missing_number_is_refused()
    {
        Should.Throw<UnusableSampleException>(() => Units([new("same", [1, 1, 1, 1, 1, 1])]));
        Should.Throw<UnusableSampleException>(() => Units([new("gap", [1, 2, 3, 4, 5, double.NaN])]));
    }

    /// <summary>VanderWeele and Ding (2017): a risk ratio of 3.9 has the E-value 7.26, its lower limit 1.8 has 3.0.</summary>
    [Theory]
    [InlineData(3.9, 7.26)]
    [InlineData(1.8, 3.0)]
    [InlineData(1, 1)]
    [InlineData(0.5, 3.4142)]
    public void The_e_value_equals_the_published_example(double ratio, double expected) =>
        EValue.OfRiskRatio(ratio).ShouldBe(expected, 0.005);

    [Fact]
    public void Outcomes_that_never_differ_need_no_explanation()
    {
        var units = World(new Chance(64), 200, curved: false);

        var effects = Adjustment.Estimate(new(units.Joined, [.. units.Outcome.Select(_ => 0.0)], units.Covariates));

        effects.DoublyRobust.Value.ShouldBe(0, 1e-12);
        effects.EValue.ShouldBe(new EValue(1, 1));
        effects.Raw.Relative.ShouldBeNull();
    }

    private static CautionKind[] Kinds(ComparedUnits units) =>
        [.. Adjustment.Estimate(units).Cautions.Select(caution => caution.Kind)];

    private static ComparedUnits Units(IReadOnlyList<Covariate> covariates) =>
        new([true, true, true, false, false, false], [1, 2, 3, 4, 5, 6], covariates);

    /// <summary>
    /// Joining raises spend by 5; those who spent more before join more, and spend more later, perhaps not in a straight line.
    /// </summary>
    private static ComparedUnits World(Chance chance, int members, bool curved)
    {
        var (joined, outcome) = (new bool[members], new double[members]);
        var (before, age) = (new double[members], new double[members]);
        for (var i = 0; i < members; i++)
        {
            (before[i], age[i]) = (chance.Normal(), chance.Normal());
            joined[i] = chance.Coin(1 / (1 + Math.Exp(0.7 - 0.8 * before[i] + 0.4 * age[i])));
            outcome[i] = 50 + 8 * before[i] + (curved ? 4 * before[i] * before[i] : 0) + (joined[i] ? 5 : 0) + 6 * chance.Normal();
        }
        return new(joined, outcome, [new("spend before", before), new("age", age)]);
    }
}
