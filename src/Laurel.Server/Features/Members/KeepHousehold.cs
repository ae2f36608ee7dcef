using Laurel.Households;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>POST /v1/programs/{program}/members/{member}/household and …/household/leave: who earns and spends together.</summary>
internal static class KeepHousehold
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapPost("/members/{member}/household", JoinAsync)
            .Needs(Scope.Members)
            .Describe("Join a household, or begin one", """
                Members of a household spend the units together that the definition pools; those that end first are used first, whosever they are. Each lot
                stays its owner's until it is used. Without `household` a new one begins; the answer of a read of the member names it. A household is in
                the comparison group as a whole: who joins takes over what its first member is in.
                """)
            .Takes<HouseholdBody>().Gives<AdjustReply>(StatusCodes.Status201Created);
        program.MapPost("/members/{member}/household/leave", LeaveAsync)
            .Needs(Scope.Members)
            .Describe("Leave a household", "She takes her own lots with her. Reservations that hold units of others must be closed first.")
            .Takes<LeavingBody>().Gives<AdjustReply>(StatusCodes.Status201Created);
    }

    private static Task<IResult> JoinAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.HouseholdBody, (body, intake) => new JoinHousehold
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Household = new HouseholdId(intake.IdOrNull(body.Household, "household")
                ?? organization.NameFrom("hh_", "household", program, context.CommandId().Value)),
        });

    private static Task<IResult> LeaveAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.LeavingBody, (body, _) => new LeaveHousehold
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
        });
}

public sealed record HouseholdBody
{
    /// <summary>The household to join; absent, a new one begins with her.</summary>
    public string? Household { get; init; }
    public DateTimeOffset? At { get; init; }
}

public sealed record LeavingBody
{
    public DateTimeOffset? At { get; init; }
}
