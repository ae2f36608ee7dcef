using System.ComponentModel.DataAnnotations;
using Laurel.Accounts;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Members;

/// <summary>POST /v1/programs/{program}/members/{member}/state: an account is switched off or on, or closed.</summary>
internal static class SwitchOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/state", SwitchAsync)
        .Needs(Scope.Adjust)
        .Describe("Switch an account", """
            Switches a member's account or a gift card off or on, or closes it for good, with a reason. What is left in an account that is
            closed expires; reservations, memberships and stored money must be settled first. Returns are booked in any case.
            """)
        .Takes<SwitchBody>().Gives<AdjustReply>(StatusCodes.Status201Created);

    private static Task<IResult> SwitchAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock) =>
        ByHand.AskAsync(context, program, member, organization, MembersJson.Default.SwitchBody,
            (body, intake) => body.Command(context, member, clock.GetUtcNow(), intake));
}

public sealed record SwitchBody
{
    /// <summary><c>on</c>, <c>off</c> or <c>closed</c>.</summary>
    [Required]
    public string? State { get; init; }
    [Required]
    public string? Reason { get; init; }
    public DateTimeOffset? At { get; init; }

    internal SwitchAccount Command(HttpContext context, string member, DateTimeOffset now, Intake intake)
    {
        var state = Read(State);
        if (state is null)
            intake.Wrong("state", "choice", ("choices", "on, off, closed"));
        return new SwitchAccount
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = At ?? now,
            IsTimedByServer = At is null,
            Member = new MemberId(member),
            State = state ?? AccountState.On,
            Reason = intake.Text(Reason, "reason"),
        };
    }

    /// <summary>The state a word means; null is none.</summary>
    internal static AccountState? Read(string? state) => state?.ToLowerInvariant() switch
    {
        "on" => AccountState.On,
        "off" => AccountState.Off,
        "closed" => AccountState.Closed,
        _ => null,
    };
}
