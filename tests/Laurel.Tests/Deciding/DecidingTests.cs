using Laurel.Engine;
using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

/// <summary>What is well typed and cannot be meant is refused; nothing is decided by an exception.</summary>
public sealed class DecidingTests
{
    private static World Shop()
    {
        var world = new World();
        world.Enrol();
        return world;
    }

    [Fact]
    public void A_time_nobody_can_mean_is_refused()
    {
        var world = Shop();
        world.Refuse(world.Pass(DateTimeOffset.MaxValue)).ShouldBe("time-out-of-range");
        world.Refuse(world.Buy("p", DateTimeOffset.MinValue, Line(1))).ShouldBe("time-out-of-range");
    }

    [Fact]
    public void Figures_beyond_counting_are_refused()
    {
        var world = Shop();
        world.Refuse(world.Buy("p", Noon, Line(decimal.MaxValue))).ShouldBe("line-out-of-range");
        world.Refuse(world.Buy("p", Noon, Line(1, decimal.MaxValue))).ShouldBe("line-out-of-range");
        world.Refuse(world.Buy("p", Noon, Line(1, 0.0000001m))).ShouldBe("line-out-of-range");
        world.Refuse(world.Buy("p", Noon, Line(1_000_000_000, 1_000_000_000))).ShouldBe("amount-too-large");
        world.Refuse(world.Buy("p", Noon, Line(1), Line(2))).ShouldBe("line-twice");
    }

    [Fact]
    public void Pieces_at_a_price_that_cannot_be_paid_are_refused_and_weighed_goods_are_rounded()
    {
        var world = Shop();
        world.Refuse(world.Buy("p", Noon, Line(19.99m))).ShouldBe("price-not-payable");
        world.Accept(world.Buy("p", Noon, Line(1.5m, quantity: 2), Line(174.9m, quantity: 31.02m, number: 2)));
        world.Accept(world.Buy("q", Noon, Line(392.33333m, quantity: 3)));
    }

    [Fact]
    public void A_unit_that_members_hold_must_stay_as_it_is()
    {
        var world = Shop();
        Published("point", "star").ShouldBe("unit-must-stay");
        Published("point: {}", "point: {decimals: 2}").ShouldBe("unit-must-stay");
        Published("EUR", "USD").ShouldBe("other-currency");

        string Published(string before, string after) =>
            world.Publish(world.Definition.Replace(before, after, StringComparison.Ordinal), Noon).Refusal!.Code;
    }

    [Fact]
    public void Half_a_character_is_malformed_JSON()
    {
        var world = Shop();
        var publish = new PublishDefinition { Id = world.Next("publish"), At = Noon, From = Noon, Definition = """{"program":"\ud800"}""" };
        world.Refuse(publish).ShouldBe("malformed-definition");
    }

    [Fact]
    public void A_cap_still_caps_beside_a_limit_that_rejects()
    {
        var world = new World("""
            units: {point: {}}
            earning: {spend: {give: 1 point per 1.00 EUR, limit: [2 per member per day, 100 points per member per day]}}
            """);
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(15_000)));
        world.Balance().ShouldBe(100);
    }

    [Fact]
    public void A_member_who_bought_every_day_for_ten_years_still_fits_her_document()
    {
        var world = new World();
        world.Enrol(at: Noon.AddYears(-1));
        for (var day = 0; day < 3_650; day++)
            world.Accept(world.Buy($"01890a5d-ac96-774b-bcce-b302099a{day:0000}", Noon.AddDays(day), Line(1_00)));
        world.Balance().ShouldBe(3_650);
        world.Member().Lots.Count.ShouldBeLessThanOrEqualTo(Member.LotsKept);
        Wire.EncodeDocument(world.Member()).Length.ShouldBeLessThan(Document.LargestBytes);
    }

    [Fact]
    public void A_first_purchase_is_not_one_from_before_she_joined()
    {
        var world = new World("units: {point: {}}\nearning: {hi: {give: 9 points, when: {first purchase: within 30 days of joining}}}");
        world.Enrol(at: Noon);
        world.Accept(world.Buy("p", Noon.AddDays(-3), Line(1_00)));
        world.Balance().ShouldBe(0);
    }

    [Theory]
    [InlineData("best", "first-time: best")]
    [InlineData("first", "second: first")]
    [InlineData("exclusive", "second: first, third: exclusive")]
    public void A_rule_that_another_one_beats_says_so(string kind, string misses)
    {
        var world = new World("units: {point: {}}\nearning: {first-time: {give: 5 points}, second: {give: 9 points}, third: {give: 1 point}}\n"
            + "stack: [{" + kind + ": [first-time, second]}, {all: [third]}]");
        world.Enrol();
        var bought = world.Accept(world.Buy("p", Noon, Line(1_00))).OfType<PurchaseRecorded>().Single();
        string.Join(", ", bought.Misses.Select(m => $"{m.Rule}: {m.Reason}")).ShouldBe(misses);
    }
}
