using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Games;
using Laurel.Tests.Deciding;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Games;

public sealed class GameTests
{
    private const string Wheel = """
        units: {point: {}}
        games: {wheel: {plays: 1 per visit, odds: {10 points: 30%, 50 points: 5%, nothing: 65%}, budget: 2000 points per month BEYOND}}
        """;

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of thirty-two bytes, so");

    private static World Shop(string beyond = "else nothing")
    {
        var world = new World(Wheel.Replace("BEYOND", beyond));
        world.Enrol();
        world.Accept(new CommitSecret { Id = world.Next("commit"), At = World.Noon, Epoch = "2026-03", Hash = Draws.Commitment(Secret) });
        return world;
    }

    private static PlayGame Play(World world, int number, DateTimeOffset at) => new()
    {
        Id = world.Next("play"),
        At = at,
        Member = new("ada"),
        Game = "wheel",
        Play = new($"ply_{number}"),
        Traits = new Traits { Drawn = Draws.Draw(Secret, "2026-03", $"play/ply_{number}") },
    };

    [Fact]
    public void Draws_are_as_frequent_as_the_odds_say()
    {
        const int Plays = 200_000;
        var game = Shop().Program.Versions[0].Definition.Games[0];
        var counts = game.Odds.ToDictionary(o => o, _ => 0);
        for (var i = 0; i < Plays; i++)
            counts[game.Of(Draws.Number(Draws.Draw(Secret, "2026-03", $"play/ply_{i}"), game.Id))]++;
        var chiSquare = counts.Sum(c => Math.Pow(c.Value - Plays * (double)c.Key.Share, 2) / (Plays * (double)c.Key.Share));
        chiSquare.ShouldBeLessThan(13.82, "0.1% of chi-square with 2 degrees of freedom");
    }

    [Fact]
    public void Games_and_surprises_have_luck_of_their_own()
    {
        var both = Enumerable.Range(0, 100_000).Select(i => Draws.Draw(Secret, "2026-03", $"visit/ada/{i}"))
            .Count(d => Draws.Number(d, "thanks") < 0.1m && Draws.Number(d, "bonus") < 0.1m);
        both.ShouldBeInRange(900, 1_100);
    }

    [Theory]
    [InlineData("{10 points: 30%, nothing: 69.9%}", "odds-sum")]
    [InlineData("{10 points: 130%, nothing: -30%}", "percent-expected")]
    [InlineData("{10 teapots: 30%, nothing: 70%}", "unit-unknown")]
    [InlineData("{10 points: lots}", "percent-expected")]
    public void Odds_that_cannot_be_are_a_problem(string odds, string code)
    {
        var text = "program: p\nzone: UTC\ncurrency: EUR\nunits: {point: {}}\ngames: {g: {plays: 1 per visit, odds: ODDS}}".Replace("ODDS", odds);
        DefinitionReader.Read(Yaml.ReadOne(text).Document!).Problems.Select(p => p.Code).ShouldContain(code);
    }

    [Fact]
    public void Nothing_is_drawn_by_a_secret_that_was_not_committed_to_or_is_known()
    {
        var world = new World(Wheel.Replace("BEYOND", ""));
        world.Enrol();
        world.Accept(world.Buy("p", World.Noon, World.Line(100)));
        world.Refuse(Play(world, 1, World.Noon)).ShouldBe("not-committed");
        var commit = new CommitSecret { Id = world.Next("c"), At = World.Noon, Epoch = "2026-03", Hash = Draws.Commitment(Secret) };
        world.Accept(commit);
        var reveal = commit with { Id = world.Next("c"), Secret = Convert.ToHexStringLower(Secret) };
        world.Refuse(reveal).ShouldBe("epoch-goes-on");
        world.Refuse(reveal with { At = World.Noon.AddMonths(1), Secret = "00" }).ShouldBe("not-the-secret");
        world.Accept(reveal with { At = World.Noon.AddMonths(1) });
        world.Refuse(Play(world, 1, World.Noon.AddMonths(1))).ShouldBe("not-committed");
    }

    [Fact]
    public void Members_of_the_holdout_get_no_surprise()
    {
        var world = new World("units: {point: {}}\nsurprises: {thanks: {give: 5 points, to: 100% of purchases, budget: 50 points}}");
        world.Accept(new EnrolMember { Id = world.Next("e"), At = World.Noon.AddDays(-1), Member = new("ada"), HeldOut = true });
        world.Enrol("bob");
        var drawn = new Traits { Draw = 0 };
        world.Accept(world.Buy("a", World.Noon, World.Line(100)) with { Traits = drawn });
        var bob = world.Buy("b", World.Noon, World.Line(100));
        world.Accept(bob with { Traits = drawn, Purchase = bob.Purchase with { Member = new("bob") } });
        (world.Balance(), world.Balance(member: "bob")).ShouldBe((0, 5));
    }

    [Fact]
    public void The_budget_is_never_exceeded_and_a_return_undoes_the_play() => Prop
        .ForAll(Gen.Choose(0, 1_000_000).ArrayOf(60).ToArbitrary(), numbers =>
        {
            var world = Shop(numbers[0] % 2 == 0 ? "else nothing" : "else what is left");
            var days = 1 + numbers[1] % 25;
            for (var i = 0; i < days; i++)
                world.Accept(world.Buy($"p{i}", World.Noon.AddDays(i), World.Line(100)));
            for (var i = 0; i < days && i < numbers[2] % 30; i++)
                world.Accept(Play(world, numbers[i + 3], World.Noon.AddDays(25).AddMinutes(i)) with { Traits = new Traits { Draw = numbers[i + 3] % 40 / 100m } });
            world.Tally("program:game:wheel:0:2026-03").ShouldBeInRange(0, 2000);
            world.Tally("program:game:wheel:0:2026-03").ShouldBe(world.Balance());
            for (var i = 0; i < days; i++)
                world.Accept(world.Return($"p{i}", World.Noon.AddDays(26).AddMinutes(i)));
            (world.Balance(), world.Member().Tickets.Count, world.Member().Plays.Count).ShouldBe((0, 0, 0));
            world.Tally("program:game:wheel:0:2026-03").ShouldBe(0);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(1, 2027));

    [Fact]
    public void The_right_answers_of_a_quiz_are_in_no_text()
    {
        var text = """
            program: p
            zone: UTC
            currency: EUR
            units: {point: {}}
            games: {q: {kind: quiz, plays: 1 per day, questions: {one: {ask: What?, choices: {a: Apple, b: Pear}, right: b}}, give: 5 points}}
            """;
        var definition = DefinitionReader.Read(Yaml.ReadOne(text).Document!).Definition!;
        foreach (var language in Languages.All)
            Laurel.Explaining.PlainLanguage.Of(definition, language).ToString().ShouldNotContain("Pear");
    }
}
