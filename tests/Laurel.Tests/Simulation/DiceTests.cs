using Laurel.Insight.Simulation;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Simulation;

public sealed class DiceTests
{
    [Fact]
    public void Logarithm_and_exponential_agree_with_the_platforms()
    {
        for (var x = 1e-9; x < 1e9; x *= 1.37)
        {
            Portable.Log(x).ShouldBe(Math.Log(x), 1e-15 * Math.Max(1, Math.Abs(Math.Log(x))));
            Portable.Exp(Math.Log(x)).ShouldBe(x, 1e-13 * x);
        }
        Portable.Log(1).ShouldBe(0);
        Portable.Exp(0).ShouldBe(1);
    }

    [Fact]
    public void Draws_have_the_moments_of_their_distributions()
    {
        var dice = Dice.For(1, DrawnFor.Person, 1);
        var normal = Enumerable.Range(0, 200_000).Select(_ => dice.Normal()).ToList();
        normal.Average().ShouldBe(0, 0.01);
        normal.Average(z => z * z).ShouldBe(1, 0.02);
        Enumerable.Range(0, 200_000).Average(_ => dice.Exponential()).ShouldBe(1, 0.01);
        Enumerable.Range(0, 20_000).Average(_ => dice.Poisson(130.5)).ShouldBe(130.5, 0.5);
        Enumerable.Range(0, 200_000).Average(_ => dice.Pick([1, 0, 3])).ShouldBe(1.5, 0.01);
    }

    [Fact]
    public void No_two_things_share_their_bits()
    {
        var bits = Enumerable.Range(0, 100_000).Select(thing => Dice.Hash(1, DrawnFor.MemberName, thing)).ToHashSet();
        bits.Count.ShouldBe(100_000);
        bits.ShouldNotContain(Dice.Hash(1, DrawnFor.ShopperName, 0));
    }
}
