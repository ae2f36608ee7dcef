using Laurel.Insight.Causal;
using Laurel.Insight.Experiments;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Causal;

public sealed class MatchingTests
{
    /// <summary>
    /// Standardised differences that MatchIt prints for its own data set `lalonde`, method nearest, distance glm: 1.7941 before, then
    /// .9739, age .0718, education -.1290, earnings of 1974 -.0505. Ties between equal chances leave the difference itself open by a
    /// hundred dollars.
    /// </summary>
    [Fact]
    public void Pairs_are_balanced_as_those_of_matchit_and_called_unlike()
    {
        var effects = Matching.OneToOne(LaLonde.Psid());
        double After(string name) => effects.Balances.Single(balance => balance.Covariate == name).After;

        effects.PropensityBefore.ShouldBe(1.7941, 1e-4);
        effects.PropensityAfter.ShouldBe(0.9739, 1e-4);
        After("age").ShouldBe(0.0718, 1e-4);
        After("educ").ShouldBe(-0.1290, 1e-4);
        After("re74").ShouldBe(-0.0505, 1e-4);
        effects.Difference.Value.ShouldBe(894.37, 0.01);
        effects.Cautions.Single().Kind.ShouldBe(CautionKind.StillUnbalanced);
    }

    [Fact]
    public void Nobody_is_used_twice()
    {
        var pairs = Matching.OneToOne(LaLonde.Psid()).Pairs;

        pairs.Select(pair => pair.Other).Distinct().Count().ShouldBe(pairs.Count);
    }

    [Fact]
    public void Everybody_with_a_twin_is_paired_with_her()
    {
        double[] age = [20, 30, 40, 50, 60, 20, 30, 40, 50, 60, 35];
        var units = new ComparedUnits(
            [.. Enumerable.Range(0, 11).Select(i => i < 5)], [.. Enumerable.Range(0, 11).Select(i => i < 5 ? 7.0 : 4)], [new("age", age)]);

        var effects = Matching.OneToOne(units);

        effects.Pairs.ShouldAllBe(pair => pair.Other == pair.Joined + 5);
        effects.Difference.Value.ShouldBe(3);
        effects.Cautions.ShouldBeEmpty();
    }

    [Fact]
    public void More_joiners_than_others_cannot_be_paired() =>
        Should.Throw<UnusableSampleException>(() => Matching.OneToOne(new(
            [true, true, true, true, false, false, false], [1, 2, 3, 4, 5, 6, 7], [new("age", [1, 2, 3, 4, 2, 3, 5])])));
}
