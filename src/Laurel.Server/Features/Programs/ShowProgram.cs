using Laurel.Explaining;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Programs;

/// <summary>GET /program: the rules as people read them, the definition as it was written, and its versions.</summary>
internal static class ShowProgram
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/program", ShowAsync).Needs(Permission.SeeProgram).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(ProgramInView program, string? show, int? version)
    {
        if (program.Rules is not { } current)
            return Pages.Show<NoProgramPage>();
        var publications = await program.Organization.Journal.Publications(program.Id);
        var number = version ?? current.Version;
        if (number < 1 || number > publications.Count)
            return Results.NotFound();
        var rules = program.Program.Version(number);
        var canonical = ((PublishDefinition)publications[number - 1].Command).Definition;
        return Pages.Show<ProgramPage>(new
        {
            View = new ProgramView
            {
                Shown = new Shown(rules.Definition, program.Language),
                Version = number,
                Current = current.Version,
                Tab = ProgramView.Tabs.Contains(show) ? show! : ProgramView.Tabs[0],
                Rules = PlainLanguage.Of(rules.Definition, program.Language),
                Lines = Versions.Written(program.Organization, program.Id, canonical).TrimEnd().Split('\n'),
                Versions = [.. publications.Select(VersionReply.Of).Reverse()],
            },
        });
    }
}
