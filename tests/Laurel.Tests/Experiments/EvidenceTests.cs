using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Experiments;

public sealed class EvidenceTests
{
    [Fact]
    public void The_ladder_runs_from_A_to_E() =>
        string.Concat(Enum.GetValues<Evidence>().Select(rung => rung.Letter())).ShouldBe("ABCDE");

    [Fact]
    public void Only_a_raw_comparison_is_refused_the_word_effect() =>
        Enum.GetValues<Evidence>().Where(rung => !rung.MayBeCalledEffect()).ShouldBe([Evidence.RawComparison]);

    [Fact]
    public void An_effect_cannot_be_made_from_a_raw_comparison()
    {
        var estimate = Estimate.Normal(74, 2, 0.95);

        Should.Throw<NotAnEffectException>(() => new Effect(estimate, Evidence.RawComparison, "joining"));
    }

    [Fact]
    public void An_effect_names_what_was_withheld() =>
        Should.Throw<UnusableSampleException>(() => new Effect(Estimate.Normal(1, 1, 0.95), Evidence.RandomHoldout, " "));

    [Fact]
    public void A_comparison_says_how_different_members_were_before_joining()
    {
        var (members, others) = (new ArmMean(400, 174, 900), new ArmMean(600, 100, 900));
        var before = (new ArmMean(400, 165, 900), new ArmMean(600, 100, 900));

        var comparison = Comparison.Of(members, others, before);

        comparison.Evidence.Letter().ShouldBe('E');
        comparison.Relative!.Estimate.Value.ShouldBe(0.74, 1e-12);
        comparison.DifferenceBefore!.Value.ShouldBe(65, 1e-12);
    }

    [Fact]
    public void Nothing_is_a_percentage_of_nothing() =>
        Comparison.Of(new ArmMean(10, 3, 1), new ArmMean(10, 0, 0)).Relative.ShouldBeNull();

    [Fact]
    public void No_property_of_a_comparison_is_called_effect_or_incremental() =>
        typeof(Comparison).GetProperties().Select(property => property.Name)
            .ShouldNotContain(name => name.Contains("Effect") || name.Contains("Incremental"));

    [Fact]
    public void A_figure_that_rests_on_two_stands_on_the_weaker_rung() =>
        EvidenceLadder.Weaker(Evidence.RandomHoldout, Evidence.AdjustedComparison).ShouldBe(Evidence.AdjustedComparison);
}
