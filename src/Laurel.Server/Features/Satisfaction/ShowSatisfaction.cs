using Laurel.Insight.Reports;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Satisfaction;

/// <summary>GET /satisfaction: what members answered, with who answered and intervals; where nobody was asked, it says so.</summary>
internal static class ShowSatisfaction
{
    private static readonly string[] Questions = ["satisfaction", "loyal-and-satisfied", "share-of-wallet"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/satisfaction", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock)
    {
        var report = program.Rules is null ? null : await Measured.ReportAsync(program, clock, context.RequestAborted, Questions);
        return Pages.Show<SatisfactionPage>(new
        {
            Cards = report is null ? [] : Questions.Select(q => MeasureCards.Of(report, q)).OfType<MeasureCard>().ToArray(),
        });
    }
}
