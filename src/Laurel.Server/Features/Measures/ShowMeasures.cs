using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Measures;

/// <summary>What can be asked about customers, and each answer with its definition, window, numbers and intervals.</summary>
internal static class ShowMeasures
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/measures", List).Needs(Permission.SeeMeasures).ExcludeFromDescription();
        routes.MapGet("/measures/{question}", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
    }

    private static IResult List(ProgramInView program) =>
        Pages.Show<MeasuresPage>(new { Chapters = MeasureCards.Outline(program.Language) });

    private static async Task<IResult> ShowAsync(HttpContext context, string question, ProgramInView program, TimeProvider clock)
    {
        if (program.Rules is null || Catalogue.Find(question) is not { } known)
            return Results.NotFound();
        var report = await Measured.ReportAsync(program, clock, context.RequestAborted, Needed(known.Id));
        return Pages.Show<MeasurePage>(new
        {
            Question = known,
            Card = report is null ? null : MeasureCards.Of(report, known.Id),
            report?.Scope,
        });
    }

    /// <summary>The question, and the others whose figures stand in its sentence or picture.</summary>
    private static string[] Needed(string question) => question switch
    {
        "retention-strict" => [question, "retention-headcount"],
        "revenue" or "active-customers" => ["overview", "revenue", "active-customers"],
        _ => [question],
    };
}
