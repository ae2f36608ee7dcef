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

    private static readonly Arbitrary<int[]> Numbers = Arb.From(Gen.Choose(0, 99_999).ArrayOf(), ArbMap.Default.ArbFor<int[]>().Shrinker);
}
