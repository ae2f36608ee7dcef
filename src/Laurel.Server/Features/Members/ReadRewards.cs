using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>GET /v1/programs/{program}/members/{member}/rewards: what she can have, and what is missing for the rest.</summary>
internal static class ReadRewards
{
    public static void Map(IEndpointRouteBuilder program) => program.MapGet("/members/{member}/rewards", ReadAsync)
        .Needs(Scope.Read)
        .Describe("Read a member's rewards", """
            Each reward was tried for this member: `can_redeem` says what a redemption would say now, and `missing` says what is missing.
            """)
        .Gives<RewardsReply>();

    private static async Task<IResult> ReadAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        if (await MemberNow.FindAsync(organization, program, new MemberId(member), clock.GetUtcNow()) is not { } now)
            return Problem.NotFound("unknown-member", "member", member);
        var rewards = await RewardsOf.Async(now, LanguageOf.Request(context.Request));
        return new JsonAnswer<RewardsReply>(new RewardsReply(rewards, now.At, now.Seq), MembersJson.Default.RewardsReply);
    }
}

public sealed record RewardsReply(IReadOnlyList<RewardReply> Data, DateTimeOffset At, long Seq);
