using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Replay;

/// <summary>/program/replay: what everything so far would have come to under a text that is being written. Nothing is changed by it.</summary>
internal static class TryChange
{
    public const string Path = "/program/replay";

    /// <summary>What takes no longer is answered at once.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, BeginAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
        routes.MapGet(Path, ShowAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
        routes.MapPost(Path + "/stop", StopAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, ProgramInView program, ReplayRuns runs, [FromForm] string? text)
    {
        if (program.Rules is not { } rules)
            return program.None;
        if (Yaml.ReadOne(text ?? "").Document is not { } document || DefinitionReader.Read(document).Definition is not { } changed)
            return Pages.Show<ReplayProblems>(status: StatusCodes.Status400BadRequest);
        var run = runs.Start(program.Organization.Id, context.User.Actor(), (reach, stop) => RunAsync(program, rules, changed, reach, stop));
        await Task.WhenAny(run.Ended, Task.Delay(Soon, context.RequestAborted));
        return await PartAsync(run);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, ReplayRuns runs) =>
        runs.Of(program.Organization.Id, context.User.Actor()) is { } run ? await PartAsync(run) : Results.NotFound();

    private static async Task<IResult> StopAsync(HttpContext context, ProgramInView program, ReplayRuns runs, [FromForm] string? none)
    {
        if (runs.Of(program.Organization.Id, context.User.Actor()) is not { } run)
            return Results.NotFound();
        run.Stop();
        await run.Ended;
        return await PartAsync(run);
    }

    /// <summary>How it stands; one that failed fails whoever asks.</summary>
    private static async Task<IResult> PartAsync(ReplayRun run)
    {
        if (run.Ended.IsFaulted)
            await run.Ended;
        return Pages.Show<ReplayedPart>(new { Run = run });
    }

    private static async Task<ReplayedView> RunAsync(ProgramInView program, Rules rules, Definition changed, Action<double> reach, CancellationToken stop)
    {
        var head = (await program.Organization.Journal.Heads()).GetValueOrDefault(program.Id, 1);
        var replayed = await ReplayedBeside.Run(
            program.Organization.Journal, program.Id, Program.Of(changed), counts: false, seq => reach((double)seq / head), stop);
        return ReplayedView.Of(new Shown(changed, program.Language), replayed.Now, new Shown(rules.Definition, program.Language), replayed.Before);
    }
}
