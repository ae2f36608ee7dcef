using FsCheck;
using FsCheck.Fluent;
using Laurel.Engine;
using Laurel.Households;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Deciding;

/// <summary>Whatever a household does, every lot stays its owner's until it is used.</summary>
public sealed class HouseholdProperties
{
    private const string Shop = """
        units:
          point: {expires: 3 months after earning, returns: arrears, pending: 3 days}
          stamp: {expires: 40 days since last visit}
        earning:
          spend: {give: 1.5 points per 1.00 EUR, limit: 900 points per household per month}
          cup: {give: 1 stamp for every item, when: {line: {sku: [A, B]}}}
        household: {pools: [point, stamp]}
        rewards:
          mug: {costs: 30 points, gives: {merchandise: mug}, stock: 5, limit: 4 per household per month}
          tenth: {costs: 10 points, gives: 10% off}
          cash: {costs: 4 points each, gives: 0.25 EUR off each, from: 12 points}
          coffee: {costs: 6 stamps, gives: {product: B}}
          free: {costs: nothing, gives: 1.00 EUR off}
        """;

    [Fact]
    public void Who_leaves_takes_her_own_and_nothing_comes_from_nowhere() => Prop.ForAll(Numbers, numbers =>
    {
        var play = new Play(Shop);
        foreach (var member in new[] { "ada", "bob" })
            play.World.Accept(new JoinHousehold { Id = play.World.Next("join"), At = play.Now, Member = new(member), Household = new("home") });
        play.All(numbers);
        foreach (var unit in new[] { "point", "stamp" })
        {
            var entries = play.World.Accepted.OfType<UnitsMoved>().Where(m => m.Unit == unit).SelectMany(m => m.Entries).ToArray();
            entries.Where(e => e.Account == Account.Transferred).Sum(e => e.Amount).ShouldBe(0);
            entries.Where(e => e.Account == Account.Members).Sum(e => e.Amount).ShouldBe(play.World.Balance(unit) + play.World.Balance(unit, "bob"));
        }
        var left = play.World.Do(new LeaveHousehold { Id = play.World.Next("leave"), At = play.Now, Member = new("bob") });
        if (left.IsAccepted)
            play.World.Documents.Values.OfType<Member>().SelectMany(m => m.Lots).ShouldAllBe(l => l.Owner == null);
        foreach (var member in play.World.Documents.Values.OfType<Member>())
            Invariants.Check(member, "household");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300).WithReplay(1, 2027));

    [Theory]
    [InlineData("spend in the last 30 days", "never")]
    [InlineData("spend in the last 30 days", "at once")]
    [InlineData("points earned in the last 2 months", "at end of month")]
    [InlineData("spend in the calendar month", "one level at end of month after 5 days of grace")]
    [InlineData("spend ever", "at end of membership year")]
    public void A_household_that_stands_together_climbs_and_falls_like_one_member(string counts, string down) => Prop.ForAll(Numbers, numbers =>
    {
        var (together, alone) = (new World(Levels(counts, down, "per household")), new World(Levels(counts, down, "per member")));
        foreach (var world in new[] { together, alone })
            world.Enrol();
        together.Enrol("bob");
        foreach (var member in new[] { "ada", "bob" })
            together.Accept(new JoinHousehold { Id = together.Next("join"), At = World.Noon, Member = new(member), Household = new("home") });
        var now = World.Noon;
        for (var i = 0; i < numbers.Length; i++)
        {
            var (days, who, amount, what) = (numbers[i] % 7, numbers[i] / 7 % 2, numbers[i] / 14 % 90 + 1, numbers[i] / 1_260 % 6);
            now = now.AddDays(days).AddMinutes(1);
            foreach (var world in new[] { together, alone })
            {
                var buyer = new MemberId(world == together && who == 1 ? "bob" : "ada");
                var late = now.AddHours(-37).AddSeconds(i);
                var buy = world.Buy($"p{i}", what == 5 && late > World.Noon ? late : now, World.Line(amount * 100));
                world.Do(what == 0 ? world.Return($"p{i * 3 / 4}", now) : buy with { Purchase = buy.Purchase with { Member = buyer } });
            }
            var level = Level(alone, "ada", now);
            (Level(together, "ada", now), Level(together, "bob", now), together.Balance() + together.Balance("point", "bob"))
                .ShouldBe((level, level, alone.Balance()), $"step {i}");
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(40).WithReplay(1, 2029));

    private static string? Level(World world, string member, DateTimeOffset at)
    {
        world.Do(world.Pass(at) with { Member = new(member) });
        return world.Member(member).Standing.Tier ?? "regular";
    }

    private static string Levels(string counts, string down, string counted)
    {
        var what = counts.StartsWith("points", StringComparison.Ordinal) ? "points" : "EUR";
        return $$$"""
            units: {point: {returns: arrears}}
            earning:
              spend: {give: 1 point per 1.00 EUR}
              more: {give: 1 point per 1.00 EUR, when: {tier: silver}}
              most: {give: 1 point per 1.00 EUR, when: {tier: gold}}
            household: {at most: 3 members}
            tiers:
              counts: {{{counts}}}
              counted: {{{counted}}}
              down: {{{down}}}
              levels:
                regular: {}
                silver: {at: 100 {{{what}}} }
                gold: {at: 300 {{{what}}}, keep: 200 {{{what}}} }
            """;
    }

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 99_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);
}
