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

    private static async Task<IResult> ShowAsync(ProgramInView program, string? show, int? version, int? published)
    {
        if (program.Rules is not { } current)
            return Pages.Show<NoProgramPage>();
        var publications = await program.Organization.Journal.Publications(program.Id);
        var number = version ?? current.Version;
        if (number < 1 || number > publications.Count)
            return Results.NotFound();
        var rules = program.Program.Version(number);
        var written = Written(program, publications, number);
        int? just = published is { } one && one >= 1 && one <= publications.Count ? one : null;
        var isChanges = show == ProgramView.ChangesTab && number > 1;
        return Pages.Show<ProgramPage>(new
        {
            View = new ProgramView
            {
                Shown = new Shown(rules.Definition, program.Language),
                Version = number,
                Current = current.Version,
                Tab = isChanges || ProgramView.Tabs.Contains(show) ? show! : ProgramView.Tabs[0],
                Rules = PlainLanguage.Of(rules.Definition, program.Language),
                Lines = written.TrimEnd().Split('\n'),
                Words = isChanges ? RuleChange.Between(program.Program.Version(number - 1).Definition, rules.Definition, program.Language) : [],
                Changes = isChanges ? LineChanges.Of(Written(program, publications, number - 1), written) : [],
                JustPublished = just,
                Linted = just is { } fresh ? LintedView.Of(
                    Versions.Lint(program.Organization, program.Id, ((PublishDefinition)publications[fresh - 1].Command).Definition), program.Language) : null,
                Versions = [.. publications.Select(VersionReply.Of).Reverse()],
            },
        });
    }

    private static string Written(ProgramInView program, IReadOnlyList<Engine.JournalRow> publications, int version) =>
        Versions.Written(program.Organization, program.Id, ((PublishDefinition)publications[version - 1].Command).Definition);
}
