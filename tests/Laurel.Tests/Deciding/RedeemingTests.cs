using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

public sealed class RedeemingTests
{
    private static World Shop(string rewards, long points = 1000)
    {
        var world = new World("units: {point: {}}\nearning: {spend: {give: 1 point per 1.00 EUR}}\nrewards:\n" + rewards);
        world.Enrol(opening: new OpeningLot { Unit = "point", Amount = points });
        return world;
    }

    [Fact]
    public void Held_units_can_be_captured_after_their_lot_has_expired()
    {
        var world = new World("""
            units: {point: {expires: 10 days after earning}}
            rewards: {mug: {costs: 5 points, gives: {merchandise: mug}}}
            """);
        world.Enrol(at: Noon, opening: new OpeningLot { Unit = "point", Amount = 7 });
        world.Accept(world.Reserve("mug", Noon, "x"));
        world.Accept(new CaptureRedemption { Id = world.Next("capture"), At = Noon.AddDays(20), Redemption = new("x") });
        world.Balance().ShouldBe(0);
    }

    [Fact]
    public void A_limit_in_units_counts_what_the_reward_costs()
    {
        var world = Shop("  mug: {costs: 60 points, gives: {merchandise: mug}, limit: 100 points per member per day}");
        world.Accept(world.Redeem("mug", Noon));
        world.Refuse(world.Redeem("mug", Noon)).ShouldBe("limit-reached");
        world.Accept(world.Redeem("mug", Noon.AddDays(1)));
    }

    [Fact]
    public void A_limit_of_times_counts_every_piece()
    {
        var world = Shop("  mug: {costs: 10 points, gives: {merchandise: mug}, limit: 2 per member}");
        world.Refuse(world.Redeem("mug", Noon, quantity: 3)).ShouldBe("limit-reached");
        world.Accept(world.Redeem("mug", Noon, quantity: 2));
        world.Refuse(world.Redeem("mug", Noon)).ShouldBe("limit-reached");
    }

    [Fact]
    public void Two_rewards_in_one_basket_share_the_stock()
    {
        var world = Shop("  mug: {costs: 10 points, gives: {merchandise: mug}, stock: 1}");
        var two = new RewardInBasket[] { new() { Reward = "mug" }, new() { Reward = "mug" } };
        world.Refuse(world.Buy("p", Noon, Line(100)) with { Rewards = two }).ShouldBe("out-of-stock");
    }

    [Fact]
    public void A_reservation_that_ran_out_frees_its_stock_for_the_command_that_notices()
    {
        var world = Shop("  mug: {costs: 10 points, gives: {merchandise: mug}, stock: 1}");
        world.Accept(world.Reserve("mug", Noon, "x", until: Noon.AddHours(1)));
        world.Refuse(world.Redeem("mug", Noon.AddMinutes(30))).ShouldBe("out-of-stock");
        world.Accept(world.Redeem("mug", Noon.AddHours(1)));
        world.Tally("stock:mug").ShouldBe(1);
    }

    [Fact]
    public void What_a_reservation_held_is_free_when_it_runs_out_even_if_nobody_looked()
    {
        var world = Shop("  mug: {costs: 10 points, gives: {merchandise: mug}}", points: 10);
        world.Accept(world.Reserve("mug", Noon, "x", until: Noon.AddHours(1)));
        world.Member().Balance("point", Noon.AddMinutes(59)).ShouldBe(new Balance(0, 0, 10, 0));
        world.Member().Balance("point", Noon.AddHours(1)).ShouldBe(new Balance(10, 0, 0, 0));
    }

    [Fact]
    public void Units_given_back_at_the_instant_at_which_they_would_have_ended_live_on()
    {
        var world = new World("units: {point: {expires: 10 days after earning}}\nrewards: {mug: {costs: 5 points, gives: {merchandise: mug}}}");
        world.Enrol(at: Noon, opening: new OpeningLot { Unit = "point", Amount = 5 });
        var end = world.Member().Lots.Single().Expires!.Value;
        world.Accept(world.Redeem("mug", Noon, id: "x"));
        world.Accept(new CancelRedemption { Id = world.Next("cancel"), At = end, Redemption = new("x"), Reason = "broken" });
        world.Member().Balance("point", end).Available.ShouldBe(5);
    }

    [Fact]
    public void Nothing_can_be_captured_only_something_or_all()
    {
        var world = Shop("  mug: {costs: 10 points, gives: {merchandise: mug}}");
        world.Accept(world.Reserve("mug", Noon, "x"));
        var nothing = new CaptureRedemption { Id = world.Next("capture"), At = Noon, Redemption = new("x"), Units = 0 };
        world.Refuse(nothing).ShouldBe("amount-not-positive");
    }

    [Fact]
    public void Where_the_member_chooses_only_whole_multiples_are_used()
    {
        var world = Shop("  cash: {costs: 30 points each, gives: 1.00 EUR off each, from: 60 points}");
        world.Refuse(world.Redeem("cash", Noon) with { Units = 59 }).ShouldBe("too-few-units");
        world.Accept(world.Redeem("cash", Noon) with { Units = 100 });
        world.Balance().ShouldBe(910);
    }

    [Fact]
    public void A_discount_with_nothing_to_take_off_costs_nothing()
    {
        var world = Shop("  cash: {costs: 30 points, gives: 1.00 EUR off}");
        world.Refuse(world.Buy("p", Noon) with { Rewards = [new() { Reward = "cash" }] }).ShouldBe("nothing-to-take-off");
        world.Balance().ShouldBe(1000);
    }

    [Fact]
    public void Two_pieces_of_a_percentage_take_off_twice()
    {
        var world = Shop("  tenth: {costs: 5 points, gives: 10% off}");
        var bought = world.Accept(world.Buy("p", Noon, Line(10_000)) with { Rewards = [new() { Reward = "tenth", Quantity = 2 }] });
        bought.OfType<PurchaseRecorded>().Single().Total.ShouldBe(8_100);
        world.Balance().ShouldBe(1000 - 10 + 81);
    }

    [Fact]
    public void Units_that_a_cancelled_redemption_gives_back_live_on_when_their_date_has_passed()
    {
        var world = new World("""
            units: {point: {expires: 10 days after earning, regained: 5 days}}
            rewards: {mug: {costs: 5 points, gives: {merchandise: mug}}}
            """);
        world.Enrol(at: Noon, opening: new OpeningLot { Unit = "point", Amount = 10 });
        world.Accept(world.Redeem("mug", Noon, id: "x"));
        world.Accept(world.Redeem("mug", Noon, id: "y"));
        world.Accept(new CancelRedemption { Id = world.Next("cancel"), At = Noon.AddDays(20), Redemption = new("x"), Reason = "broken" });
        world.Accept(new CancelRedemption { Id = world.Next("cancel"), At = Noon.AddDays(23), Redemption = new("y"), Reason = "broken" });
        world.Member().Balance("point", Noon.AddDays(24)).Available.ShouldBe(10);
        world.Member().Balance("point", Noon.AddDays(27)).Available.ShouldBe(5);
    }
}
