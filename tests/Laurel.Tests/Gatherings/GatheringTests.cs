using Laurel.Challenges;
using Laurel.Clubs;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Gatherings;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Gatherings;

public sealed class GatheringTests
{
    private const string Head = "program: p\nzone: Europe/Tallinn\ncurrency: EUR\nunits: {bean: {}}\nrewards: {mug: {costs: 5 beans, gives: {merchandise: mug}}}\n";

    private static Reading Read(string below) => DefinitionReader.Read(Yaml.ReadOne(Head + below).Document!);

    [Theory]
    [InlineData("visits", Counts.Visits)]
    [InlineData("spend", Counts.Spend)]
    [InlineData("items", Counts.Items)]
    [InlineData("beans earned", Counts.Units)]
    [InlineData("review done", Counts.Activity)]
    public void A_leaderboard_says_what_it_counts(string counts, Counts expected)
    {
        var reading = Read($"leaderboards: {{l: {{counts: {counts}, per: week, prizes: {{1: 3 beans, 2 to 3: mug}}}}}}");
        reading.Problems.ShouldBeEmpty();
        var board = reading.Definition!.Leaderboards.ShouldHaveSingleItem();
        (board.Counts.Counts, board.Prizes.Count).ShouldBe((expected, 3));
    }

    [Theory]
    [InlineData("spend 500.00 EUR", Counts.Spend, 50_000)]
    [InlineData("visit 300 times", Counts.Visits, 300)]
    [InlineData("buy 1.5 items", Counts.Items, 1_500_000)]
    [InlineData("earn 100 beans", Counts.Units, 100)]
    [InlineData("do review 20 times", Counts.Activity, 20)]
    public void A_club_says_its_goal(string goal, Counts counts, long target)
    {
        var club = Read($"clubs: {{c: {{goal: {goal}, per: program, give: 5 beans}}}}").Definition!.Clubs.ShouldHaveSingleItem();
        (club.Counts.Counts, club.Counts.Target, club.Per).ShouldBe((counts, target, null));
    }

    [Fact]
    public void What_is_taken_back_of_a_score_is_taken_of_the_latest_first_and_of_none_more_than_it_brought()
    {
        var world = new World("units: {point: {}}\nearning: {spend: {give: 1 point per 1.00 EUR}}\nleaderboards: {best: {counts: points earned, per: program}}");
        world.Enrol();
        world.Accept(world.Buy("first", World.Noon, World.Line(1_000)));
        world.Accept(world.Buy("second", World.Noon.AddDays(1), World.Line(1_000)));
        world.Accept(world.Buy("less", World.Noon.AddDays(2), World.Line(1_500, quantity: -1)));
        var marks = world.Member().Efforts.ShouldHaveSingleItem().Marks;
        marks.Select(m => (m.At, m.Amount)).ShouldBe([(World.Noon, 5L)]);
    }

    [Fact]
    public void Goods_that_come_back_from_who_has_left_a_leaderboard_do_not_move_it()
    {
        var world = new World("units: {point: {}}\nleaderboards: {best: {counts: spend, per: program}}");
        world.Enrol();
        world.Accept(world.Buy("p", World.Noon, World.Line(1_000, quantity: 2)));
        world.Accept(new TakePart { Id = world.Next("leave"), At = World.Noon.AddDays(1), Member = new("ada"), What = "best", Leave = true });
        world.Accept(world.Return("p", World.Noon.AddDays(2), new LineBack { Line = 1, Quantity = 1 }));
        var standings = world.Documents.Values.OfType<Standings>().ShouldHaveSingleItem();
        (standings.Sum, standings.Members, standings.Places.Count).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData("leaderboards: {l: {counts: visits}}", "key-missing")]
    [InlineData("leaderboards: {l: {counts: visits, per: fortnight}}", "choice-unknown")]
    [InlineData("leaderboards: {l: {counts: beans spent, per: week}}", "phrase-word-expected")]
    [InlineData("leaderboards: {l: {counts: beans earned, per: week, when: {weekday: mon}}}", "key-near")]
    [InlineData("leaderboards: {l: {counts: visits, per: week, prizes: {2: 5 beans}}}", "places-in-order")]
    [InlineData("leaderboards: {l: {counts: visits, per: week, prizes: {1: 5 beans, 3: 5 beans}}}", "places-in-order")]
    [InlineData("leaderboards: {l: {counts: visits, per: week, prizes: {1 to 101: 5 beans}}}", "places-in-order")]
    [InlineData("leaderboards: {l: {counts: visits, per: week, shows: 101 places}}", "needs-beyond-steps")]
    [InlineData("clubs: {c: {goal: visit 3 times, per: week}}", "key-missing")]
    [InlineData("clubs: {c: {goal: visit 3 places, per: week, give: mug}}", "phrase-word-expected")]
    [InlineData("clubs: {c: {goal: spend 3.00 USD, per: week, give: mug}}", "phrase-word-expected")]
    [InlineData("clubs: {c: {goal: visit 0 times, per: week, give: mug}}", "phrase-positive-expected")]
    [InlineData("clubs: {c: {goal: visit 3 times, per: week, give: mug, shared: equally}}", "prize-indivisible")]
    [InlineData("clubs: {c: {goal: visit 3 times, per: week, give: mug, members: at most 201}}", "needs-beyond-steps")]
    [InlineData("clubs: {c: {goal: visit 3 times, per: week, give: mug}}\nleaderboards: {c: {counts: visits, per: week}}", "key-twice")]
    public void One_that_makes_no_sense_is_a_problem(string below, string code) => Read(below).Problems.Select(p => p.Code).ShouldContain(code);

    [Fact]
    public void A_year_of_visits_keeps_few_marks()
    {
        var world = new World("units: {point: {}}\nleaderboards: {l: {counts: visits, per: program}}");
        world.Enrol();
        for (var i = 0; i < 400; i++)
            world.Accept(world.Buy($"p{i}", World.Noon.AddDays(i), World.Line(100)));
        var known = world.Member().Effort("l", "ever", null).ShouldNotBeNull();
        known.Score.ShouldBe(400);
        known.Marks.Count.ShouldBeLessThan(130);
    }

    [Fact]
    public void What_was_brought_to_months_of_long_ago_leaves_the_member()
    {
        var world = new World("units: {point: {}}\nleaderboards: {l: {counts: visits, per: month}}");
        world.Enrol();
        for (var i = 0; i < 24; i++)
            world.Accept(world.Buy($"p{i}", World.Noon.AddMonths(i), World.Line(100)));
        world.Member().Efforts.Count.ShouldBeLessThan(5);
    }

    [Fact]
    public void Of_very_many_the_best_are_kept_and_all_are_counted()
    {
        Standings? standings = null;
        for (var i = 1; i <= 1_000; i++)
            standings = Standings.Apply(standings, Scored($"m{i}", 0, i));
        standings = Standings.Apply(standings, Scored("m1", 1, 5_000));
        (standings!.Members, standings.Sum, standings.Places.Count).ShouldBe((1_000, 505_499, Standings.Kept));
        (standings.Places[0].Member.Value, standings.Places[1].Score).ShouldBe(("m1", 1_000));
    }

    [Fact]
    public void The_largest_standings_and_rosters_fit_into_their_documents()
    {
        Standings? standings = null;
        Roster? roster = null;
        for (var i = 0; i < Standings.Kept; i++)
            standings = Standings.Apply(standings, Scored($"mem_{i:00000000000000000000000000}", 0, 1_000_000_000_000 + i));
        for (var i = 0; i < Club.Largest; i++)
            roster = Roster.Apply(roster, new TookPart { At = World.Noon, Member = new($"mem_{i:00000000000000000000000000}"), What = "c", InClub = true });
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes<Document>(standings!).Length.ShouldBeLessThan(Document.LargestBytes);
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes<Document>(roster!).Length.ShouldBeLessThan(Document.LargestBytes);
    }

    private static ScoreMoved Scored(string member, long before, long score) => new()
    {
        At = World.Noon,
        Member = new(member),
        What = "l",
        Period = "2026-03",
        Change = ScoreChange.Scored,
        Before = before,
        Score = score,
        Reached = World.Noon,
    };
}
