using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Privacy;

namespace Laurel.Server.Features.Members.Enrolling;

/// <summary>POST /v1/programs/{program}/members: someone joins.</summary>
internal static class EnrolOne
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members", EnrolAsync)
        .Needs(Scope.Members)
        .Describe("Enrol a member", """
            Someone joins. Names and identifiers are kept apart from the ledger, encrypted under a key of her own; the ledger knows only the id.
            An opening balance brings in what she had in another system.
            """)
        .Takes<EnrolBody>().Gives<EnrolReply>(StatusCodes.Status201Created);

    private static async Task<IResult> EnrolAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, MembersJson.Default.EnrolBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var said = body!.Introduction(intake);
        var command = body.Command(context, organization, program, said, clock.GetUtcNow(), intake);
        if (!intake.IsFine)
            return intake.Problem;
        if (Taken(organization, program, command.Member, said) is { } taken)
            return taken;
        var known = await organization.Journal.Find(program, command.Id);
        if (known is not null && !organization.People.IsSame(program, command.Member, said))
            return new Problem(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused");
        var rows = context.IsDryRun() || known is not null ? [] : organization.People.Join(program, command.Member, said);
        return await Asking.AskAsync(context, organization, program, command,
            row => EnrolReply.Of(row, organization.Program(program), LanguageOf.Request(context.Request)), MembersJson.Default.EnrolReply,
            rows, _ => $"/v1/programs/{program}/members/{Uri.EscapeDataString(command.Member.Value)}",
            () => Taken(organization, program, command.Member, said));
    }

    private static Problem? Taken(OpenOrganization organization, string program, MemberId member, Introduction said)
    {
        foreach (var identifier in said.Identifiers)
        {
            if (organization.People.Find(program, identifier) is { } other && other != member)
                return Identifiers.Taken(identifier, other);
        }
        return null;
    }
}
