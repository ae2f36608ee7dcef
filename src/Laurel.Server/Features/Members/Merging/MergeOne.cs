using System.ComponentModel.DataAnnotations;
using Laurel.Merges;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Merging;

/// <summary>POST /v1/programs/{program}/members/{member}/merge and …/unmerge: two cards of one customer, and two again.</summary>
internal static class MergeOne
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapPost("/members/{member}/merge", MergeAsync)
            .Needs(Scope.Adjust)
            .Describe("Merge a member into another", """
                She goes on in the account of the other: her units with their dates, her purchases, visits, rewards and memberships. Her cards and
                numbers stay hers and lead here. Tiers are looked at again and never fall by it. Nothing is lost, and it can be undone.
                """)
            .Takes<MergeBody>().Gives<AdjustReply>(StatusCodes.Status201Created);
        program.MapPost("/members/{member}/unmerge", UnmergeAsync)
            .Needs(Scope.Adjust)
            .Describe("Give a merged member her own account back", """
                She goes on in her own account with what came by her cards, before and since: what is left of those units, those purchases and what they
                count for. What was used meanwhile stays used. What came by no card stays where it is.
                """)
            .Takes<UnmergeBody>().Gives<AdjustReply>(StatusCodes.Status201Created);
    }

    private static Task<IResult> MergeAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.MergeBody, (body, intake) => new MergeMembers
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Into = new MemberId(intake.Id(body.Into, "into")),
            Reason = body.Reason is null ? "" : intake.Text(body.Reason, "reason"),
        });

    private static Task<IResult> UnmergeAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.UnmergeBody, (body, intake) => new UnmergeMember
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Reason = body.Reason is null ? "" : intake.Text(body.Reason, "reason"),
        });
}

public sealed record MergeBody
{
    /// <summary>The id of the member whose account goes on.</summary>
    [Required]
    public string? Into { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record UnmergeBody
{
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }
}
