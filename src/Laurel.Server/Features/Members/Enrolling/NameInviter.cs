using Laurel.Engine;
using Laurel.Referrals;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members.Enrolling;

/// <summary>POST /v1/programs/{program}/members/{member}/inviter: says who invited a member.</summary>
internal static class NameInviter
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/inviter", NameAsync)
        .Needs(Scope.Members)
        .Describe("Name a member's inviter", "Once, and before she has bought anything. Invitations of oneself and rings of them are refused.")
        .Takes<InviterBody>().Gives<AdjustReply>(StatusCodes.Status201Created);

    private static async Task<IResult> NameAsync(
        HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembersJson.Default.InviterBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var (inviter, unknown) = Recognise.Member(organization.People, program, body!.Inviter, body.Identifier, intake);
        if (body.Inviter is null && body.Identifier is null)
            intake.Wrong("inviter", "required");
        var command = new SetInviter
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Inviter = inviter ?? default,
        };
        if (!intake.IsFine)
            return intake.Problem;
        return unknown ?? await Asking.AskAsync(context, organization, program, command, Reply, MembersJson.Default.AdjustReply,
            location: _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(member)}/history");

        AdjustReply Reply(JournalRow row) => AdjustReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request));
    }
}

public sealed record InviterBody
{
    /// <summary>The inviter's id, or one of her identifiers.</summary>
    public string? Inviter { get; init; }
    public IdentifierBody? Identifier { get; init; }
    public DateTimeOffset? At { get; init; }
}
