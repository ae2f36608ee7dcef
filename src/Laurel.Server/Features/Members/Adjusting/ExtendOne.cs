using System.ComponentModel.DataAnnotations;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Adjusting;

/// <summary>POST /v1/programs/{program}/members/{member}/extensions: units live longer, with a reason.</summary>
internal static class ExtendOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/extensions", ExtendAsync)
        .Needs(Scope.Adjust)
        .Describe("Extend units", "Lets units live longer, with a reason: all of a unit, or one lot. What lives longer anyway is left alone.")
        .Takes<ExtendBody>().Gives<AdjustReply>(StatusCodes.Status201Created);

    private static Task<IResult> ExtendAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.ExtendBody,
            (body, intake) => body.Command(context, member, clock.GetUtcNow(), intake));
}

public sealed record ExtendBody
{
    [Required]
    public string? Unit { get; init; }

    /// <summary>The first instant at which they are gone.</summary>
    [Required]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>One lot, by the id that balances and entries show; absent is all of them.</summary>
    public string? Lot { get; init; }
    [Required]
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }

    internal ExtendUnits Command(HttpContext context, string member, DateTimeOffset now, Intake intake)
    {
        intake.Required(ExpiresAt, "expires_at");
        return new ExtendUnits
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = At ?? now,
            IsTimedByServer = At is null,
            Member = new MemberId(member),
            Unit = intake.Id(Unit, "unit"),
            Expires = ExpiresAt ?? now,
            Lot = intake.IdOrNull(Lot, "lot"),
            Reason = intake.Text(Reason, "reason"),
        };
    }
}
