using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Experiments;

/// <summary>GET /v1/programs/{program}/experiments and …/{experiment}: plans, offers with a holdout, and what they show.</summary>
internal static class ReadExperiments
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/experiments", ListAsync).Needs(Scope.Read)
            .Describe("List experiments", """
                Planned experiments and offers with a holdout, each with its plan and what it shows by now. Every effect names what was withheld and
                its rung of evidence; `p_together` is adjusted (Holm) for all effects shown together. Intervals hold at every look.
                """)
            .Gives<ExperimentsReply>();
        program.MapGet("/experiments/{experiment}", FindAsync).Needs(Scope.Read)
            .Describe("Read an experiment", "Its plan, the check of the lottery, and spend and orders of both arms. The result is null while an arm has too few members.")
            .Gives<ExperimentReply>();
    }

    private static async Task<IResult> ListAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock) =>
        ProgramInView.In(context, program, organization, clock) is { } view
            ? new JsonAnswer<ExperimentsReply>(
                new([.. (await ExperimentResults.AllAsync(view, clock, context.RequestAborted)).Select(ExperimentReply.Of)]),
                ExperimentsJson.Default.ExperimentsReply)
            : Problem.NotFound("unknown-program", "program", program);

    private static async Task<IResult> FindAsync(HttpContext context, string program, string experiment, OpenOrganization organization, TimeProvider clock)
    {
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        var results = await ExperimentResults.AllAsync(view, clock, context.RequestAborted);
        return results.FirstOrDefault(r => r.Id == experiment) is { } found
            ? new JsonAnswer<ExperimentReply>(ExperimentReply.Of(found), ExperimentsJson.Default.ExperimentReply)
            : Problem.NotFound("not-found", "experiment", experiment);
    }
}
