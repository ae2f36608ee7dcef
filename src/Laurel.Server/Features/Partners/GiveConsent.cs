using Laurel.Coalition;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Partners;

/// <summary>POST /v1/programs/{program}/members/{member}/partners: a member lets a partner know her, or no longer does.</summary>
internal static class GiveConsent
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/members/{member}/partners", GiveAsync)
        .Needs(Scope.Members)
        .Describe("Give or take back consent to a partner", "At a partner that needs it, a member buys, redeems and is recorded only with her consent.")
        .Takes<ConsentBody>().Gives<ConsentReply>();

    private static async Task<IResult> GiveAsync(HttpContext context, string program, string member, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, PartnersJson.Default.ConsentBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = new AgreeToPartner
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Member = new MemberId(member),
            Partner = intake.Id(body.Partner, "partner"),
            Agrees = body.Agrees ?? true,
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command,
                row => new ConsentReply(member, command.Partner, command.Agrees, row.Seq), PartnersJson.Default.ConsentReply)
            : intake.Problem;
    }
}
