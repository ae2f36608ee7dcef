using System.ComponentModel.DataAnnotations;
using Laurel.Engine;
using Laurel.Games;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Games;

/// <summary>POST /v1/programs/{program}/members/{member}/plays: a member plays once.</summary>
internal static class PlayOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/plays", PlayAsync)
        .Needs(Scope.Redemptions)
        .Describe("Play a game", """
            The server decides what happens, by a draw that anybody can check once the month is over. The same Idempotency-Key is the same play.
            A dry run answers with the odds and draws nothing.
            """)
        .Takes<PlayBody>().Gives<PlayReply>(StatusCodes.Status201Created);

    private static async Task<IResult> PlayAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, GamesJson.Default.PlayBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var id = context.CommandId();
        var command = new PlayGame
        {
            Id = id,
            Actor = context.User.Actor(),
            At = clock.GetUtcNow(),
            IsTimedByServer = true,
            Member = new MemberId(member),
            Game = intake.Id(body!.Game, "game"),
            Play = new PlayId(organization.NameFrom("ply_", "play", program, id.Value)),
            Answers = body.Answers ?? new Dictionary<string, string>(),
        };
        if (!intake.IsFine)
            return intake.Problem;
        if (context.IsDryRun())
            return Odds(organization, program, command);
        return await Asking.AskAsync(context, organization, program, command, row => PlayReply.Of(row, organization.Program(program)),
            GamesJson.Default.PlayReply, location: _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(member)}/games");
    }

    private static IResult Odds(OpenOrganization organization, string program, PlayGame command)
    {
        if (organization.Program(program).At(command.At)?.Definition is not { } definition)
            return Problem.NotFound("unknown-program", "program", program);
        return definition.Game(command.Game) is { } game
            ? new JsonAnswer<PlayReply>(new PlayReply { Game = game.Id, Odds = OddsReply.Of(game), Won = [], Given = [] }, GamesJson.Default.PlayReply) { IsDryRun = true }
            : Refusals.Problem(Refusal.UnknownGame(command.Game), definition);
    }
}

public sealed record PlayBody
{
    /// <summary>The id of the game.</summary>
    [Required]
    public string? Game { get; init; }

    /// <summary>Answers to the questions of a quiz: the id of the choice by the id of the question.</summary>
    public IReadOnlyDictionary<string, string>? Answers { get; init; }
}

/// <summary>What a play came to. A dry run has only the odds.</summary>
public sealed record PlayReply
{
    public required string Game { get; init; }

    /// <summary>The name by which it was drawn.</summary>
    public string? Play { get; init; }
    public required IReadOnlyList<OddsReply> Odds { get; init; }

    /// <summary>What the draw came to, or what the right answers win.</summary>
    public required IReadOnlyList<PrizeReply> Won { get; init; }

    /// <summary>What was given of it; less where the budget or the stock did not suffice.</summary>
    public required IReadOnlyList<PrizeReply> Given { get; init; }

    /// <summary>From 0 to below 1; absent in a quiz.</summary>
    public decimal? Drawn { get; init; }
    public bool? IsRight { get; init; }
    public int? TriesLeft { get; init; }
    public long? Seq { get; init; }

    internal static PlayReply Of(JournalRow row, Program program)
    {
        var played = row.Events.OfType<GamePlayed>().Single();
        return new PlayReply
        {
            Game = played.Game,
            Play = played.Play.Value,
            Odds = program.Version(played.Version).Definition.Game(played.Game) is { } game ? OddsReply.Of(game) : [],
            Won = [.. played.Won.Select(PrizeReply.Of)],
            Given = [.. played.Gifts.Where(g => g.Amount > 0 || g.Redemption is not null).Select(g => new PrizeReply(g.Reward is null ? g.Amount : 1, g.Unit, g.Reward))],
            Drawn = played.Drawn,
            IsRight = played.IsRight,
            TriesLeft = played.IsRight is null ? null : played.TriesLeft,
            Seq = row.Seq,
        };
    }
}
