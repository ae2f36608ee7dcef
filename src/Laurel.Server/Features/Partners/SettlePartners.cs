using Laurel.Coalition;
using Laurel.Server.Access;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Partners;

/// <summary>POST /v1/programs/{program}/settlements: pays and collects what stands open with partners.</summary>
internal static class SettlePartners
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/settlements", SettleAsync)
        .Needs(Scope.Programs)
        .Describe("Settle with partners", "One net amount a partner, rounded to the coin; less than a coin stays for the next time. One name settles once.")
        .Takes<SettleBody>().Gives<SettleReply>();

    private static async Task<IResult> SettleAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, PartnersJson.Default.SettleBody);
        if (malformed is not null)
            return malformed;
        var intake = new Intake();
        var command = new SettleClearing
        {
            Id = context.CommandId(),
            Actor = context.User.Actor(),
            At = body!.At ?? clock.GetUtcNow(),
            IsTimedByServer = body.At is null,
            Settlement = intake.Id(body.Settlement, "settlement"),
            Partner = intake.IdOrNull(body.Partner, "partner"),
        };
        return intake.IsFine
            ? await Asking.AskAsync(context, organization, program, command,
                row => SettleReply.Of(row, organization.Program(program).At(command.At)!.Definition.Currency), PartnersJson.Default.SettleReply)
            : intake.Problem;
    }
}
