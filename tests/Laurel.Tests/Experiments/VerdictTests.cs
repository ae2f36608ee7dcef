using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class VerdictTests
{
    private static readonly ExperimentPlan Plan = new()
    {
        Withheld = "offers by e-mail",
        PlannedUnits = 20_000,
        SmallestThatMatters = 1,
        Shares = [0.5, 0.5],
    };

    private static ExperimentReading Reading(double treated, bool ended = true, long n = 10_000) => new()
    {
        Treated = new(n, treated, 400),
        Control = new(n, 50, 400),
        Assigned = [n, n],
        Ended = ended,
    };

    [Fact]
    public void A_difference_at_the_planned_end_is_an_effect_that_names_what_was_withheld()
    {
        var verdict = Verdicts.Of(Plan, Reading(52));

        verdict.Outcome.ShouldBe(Outcome.Higher);
        verdict.Effect!.Withheld.ShouldBe("offers by e-mail");
        verdict.Effect.Estimate.Looking.ShouldBe(Looking.Once);
        verdict.IsClear.ShouldBeTrue();
        verdict.Cautions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0.1, 0.1)]
    public void Nothing_is_concluded_from_arms_in_which_everybody_has_the_same_figure(double treated, double control)
    {
        var verdict = Verdicts.Of(Plan, Reading(52) with { Treated = new(10_000, treated, treated * treated * 1e-28), Control = new(10_000, control, 0) });

        (verdict.Outcome, verdict.Effect, verdict.Lift, verdict.IsClear).ShouldBe((Outcome.NothingVaries, null, null, false));
        Verdicts.Of(Plan, Reading(52) with { Control = new(10_000, 50, 0) }).Outcome.ShouldBe(Outcome.Higher);
    }

    [Fact]
    public void No_difference_is_said_only_when_it_could_have_been_seen()
    {
        Verdicts.Of(Plan, Reading(50.1)).Outcome.ShouldBe(Outcome.NoDifferenceSeen);
        Verdicts.Of(Plan, Reading(50.1, n: 1000)).Outcome.ShouldBe(Outcome.CannotSee);
    }

    [Fact]
    public void Too_small_a_test_says_what_it_could_have_seen_and_what_it_takes()
    {
        var verdict = Verdicts.Of(Plan, Reading(53, n: 1000));

        verdict.Outcome.ShouldBe(Outcome.CannotSee);
        verdict.SmallestVisible.ShouldBe(2.5058, 1e-3);
        verdict.UnitsToSeeWhatMatters.ShouldBeInRange(12_556, 12_562);
        verdict.Cautions.Select(caution => caution.Kind).ShouldBe([CautionKind.CannotSeeSmallEffects]);
    }

    [Fact]
    public void A_hopeless_test_asks_for_no_more_people_than_there_are() =>
        Verdicts.Of(Plan with { SmallestThatMatters = 1e-12 }, Reading(50)).UnitsToSeeWhatMatters.ShouldBe(10_000_000_000);

    [Fact]
    public void A_broken_lottery_leaves_no_effect_to_read()
    {
        var verdict = Verdicts.Of(Plan, Reading(55) with { Assigned = [10_400, 9_600] });

        verdict.Outcome.ShouldBe(Outcome.Stopped);
        verdict.Effect.ShouldBeNull();
        verdict.Lift.ShouldBeNull();
        verdict.Cautions.Single().Key.ShouldBe("sample-ratio-mismatch");
    }

    [Fact]
    public void A_running_test_shows_only_intervals_that_may_be_watched()
    {
        var verdict = Verdicts.Of(Plan, Reading(53, ended: false, n: 5000));

        verdict.Outcome.ShouldBe(Outcome.StillRunning);
        verdict.Effect!.Estimate.Looking.ShouldBe(Looking.Always);
        verdict.Lift!.Estimate.Looking.ShouldBe(Looking.Always);
    }

    [Fact]
    public void A_plan_that_decides_at_any_moment_pays_for_it_at_the_end_too()
    {
        var plan = Plan with { Looking = Looking.Always, SmallestThatMatters = 2 };

        Verdicts.Of(plan, Reading(53, ended: false, n: 5000)).Outcome.ShouldBe(Outcome.Higher);
        Verdicts.Of(plan, Reading(53)).Effect!.Estimate.Looking.ShouldBe(Looking.Always);
        Verdicts.Of(plan, Reading(53)).SmallestVisible.ShouldBeGreaterThan(Verdicts.Of(Plan, Reading(53)).SmallestVisible);
    }

    [Fact]
    public void Each_of_two_treatments_is_judged_against_the_same_control_and_one_lottery()
    {
        var plan = Plan with { Shares = [0.2, 0.4, 0.4] };
        var control = new ArmMean(5_000, 50, 400);
        ExperimentReading Cell(double mean) => Reading(mean) with { Control = control, Assigned = [5_000, 10_000, 10_000] };

        var (one, other) = (Verdicts.Of(plan, Cell(52)), Verdicts.Of(plan, Cell(50.2)));

        (one.Outcome, other.Outcome).ShouldBe((Outcome.Higher, Outcome.NoDifferenceSeen));
        one.Effect!.Estimate.StandardError.ShouldBe(Math.Sqrt(400 / 10_000.0 + 400 / 5_000.0), 1e-12);
        one.Lottery.ShouldBe(other.Lottery);
        Verdicts.Of(plan, Cell(52) with { Assigned = [5_000, 10_000, 9_400] }).Outcome.ShouldBe(Outcome.Stopped);
    }

    [Fact]
    public void A_harmed_guardrail_takes_the_clarity_away()
    {
        Guardrail returns = new("return rate", ArmMean.Share(800, 10_000), ArmMean.Share(500, 10_000), HigherIsWorse: true);

        var verdict = Verdicts.Of(Plan, Reading(52) with { Guardrails = [returns] });

        verdict.Guardrails.Single().Harmed.ShouldBeTrue();
        verdict.IsClear.ShouldBeFalse();
        verdict.Cautions.Single().Kind.ShouldBe(CautionKind.GuardrailHarmed);
    }

    [Fact]
    public void A_guardrail_that_got_worse_within_tolerance_is_fine()
    {
        Guardrail visits = new("visits", ArmMean.Share(4500, 10_000), ArmMean.Share(5000, 10_000), HigherIsWorse: false, 0.1);

        Verdicts.Of(Plan, Reading(52) with { Guardrails = [visits] }).IsClear.ShouldBeTrue();
    }

    [Fact]
    public void Controls_who_got_it_after_all_are_mentioned() =>
        Verdicts.Of(Plan, Reading(52) with { ContaminatedShare = 0.03 }).Cautions.Single().Kind.ShouldBe(CautionKind.Contaminated);

    [Fact]
    public void Small_arms_and_a_control_mean_near_zero_are_mentioned()
    {
        var reading = Reading(52, n: 50) with { Control = new(50, 0, 400) };

        var verdict = Verdicts.Of(Plan with { SmallestThatMatters = 50 }, reading);

        verdict.Lift.ShouldBeNull();
        verdict.Cautions.Select(caution => caution.Kind).ShouldBe([CautionKind.FewUnits, CautionKind.ControlNearZero]);
    }

    [Fact]
    public void A_plan_rests_on_chance_and_on_a_difference_that_matters()
    {
        Should.Throw<UnusableSampleException>(() => Verdicts.Of(Plan with { SmallestThatMatters = 0 }, Reading(52)));
        Should.Throw<UnusableSampleException>(() => Verdicts.Of(Plan with { Evidence = Evidence.ParallelTrends }, Reading(52)));
    }

    /// <summary>200 worlds without an effect: at most 5% false claims, give or take chance; the interval covers the truth.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.05)]
    public void A_holdout_in_seeded_worlds_claims_no_more_than_it_may(double effect)
    {
        var chance = new Chance(31);
        var verdicts = Enumerable.Range(0, 600).Select(_ => Verdicts.Of(Plan, World(chance, effect))).ToList();

        verdicts.Count(verdict => verdict.Effect!.Estimate.Interval.Contains(50 * effect)).ShouldBeInRange(558, 582);
        if (effect == 0)
            verdicts.Count(verdict => verdict.Outcome is Outcome.Higher or Outcome.Lower).ShouldBeLessThanOrEqualTo(30);
    }

    private static ExperimentReading World(Chance chance, double effect)
    {
        var arms = new ArmSummary[2];
        for (var unit = 0; unit < 4000; unit++)
        {
            var spend = 50 * Math.Exp(0.4 * chance.Normal() - 0.08) * (unit % 2 == 0 ? 1 + effect : 1);
            arms[unit % 2] += new ArmSummary(1, spend, spend * spend);
        }
        return new() { Treated = arms[0].Mean, Control = arms[1].Mean, Assigned = [2000, 2000], Ended = true };
    }
}
