using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Trials;

/// <summary>GET /v1/programs/{program}/trials and …/{trial}: what the program itself changes, by plans that were drawn before their start.</summary>
internal static class ReadTrials
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/trials", ListAsync).Needs(Scope.Read)
            .Describe("List trials of the program", """
                Invitations drawn by chance, and places that begin one after another, each with its plan and what it shows by now. Nothing is judged
                before the days (or months) of a plan are over.
                """)
            .Gives<TrialsReply>();
        program.MapGet("/trials/{trial}", FindAsync).Needs(Scope.Read)
            .Describe("Read a trial of the program", """
                Its plan, its verdict and the figures it rests on. With `shopper` the answer says whether a trial by invitation invites her: ask before you
                invite anybody.
                """)
            .Asks(("shopper", "Whether she is invited.")).Gives<TrialReply>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock) =>
        ProgramInView.In(context, program, organization, clock) is { } view
            ? new JsonAnswer<TrialsReply>(
                new([.. (await TrialResults.AllAsync(view, clock, context.RequestAborted)).Select(result => TrialReply.Of(result))]),
                TrialsJson.Default.TrialsReply)
            : Problem.NotFound("unknown-program", "program", program);

    private static async Task<IResult> FindAsync(
        HttpContext context, string program, string trial, OpenOrganization organization, TimeProvider clock, string? shopper)
    {
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        if (Trial.All(organization, program).FirstOrDefault(t => t.Id == trial) is not { } found)
            return Problem.NotFound("not-found", "trial", trial);
        bool? isInvited = shopper is not null && found.Invitation is { } plan ? InvitationEffect.IsInvited(plan.Id, new(shopper), plan.Share) : null;
        return new JsonAnswer<TrialReply>(
            TrialReply.Of(await TrialResults.OfAsync(view, found, clock, context.RequestAborted), isInvited), TrialsJson.Default.TrialReply);
    }
}
