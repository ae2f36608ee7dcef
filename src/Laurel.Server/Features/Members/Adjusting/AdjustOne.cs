using System.ComponentModel.DataAnnotations;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members.Adjusting;

/// <summary>POST /v1/programs/{program}/members/{member}/adjustments: units given or taken by hand, with a reason.</summary>
internal static class AdjustOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/adjustments", AdjustAsync)
        .Needs(Scope.Adjust)
        .Describe("Adjust a member's units", "Gives or takes units with a reason. What is taken comes from her lots; it never takes more than she has.")
        .Takes<AdjustBody>().Gives<AdjustReply>(StatusCodes.Status201Created);

    private static Task<IResult> AdjustAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.AdjustBody,
            (body, intake) => body.Command(context, member, clock.GetUtcNow(), intake));
}

public sealed record AdjustBody
{
    [Required]
    public string? Unit { get; init; }

    /// <summary>Whole number of the unit's smallest part; negative takes.</summary>
    [Required]
    public long? Amount { get; init; }
    [Required]
    public string? Reason { get; init; }

    /// <summary>Counts as earned for tiers.</summary>
    public bool? Counts { get; init; }
    public DateTimeOffset? At { get; init; }

    internal AdjustUnits Command(HttpContext context, string member, DateTimeOffset now, Intake intake)
    {
        if (intake.Required(Amount, "amount") && Amount is 0 or > Amounts.Largest or < -Amounts.Largest)
            intake.Wrong("amount", Amount == 0 ? "zero" : "too-large");
        return new AdjustUnits
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = At ?? now,
            IsTimedByServer = At is null,
            Member = new MemberId(member),
            Unit = intake.Id(Unit, "unit"),
            Amount = Amount ?? 0,
            Reason = intake.Text(Reason, "reason"),
            Counts = Counts ?? false,
        };
    }
}
