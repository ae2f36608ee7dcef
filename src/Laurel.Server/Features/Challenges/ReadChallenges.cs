using System.Text.Json.Serialization;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Challenges;

/// <summary>GET /v1/programs/{program}/members/{member}/challenges: how far a member is, and her badges.</summary>
internal static class ReadChallenges
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/members/{member}/challenges", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read a member's challenges", """
            Each challenge of the program: what she has, what is missing and by when; the same of clubs, by all their members together; and the badges she has.
            """)
        .Gives<ChallengesReply>();

    private static async Task<IResult> ReadAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        if (await MemberNow.FindAsync(organization, program, new MemberId(member), clock.GetUtcNow()) is not { } now)
            return Problem.NotFound("unknown-member", "member", member);
        var language = LanguageOf.Request(context.Request);
        var clubs = await ClubReplies.OfAsync(organization.Journal, program, now, language);
        var reply = new ChallengesReply(ChallengeReply.Of(now, language), clubs, BadgeReply.Of(now, language), now.At, now.Seq);
        return new JsonAnswer<ChallengesReply>(reply, ChallengesJson.Default.ChallengesReply);
    }
}

public sealed record ChallengesReply(
    IReadOnlyList<ChallengeReply> Data, IReadOnlyList<ChallengeReply> Clubs, IReadOnlyList<BadgeReply> Badges, DateTimeOffset At, long Seq);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ChallengesReply))]
[JsonSerializable(typeof(ParticipationBody))]
[JsonSerializable(typeof(ParticipationReply))]
internal sealed partial class ChallengesJson : JsonSerializerContext;
