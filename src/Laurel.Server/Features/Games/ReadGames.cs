using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Games;

/// <summary>GET /v1/programs/{program}/members/{member}/games: what a member can play.</summary>
internal static class ReadGames
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/members/{member}/games", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read a member's games", "Each game of the program: how often she can play now, the odds, and the questions of a quiz without their answers.")
        .Gives<GamesReply>();

    private static async Task<IResult> ReadAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        if (await MemberNow.FindAsync(organization, program, new MemberId(member), clock.GetUtcNow()) is not { } now)
            return Problem.NotFound("unknown-member", "member", member);
        var reply = new GamesReply(GameReply.Of(now, LanguageOf.Request(context.Request)), now.At, now.Seq);
        return new JsonAnswer<GamesReply>(reply, GamesJson.Default.GamesReply);
    }
}

public sealed record GamesReply(IReadOnlyList<GameReply> Data, DateTimeOffset At, long Seq);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(GamesReply))]
[JsonSerializable(typeof(PlayBody))]
[JsonSerializable(typeof(PlayReply))]
internal sealed partial class GamesJson : JsonSerializerContext;
