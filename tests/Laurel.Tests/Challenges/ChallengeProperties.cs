using Laurel.Challenges;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Challenges;

/// <summary>For any purchases and any of them returned, in any order.</summary>
public sealed class ChallengeProperties
{
    private const string Rich = """
        units: {point: {returns: arrears, pending: 3 days}, star: {}}
        rewards: {mug: {costs: 5 points, gives: {merchandise: mug}, stock: 50}}
        earning: {spend: {give: 1 point per 1.00 EUR}}
        challenges:
          products: {do: buy 3 different products within 10 days, give: [20 points, 1 star], badge: taster, repeats: always}
          month: {do: [visit 2 times, spend 30.00 EUR], within: the same month, give: 7 points, repeats: always}
          any: {do: [visit 9 times, buy 6 items], needs: 1, give: mug, repeats: 3 times}
          row: {do: visit 3 days in a row missing at most 1, give: 3 stars, badge: faithful}
          big: {do: spend 50.00 EUR, give: 4 stars, repeats: always}
          order: {steps: {first: {do: buy 1 item, when: {line: {sku: A}}}, then: {do: buy 2 items, when: {line: {sku: B}}}}, order: as written, give: 2 stars}
        """;

    private static World Begun()
    {
        var world = new World(Rich);
        world.Enrol();
        return world;
    }

    private static World Played(int[] numbers, Func<int, bool> comesBack, bool withThem) => Begun().Play(numbers, Baskets.Basket, comesBack, withThem);

    private static string Progress(World world) => string.Join("; ", world.Member().Challenges.Select(c =>
        $"{c.Challenge} {c.Times}: {string.Join(", ", c.Marks.Select(m => $"{m.Step} {m.Key} {m.At:O} {m.Amount}"))}"))
        + " | " + string.Join(", ", world.Member().Badges.Select(b => b.Badge).Order());

    [Fact]
    public void A_return_leaves_the_progress_there_would_be_without_the_purchase() => Baskets.Holds(numbers =>
    {
        bool ComesBack(int i) => numbers[i] % 3 == 0;
        var (with, without) = (Played(numbers, ComesBack, withThem: true), Played(numbers, ComesBack, withThem: false));
        Progress(with).ShouldBe(Progress(without));
        with.Balance("star").ShouldBe(without.Balance("star"));
        with.Member().Issued.Count.ShouldBe(without.Member().Issued.Count);
        with.Tally("stock:mug").ShouldBe(without.Tally("stock:mug"));
    });

    [Fact]
    public void When_everything_comes_back_nothing_is_left() => Baskets.Holds(numbers =>
    {
        var world = Played(numbers, _ => true, withThem: true);
        world.Member().Challenges.ShouldBeEmpty();
        world.Member().Badges.ShouldBeEmpty();
        world.Member().Issued.ShouldBeEmpty();
        (world.Balance(), world.Balance("star")).ShouldBe((0, 0));
    });

    [Fact]
    public void A_purchase_that_arrives_late_never_takes_a_met_challenge_away() => Baskets.Holds(numbers =>
    {
        var world = Begun();
        var met = new Dictionary<string, int>();
        foreach (var i in Enumerable.Range(0, numbers.Length).OrderBy(i => numbers[i]))
        {
            world.Accept(world.Basket(numbers[i], i));
            foreach (var standing in world.Member().Challenges)
            {
                standing.Times.ShouldBeGreaterThanOrEqualTo(met.GetValueOrDefault(standing.Challenge));
                met[standing.Challenge] = standing.Times;
            }
        }
    });
}
