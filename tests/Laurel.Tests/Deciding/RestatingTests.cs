using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

public sealed class RestatingTests
{
    private const string Plain = """
        units: {point: {expires: 3 months after earning, pending: 2 days}, stamp: {expires: 40 days since last visit}}
        earning: {spend: {give: 1.5 points per 1.00 EUR}, big: {give: 25 points, when: {basket: at least 20.00 EUR}}, cup: {give: 1 stamp for every item}}
        """;

    private const string Tiered = """
        units: {point: {}}
        earning: {spend: {give: 1 point per 1.00 EUR}, more: {give: 2 points per 1.00 EUR, when: {tier: gold}}}
        tiers: {counts: spend ever, down: never, levels: {base: {}, gold: {at: 50.00 EUR}}}
        """;

    private const string Rich = """
        units: {point: {limit: 90 points per member per day}}
        earning:
          spend: {give: 1 point per 1.00 EUR, limit: 120 points per member per month}
          more: {give: 2 points per 1.00 EUR, when: {tier: gold}}
          first: {give: 15 points, when: {first purchase: ever}, limit: 1 per member}
        stack: [{best: [spend, more]}]
        tiers: {counts: spend in the calendar month, down: at end of month, levels: {base: {}, gold: {at: 50.00 EUR, gives: 5 points}}}
        """;

    [Fact]
    public void What_a_late_activity_earns_lives_as_long_as_what_the_visit_after_it_earned()
    {
        var world = new World("""
            units: {point: {expires: 3 months since last visit}}
            earning: {spend: {give: 1 point per 1.00 EUR}, review: {give: 20 points, when: {activity: review}}}
            """);
        world.Enrol();
        world.Accept(world.Buy("p", Noon.AddDays(20), Line(1_000)));
        world.Accept(new RecordActivity { Id = world.Next("review"), At = Noon.AddDays(3), Member = new("ada"), Activity = new("a1"), What = "review" });
        world.Balance().ShouldBe(30);
        world.Member().Lots.Select(l => l.Expires).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void What_arrives_late_comes_to_the_same_as_in_order() => Holds(numbers =>
    {
        var (inOrder, late, _) = Played(Plain, numbers);
        Shown(late).ShouldBe(Shown(inOrder));
    });

    [Fact]
    public void A_tier_reached_earlier_lifts_what_came_later_to_what_it_would_have_been() => Holds(numbers =>
    {
        var (inOrder, late, _) = Played(Tiered, numbers);
        late.Balance().ShouldBe(inOrder.Balance());
        late.Member().Standing.Tier.ShouldBe(inOrder.Member().Standing.Tier);
    });

    [Fact]
    public void Nothing_that_was_told_is_taken_away() => Holds(numbers =>
    {
        var (_, late, told) = Played(Rich, numbers);
        late.Balance().ShouldBeGreaterThanOrEqualTo(told);
    });

    [Fact]
    public void A_purchase_that_was_lifted_gives_all_of_it_back()
    {
        var world = Lifted();
        world.Balance().ShouldBe(60 + 30);
        world.Accept(world.Return("second", Noon.AddDays(3), new LineBack { Line = 1, Quantity = 1 }));
        world.Balance().ShouldBe(60 + 15);
        world.Accept(world.Return("second", Noon.AddDays(3)));
        world.Balance().ShouldBe(60);
    }

    [Fact]
    public void One_event_names_the_cause()
    {
        var restated = Lifted().Accepted.OfType<Restated>().Single();
        restated.Cause.ShouldBe(new PurchaseId("first"));
        restated.Purchases.ShouldBe([new RestatedPurchase(new("second"), "base", "gold", 1)]);
    }

    [Fact]
    public void A_limit_of_its_day_is_not_used_twice()
    {
        var world = new World("units: {point: {}}\nearning: {spend: {give: 1 point per 1.00 EUR, limit: 50 points per member per day}}");
        world.Enrol();
        world.Accept(world.Buy("noon", Noon, Line(40_00)));
        world.Accept(world.Buy("morning", Noon.AddHours(-3), Line(30_00)));
        world.Balance().ShouldBe(50);
    }

    private static World Lifted()
    {
        var world = new World(Tiered);
        world.Enrol();
        world.Accept(world.Buy("second", Noon, Line(5_00, 2)));
        world.Balance().ShouldBe(10);
        world.Accept(world.Buy("first", Noon.AddDays(-1), Line(60_00)));
        return world;
    }

    /// <summary>The same purchases in their order, and with one of them after all others; and what had been told before it.</summary>
    private static (World InOrder, World Late, long Told) Played(string definition, int[] numbers)
    {
        var chosen = Play.Size(numbers.Sum(), numbers.Length);
        var (inOrder, late) = (new World(definition), new World(definition));
        inOrder.Enrol();
        late.Enrol();
        for (var i = 0; i < numbers.Length; i++)
            inOrder.Accept(Buy(inOrder, numbers, i));
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i != chosen)
                late.Accept(Buy(late, numbers, i));
        }
        var told = late.Balance();
        late.Accept(Buy(late, numbers, chosen));
        return (inOrder, late, told);
    }

    private static RecordPurchase Buy(World world, int[] numbers, int i) =>
        world.Buy($"p{i}", Noon.AddHours(i * 7), Line(numbers[i] % 3_000 + 1, numbers[i] % 3 + 1));

    private static string Shown(World world)
    {
        var member = world.Member();
        var lots = member.Lots.Select(l => $"{l.Id} {l.Unit} {l.Left} {l.Earned:O} {l.Active:O} {l.Expires:O}").Order();
        var days = member.Days.Select(d => $"{d.On} {d.Net} {d.Spend} {string.Join(",", d.Counted.OrderBy(c => c.Counter))}");
        return string.Join("\n", [.. lots, .. days, $"{member.Purchases} {member.SpendEver} {member.VisitsEver} {member.LastVisit}"]);
    }

    private static void Holds(Action<int[]> property) => Prop
        .ForAll(Arb.From(Gen.Choose(0, 99_999).ArrayOf()), numbers =>
        {
            if (numbers.Length > 1)
                property([.. numbers.Take(Member.RecentKept)]);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(30).WithReplay(7, 2027));
}
