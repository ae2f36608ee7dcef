using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>Whatever is bought, late or not, and whatever comes back: the steps are those of the sum.</summary>
public sealed class StepsProperties
{
    private const string Shop = """
        units: {point: {returns: arrears}, stamp: {}}
        earning: {step: {give: 10 points for every full 100.00 EUR spent per year}}
        """;

    [Fact]
    public void The_steps_are_those_of_what_is_left() => Prop.ForAll(Numbers, numbers =>
    {
        var play = new Play(Shop);
        var pieces = new List<(string Purchase, long Amount)>();
        foreach (var (number, i) in numbers.Select((n, i) => (n, i)))
        {
            if (number % 3 == 0 && pieces.Count > 0)
            {
                var (purchase, _) = pieces[number % pieces.Count];
                if (play.World.Do(play.World.Return(purchase, World.Noon.AddDays(100), new LineBack { Line = 1, Quantity = 1 })).IsAccepted)
                    pieces.Remove(pieces.First(p => p.Purchase == purchase));
                continue;
            }
            var (quantity, price) = (number % 4 + 1, number % 9_000 + 1);
            play.World.Accept(play.World.Buy($"p{i}", World.Noon.AddDays(number % 80), World.Line(price, quantity)));
            pieces.AddRange(Enumerable.Repeat(($"p{i}", (long)price), quantity));
        }
        play.World.Balance().ShouldBe(pieces.Sum(p => p.Amount) / 10_000 * 10);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(80).WithReplay(1, 2027));

    /// <summary>No limit is used twice, in whatever order purchases become known.</summary>
    [Fact]
    public void A_cap_holds_also_for_what_arrives_late() => Prop.ForAll(Numbers, numbers =>
    {
        var world = new World("units: {point: {limit: 150 points per member per month}}\nearning: {spend: {give: 1 point per 1.00 EUR}}");
        world.Enrol();
        foreach (var (number, i) in numbers.Select((n, i) => (n, i)))
            world.Accept(world.Buy($"p{i}", World.Noon.AddDays(number % 28), World.Line(number % 9_000 + 1)));
        world.Balance().ShouldBe(Math.Min(150, world.Balance()));
        if (numbers.Sum(n => (n % 9_000 + 1) / 100) >= 150)
            world.Balance().ShouldBe(150);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(60).WithReplay(1, 2027));

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 99_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);
}
