using Laurel.Challenges;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Challenges;

public sealed class ChallengeTests
{
    private const string Head = "program: p\nzone: Europe/Tallinn\ncurrency: EUR\nunits: {bean: {}}\nrewards: {mug: {costs: 5 beans, gives: {merchandise: mug}}}\n";

    private static Reading Read(string challenge) => DefinitionReader.Read(Yaml.ReadOne(Head + $"challenges: {{c: {challenge}}}").Document!);

    private static Challenge Good(string challenge)
    {
        var reading = Read(challenge);
        reading.Problems.ShouldBeEmpty();
        return reading.Definition!.Challenges[0];
    }

    [Theory]
    [InlineData("buy in 3 categories", Counts.Categories, 3)]
    [InlineData("buy from 2 brands", Counts.Brands, 2)]
    [InlineData("buy 1.5 items", Counts.Items, 1_500_000)]
    [InlineData("buy 5 different products", Counts.Products, 5)]
    [InlineData("spend 100.00 EUR", Counts.Spend, 10_000)]
    [InlineData("visit 4 times", Counts.Visits, 4)]
    [InlineData("visit 3 places", Counts.Locations, 3)]
    [InlineData("visit 4 weeks in a row", Counts.InARow, 4)]
    [InlineData("do review once", Counts.Activity, 1)]
    public void A_sentence_says_what_a_step_counts(string sentence, Counts counts, long target)
    {
        var step = Good($"{{do: {sentence}, give: 1 bean}}").Steps.ShouldHaveSingleItem();
        (step.Counts, step.Target).ShouldBe((counts, target));
    }

    [Theory]
    [InlineData("{do: buy in 3 categories}", "key-missing")]
    [InlineData("{do: buy in 3 categories, give: teapot}", "prize-unknown")]
    [InlineData("{do: buy in 3 categories, give: 0 beans}", "phrase-positive-expected")]
    [InlineData("{do: buy in 1.5 categories, give: mug}", "phrase-whole-expected")]
    [InlineData("{do: [visit once, do review once], needs: 3, give: mug}", "needs-beyond-steps")]
    [InlineData("{do: visit 2 times within 30 days, within: the same month, give: mug}", "window-twice")]
    [InlineData("{do: visit 2 times within 500 days, give: mug}", "period-out-of-range")]
    [InlineData("{do: jump 2 times, give: mug}", "phrase-word-expected")]
    [InlineData("{do: spend 5.00 USD, give: mug}", "phrase-word-expected")]
    [InlineData("{do: visit once, give: mug, repeats: 0 times}", "phrase-positive-expected")]
    [InlineData("{do: visit once, badge: No Id}", "id-malformed")]
    public void A_challenge_that_makes_no_sense_is_a_problem(string challenge, string code) =>
        Read(challenge).Problems.Select(p => p.Code).ShouldContain(code);

    [Fact]
    public void A_streak_of_days_crosses_the_change_of_clocks()
    {
        var world = new World("units: {point: {}}\nchallenges: {daily: {do: visit 3 days in a row, give: 9 points}}", "Europe/Tallinn");
        world.Enrol(at: new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var (utc, id) in new[] { ("2026-03-28T20:30:00Z", "a"), ("2026-03-28T22:30:00Z", "b"), ("2026-03-29T21:30:00Z", "c") })
            world.Accept(world.Buy(id, DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), World.Line(100)));
        world.Balance().ShouldBe(9);
    }

    [Fact]
    public void Rounds_of_long_ago_are_final_and_what_they_were_counted_from_is_forgotten()
    {
        var world = new World("units: {point: {}}\nchallenges: {often: {do: visit 2 times, give: 5 points, repeats: always}}");
        world.Enrol();
        for (var i = 0; i < 4; i++)
            world.Accept(world.Buy($"p{i}", World.Noon.AddDays(i), World.Line(100)));
        world.Accept(world.Buy("late", World.Noon.AddDays(100), World.Line(100)));
        var standing = world.Member().Challenge("often").ShouldNotBeNull();
        (standing.Settled, standing.Met.Count, standing.Marks.Count).ShouldBe((2, 0, 1));
        world.Accept(world.Return("p0", World.Noon.AddDays(101)));
        world.Balance().ShouldBe(10);
    }

    [Fact]
    public void A_year_of_small_purchases_keeps_few_marks()
    {
        var world = new World("units: {point: {}}\nchallenges: {big: {do: spend 9000.00 EUR, give: 5 points}}");
        world.Enrol();
        for (var i = 0; i < 365; i++)
            world.Accept(world.Buy($"p{i}", World.Noon.AddDays(i), World.Line(100)));
        var standing = world.Member().Challenge("big").ShouldNotBeNull();
        standing.Marks.Sum(m => m.Amount).ShouldBe(36_500);
        standing.Marks.Count.ShouldBeLessThan(110);
    }

    [Fact]
    public void A_prize_out_of_stock_is_not_given_and_the_challenge_is_met_all_the_same()
    {
        var world = new World("units: {point: {}}\nrewards: {mug: {costs: 5 points, gives: {merchandise: mug}, stock: 1}}\n"
            + "challenges: {often: {do: visit once, give: mug, repeats: always}}");
        world.Enrol();
        world.Accept(world.Buy("a", World.Noon, World.Line(100)));
        var second = world.Accept(world.Buy("b", World.Noon.AddDays(1), World.Line(100)));
        world.Member().Issued.Count.ShouldBe(1);
        second.OfType<ChallengeMoved>().Single(e => e.Change == ChallengeChange.Met).Gifts.Single().Redemption.ShouldBeNull();
    }

    [Fact]
    public void What_is_kept_stays_when_goods_come_back()
    {
        var world = new World("units: {point: {}}\nchallenges: {once: {do: spend 10.00 EUR, give: 5 points, badge: b, returned: kept}}");
        world.Enrol();
        world.Accept(world.Buy("a", World.Noon, World.Line(1000)));
        world.Accept(world.Return("a", World.Noon.AddDays(1)));
        world.Balance().ShouldBe(5);
        world.Member().Badges.ShouldHaveSingleItem();
        world.Accept(world.Buy("b", World.Noon.AddDays(2), World.Line(1000)));
        world.Balance().ShouldBe(5);
    }

    [Fact]
    public void A_badge_opens_what_asks_for_it()
    {
        var world = new World("units: {point: {}}\nrewards: {mug: {costs: nothing, gives: {merchandise: mug}, for: {badge: b}}}\n"
            + "challenges: {once: {do: spend 10.00 EUR, badge: b}}");
        world.Enrol();
        world.Refuse(world.Redeem("mug", World.Noon)).ShouldBe("not-for-member");
        world.Accept(world.Buy("a", World.Noon, World.Line(1000)));
        world.Accept(world.Redeem("mug", World.Noon.AddDays(1)));
    }
}
