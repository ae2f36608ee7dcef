using System.ComponentModel.DataAnnotations;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Adjusting;

/// <summary>POST /v1/programs/{program}/members/{member}/transfers: a member gives units to another.</summary>
internal static class TransferOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/transfers", TransferAsync)
        .Needs(Scope.Adjust)
        .Describe("Transfer units", """
            The member gives units to another; they keep their lots' dates. Whether members may do so, and how much, is up to the definition.
            The answer shows the giver's entries.
            """)
        .Takes<TransferBody>().Gives<AdjustReply>(StatusCodes.Status201Created);

    private static Task<IResult> TransferAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.TransferBody,
            (body, intake) => body.Command(context, member, clock.GetUtcNow(), intake));
}

public sealed record TransferBody
{
    /// <summary>The id of the member who gets them.</summary>
    [Required]
    public string? To { get; init; }
    [Required]
    public string? Unit { get; init; }

    /// <summary>Whole number of the unit's smallest part, more than 0.</summary>
    [Required]
    public long? Amount { get; init; }

    /// <summary>As much of the amount as can be used; nothing is a success too.</summary>
    public bool? UpTo { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }

    internal TransferUnits Command(HttpContext context, string member, DateTimeOffset now, Intake intake) => new()
    {
        Id = context.CommandId(),
        Actor = context.User.Actor(),
        At = At ?? now,
        IsTimedByServer = At is null,
        Member = new MemberId(member),
        To = new MemberId(intake.Id(To, "to")),
        Unit = intake.Id(Unit, "unit"),
        Amount = intake.Amount(Amount, "amount"),
        UpTo = UpTo ?? false,
        Reason = Reason is null ? "" : intake.Text(Reason, "reason"),
    };
}
