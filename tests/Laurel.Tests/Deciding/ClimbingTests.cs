using Shouldly;
using Xunit;
using static Laurel.Tests.Deciding.World;

namespace Laurel.Tests.Deciding;

public sealed class ClimbingTests
{
    private static DateTimeOffset On(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);

    private static World Shop(string tiers)
    {
        const string levels = "{base: {}, silver: {at: 100.00 EUR}, gold: {at: 200.00 EUR}}";
        var world = new World($"units: {{point: {{}}}}\ntiers: {{{tiers}, levels: {levels}}}");
        world.Enrol(at: On(2026, 1, 1));
        return world;
    }

    [Fact]
    public void A_member_who_brings_spend_begins_in_her_tier()
    {
        var world = Shop("counts: spend ever");
        world.Accept(new EnrolMember { Id = world.Next("enrol"), At = Noon, Member = new("bob"), Spend = 15_000 });
        world.Member("bob").Standing.Tier.ShouldBe("silver");
    }

    [Fact]
    public void Visits_brought_from_before_count_in_the_window()
    {
        var world = new World("units: {point: {}}\ntiers: {counts: visits in the last 12 months, levels: {base: {}, regular: {at: 5 visits}}}");
        world.Accept(new EnrolMember { Id = world.Next("enrol"), At = Noon, Member = new("ada"), Visits = 4 });
        world.Accept(world.Buy("p", Noon.AddDays(1), Line(100)));
        world.Member().Standing.Tier.ShouldBe("regular");
    }

    [Fact]
    public void A_day_whose_goods_all_came_back_is_no_visit()
    {
        var world = new World("units: {point: {}}\ntiers: {counts: visits in the last 12 months, levels: {base: {}, regular: {at: 2 visits}}}");
        world.Enrol(at: On(2026, 1, 1));
        world.Accept(world.Buy("p", On(2026, 6, 1), Line(1_000)));
        world.Accept(world.Return("p", On(2026, 6, 2)));
        world.Accept(world.Buy("q", On(2026, 6, 3), Line(1_000)));
        world.Member().Standing.Tier.ShouldNotBe("regular");
        world.Accept(world.Buy("r", On(2026, 6, 4), Line(1_000)));
        world.Member().Standing.Tier.ShouldBe("regular");
    }

    [Fact]
    public void Units_that_count_lie_with_what_was_bought_that_day_wherever_that_was()
    {
        var world = new World();
        world.Enrol(at: On(2026, 1, 1));
        world.Accept(Buy("p", "north", 1_000));
        world.Accept(Buy("q", "south", 2_000));
        var days = world.Member().Days;
        days.Select(d => (d.On.Day, d.Location, d.Net)).ShouldBe([(1, "north", 1_000), (1, "south", 2_000)]);
        days.SelectMany(d => d.Counted).Sum(use => use.Amount).ShouldBe(30);

        RecordPurchase Buy(string id, string location, long cents) =>
            world.Buy(id, On(2026, 6, 1), Line(cents)) is var buy ? buy with { Purchase = buy.Purchase with { Location = location } } : buy;
    }

    [Fact]
    public void The_last_thirty_days_are_thirty_with_today()
    {
        var world = Shop("counts: spend in the last 30 days, down: at once");
        world.Accept(world.Buy("p", On(2026, 6, 1), Line(10_000)));
        world.Accept(world.Buy("on the thirtieth", On(2026, 6, 30), Line(1)));
        world.Member().Standing.Tier.ShouldBe("silver");
        world.Accept(world.Buy("on the day after", On(2026, 7, 1), Line(1)));
        world.Member().Standing.Tier.ShouldBe("base");
    }

    [Fact]
    public void A_purchase_that_arrives_late_does_not_demote_by_the_window_of_its_day()
    {
        var world = Shop("counts: spend in the last 30 days, down: at once");
        world.Accept(world.Buy("p", On(2026, 6, 1), Line(20_000)));
        world.Accept(world.Buy("late", On(2026, 3, 1), Line(100)));
        world.Member().Standing.Tier.ShouldBe("gold");
    }

    [Fact]
    public void In_the_days_of_grace_a_member_makes_up_for_what_the_closed_year_lacks()
    {
        var world = Shop("counts: spend in the calendar year, down: at end of year after 30 days of grace");
        world.Accept(world.Buy("p", On(2026, 6, 1), Line(20_000)));
        world.Accept(world.Buy("q", On(2027, 12, 1), Line(15_000)));
        world.Accept(world.Buy("r", On(2028, 1, 20), Line(5_000)));
        world.Accept(world.Pass(On(2028, 3, 1)));
        world.Member().Standing.Tier.ShouldBe("gold");
        world.Accept(world.Pass(On(2029, 3, 1)));
        world.Member().Standing.Tier.ShouldBe("base");
    }

    [Fact]
    public void She_falls_one_level_at_each_review()
    {
        var world = Shop("counts: spend in the calendar month, down: one level at end of month");
        world.Accept(world.Buy("p", On(2026, 1, 5), Line(20_000)));
        world.Accept(world.Pass(On(2026, 3, 5)));
        world.Member().Standing.Tier.ShouldBe("silver");
        world.Accept(world.Pass(On(2026, 6, 5)));
        world.Member().Standing.History.Select(s => s.Tier).ShouldBe(["gold", "silver", "base"]);
    }

    [Fact]
    public void What_falls_due_is_so_even_if_no_job_ran()
    {
        var world = Shop("counts: spend in the calendar month, down: at end of month");
        world.Accept(world.Buy("p", On(2026, 1, 5), Line(20_000)));
        world.Program.AsOf(world.Member(), On(2026, 2, 27)).Standing.Tier.ShouldBe("gold");
        world.Program.AsOf(world.Member(), On(2026, 3, 1)).Standing.Tier.ShouldBe("base");
    }
}
