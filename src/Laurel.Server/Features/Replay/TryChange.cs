using Laurel.Definitions;
using Laurel.Engine.Definitions;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Replay;

/// <summary>POST /program/replay: what everything so far would have come to under a text that is being written. Nothing is changed by it.</summary>
internal static class TryChange
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/program/replay", RunAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();

    private static async Task<IResult> RunAsync(HttpContext context, ProgramInView program, [FromForm] string? text)
    {
        if (program.Rules is not { } rules)
            return program.None;
        if (Yaml.ReadOne(text ?? "").Document is not { } document || DefinitionReader.Read(document).Definition is not { } changed)
            return Pages.Show<ReplayedPart>(status: StatusCodes.Status400BadRequest);
        var (now, before) = (new ReplayOutcome(), new ReplayOutcome());
        await foreach (var replayed in new Laurel.Engine.Replay(program.Organization.Journal, program.Id, Program.Of(changed)).Run(context.RequestAborted))
        {
            now.Add(replayed.Decision);
            before.Add(replayed.Recorded());
        }
        return Pages.Show<ReplayedPart>(new { View = ReplayedView.Of(new Shown(changed, program.Language), now, new Shown(rules.Definition, program.Language), before) });
    }
}
