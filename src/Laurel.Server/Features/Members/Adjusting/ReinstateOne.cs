using System.ComponentModel.DataAnnotations;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Adjusting;

/// <summary>POST /v1/programs/{program}/members/{member}/reinstatements: expired units come back, with a reason.</summary>
internal static class ReinstateOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/reinstatements", ReinstateAsync)
        .Needs(Scope.Adjust)
        .Describe("Reinstate expired units", "Brings units back that have expired, with a reason; never more than has expired.")
        .Takes<ReinstateBody>().Gives<AdjustReply>(StatusCodes.Status201Created);

    private static Task<IResult> ReinstateAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.ReinstateBody,
            (body, intake) => body.Command(context, member, clock.GetUtcNow(), intake));
}

public sealed record ReinstateBody
{
    [Required]
    public string? Unit { get; init; }

    /// <summary>Whole number of the unit's smallest part, more than 0.</summary>
    [Required]
    public long? Amount { get; init; }

    /// <summary>The first instant at which they are gone again; absent, they live as long as what comes back after its date.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    [Required]
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }

    internal ReinstateUnits Command(HttpContext context, string member, DateTimeOffset now, Intake intake) => new()
    {
        Id = context.CommandId(),
        Actor = context.User.Actor(),
        At = At ?? now,
        IsTimedByServer = At is null,
        Member = new MemberId(member),
        Unit = intake.Id(Unit, "unit"),
        Amount = intake.Amount(Amount, "amount"),
        Expires = ExpiresAt,
        Reason = intake.Text(Reason, "reason"),
    };
}
