using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

public sealed class DueTests
{
    [Fact]
    public void A_lot_that_expired_after_a_tier_review_does_not_hide_the_review()
    {
        var world = new World("""
            units: {point: {expires: 23 months after earning}}
            earning: {spend: {give: 1 point per 1.00 EUR}}
            tiers: {counts: spend in the calendar year, down: at end of year, levels: {base: {}, gold: {at: 100.00 EUR}}}
            """);
        world.Enrol();
        world.Accept(world.Buy("p", Noon, Line(10_000)));
        world.Accept(world.Pass(new(2028, 6, 1, 0, 0, 0, TimeSpan.Zero)));
        world.Member().Standing.Tier.ShouldBe("base");
        world.Member().Standing.History[^1].At.ShouldBe(new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
