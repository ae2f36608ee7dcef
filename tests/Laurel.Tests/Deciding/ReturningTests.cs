using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

public sealed class ReturningTests
{
    [Fact]
    public void Returns_never_take_more_than_was_earned_even_when_another_rule_comes_to_hold()
    {
        var world = new World("""
            units: {point: {returns: arrears}}
            earning:
              big: {give: 50 points, when: {basket: at least 100.00 EUR}}
              small: {give: 1 point per 1.00 EUR}
            stack: [{first: [big, small]}]
            """);
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(9_000), Line(2_000, sku: "B", number: 2)));
        world.Accept(world.Return("p", Noon, new LineBack { Sku = "B" }));
        world.Balance().ShouldBe(50);
        world.Accept(world.Return("p", Noon));
        world.Balance().ShouldBe(0);
    }

    [Fact]
    public void A_whole_return_gives_back_what_offers_and_rewards_used_of_their_limits()
    {
        var world = new World("""
            units: {point: {}}
            offers: {hello: {gives: 10% off, code: HELLO, limit: [1 per member, 5 per program]}}
            rewards: {cash: {costs: 10 points, gives: 1.00 EUR off, limit: 1 per member, stock: 3}}
            """);
        world.Enrol(opening: new OpeningLot { Unit = "point", Amount = 10 });
        var purchase = world.Buy("p", Noon, Line(10_000, quantity: 2));
        world.Accept(purchase with { Purchase = purchase.Purchase with { Codes = ["HELLO"] }, Rewards = [new() { Reward = "cash" }] });
        world.Tally("program:offer:hello:1:ever").ShouldBe(1);
        world.Accept(world.Return("p", Noon, new LineBack { Line = 1, Quantity = 1 }));
        world.Tally("stock:cash").ShouldBe(1);
        world.Accept(world.Return("p", Noon));
        world.Tally("stock:cash").ShouldBe(0);
        world.Tally("program:offer:hello:1:ever").ShouldBe(0);
        world.Member().Uses.ShouldBeEmpty();
        world.Balance().ShouldBe(10);
    }

    [Fact]
    public void A_redemption_in_a_basket_that_came_back_whole_cannot_be_cancelled_again()
    {
        var world = new World("units: {point: {}}\nrewards: {cash: {costs: 10 points, gives: 1.00 EUR off}}");
        world.Enrol(opening: new OpeningLot { Unit = "point", Amount = 10 });
        world.Accept(world.Buy("p", Noon, Line(500)) with { Rewards = [new() { Reward = "cash" }] });
        world.Accept(world.Return("p", Noon));
        var again = new CancelRedemption { Id = world.Next("cancel"), At = Noon, Redemption = new("p/1"), Reason = "?" };
        world.Refuse(again).ShouldBe("redemption-closed");
        world.Balance().ShouldBe(10);
    }

    [Theory]
    [InlineData("only pending")]
    [InlineData("within balance")]
    [InlineData("arrears")]
    public void Buy_redeem_return_and_cancel_the_redemption_leaves_nothing(string policy)
    {
        var world = new World("""
            units: {point: {returns: POLICY}}
            earning: {spend: {give: 1 point per 1.00 EUR}}
            rewards: {mug: {costs: 80 points, gives: {merchandise: mug}}}
            """.Replace("POLICY", policy, StringComparison.Ordinal));
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(10_000)));
        world.Accept(world.Redeem("mug", Noon, id: "x"));
        world.Accept(world.Return("p", Noon));
        world.Accept(new CancelRedemption { Id = world.Next("cancel"), At = Noon, Redemption = new("x"), Reason = "broken" });
        (world.Balance(), world.Member().Account("point").Owed).ShouldBe((0, 0));
        world.Member().Lots.ShouldBeEmpty();
    }

    [Fact]
    public void Units_that_live_since_the_last_visit_end_by_the_one_before_when_the_last_comes_back()
    {
        var world = new World("units: {point: {expires: 40 days since last visit}}\nearning: {spend: {give: 1 point per 1.00 EUR}}");
        world.Enrol();
        world.Accept(world.Buy("first", Noon, Line(1_000)));
        var before = world.Member().Lots.Single().Expires;
        world.Accept(world.Buy("last", Noon.AddDays(20), Line(1_000)));
        world.Member().Lots.Select(l => l.Expires).Distinct().ShouldBe([before!.Value.AddDays(20)]);
        world.Accept(world.Return("last", Noon.AddDays(21)));
        world.Member().Lots.Select(l => l.Expires).ShouldBe([before]);
    }

    [Fact]
    public void Of_a_price_that_does_not_divide_the_last_piece_that_comes_back_takes_the_rest()
    {
        var world = new World();
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(500, quantity: 3) with { Discount = 500 }));
        var left = new List<long>();
        for (var piece = 0; piece < 3; piece++)
        {
            world.Accept(world.Return("p", Noon, new LineBack { Line = 1, Quantity = 1 }));
            left.Add(world.Member().SpendEver);
        }
        left.ShouldBe([667, 334, 0]);
    }

    [Fact]
    public void Limits_get_back_what_a_return_takes_even_when_another_rule_comes_to_hold()
    {
        var world = new World("""
            units: {point: {}}
            earning:
              big: {give: 50 points, when: {basket: at least 100.00 EUR}, limit: 1 per member}
              small: {give: 1 point per 1.00 EUR, limit: 500 points per member}
            stack: [{first: [big, small]}]
            """);
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(9_000), Line(2_000, sku: "B", number: 2)));
        world.Accept(world.Return("p", Noon, new LineBack { Sku = "B" }));
        world.Accept(world.Return("p", Noon));
        world.Member().Uses.ShouldBeEmpty();
    }

    [Fact]
    public void Goods_that_cost_nothing_take_back_all_they_brought_also_by_share()
    {
        var world = new World("units: {stamp: {}}\nbase: {returned: by share}\nearning: {cup: {give: 1 stamp for every item}}");
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(0, quantity: 3)));
        world.Accept(world.Return("p", Noon));
        world.Balance("stamp").ShouldBe(0);
    }
}
