using Laurel.Insight.Reports;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Overview;

/// <summary>GET /: how the goals stand, how it goes in a few figures and two pictures, and what happened lately.</summary>
internal static class ShowOverview
{
    private const int Latest = 8;
    private static readonly string[] Questions = ["overview", "revenue", "active-customers", "repeat-purchase-rate", "enrolment-share"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowAsync).NeedsStaff().ExcludeFromDescription();
        routes.MapGet("/overview/goals", GoalsAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
    }

    /// <summary>Whoever works at the counter begins with members.</summary>
    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock)
    {
        if (!context.User.May(Permission.SeeOverview))
            return Results.LocalRedirect("/members");
        if (program.Rules is not { } rules)
            return Pages.Show<OverviewPage>();
        var report = await Measured.ReportAsync(program, clock, context.RequestAborted, Questions);
        var shown = new Shown(rules.Definition, program.Language);
        return Pages.Show<OverviewPage>(new
        {
            View = new OverviewView
            {
                Shown = shown,
                Tiles = report is null ? [] : OverviewTiles.Of(report),
                Cards = report is null ? [] : [.. new[] { "active-customers", "revenue" }.Select(q => MeasureCards.Of(report, q)).OfType<MeasureCard>()],
                Latest = await LatestAsync(program),
                RunningOut = await RunningOut.SayAsync(program, shown),
                Goals = [.. GoalStandings.Set(program).Select(new GoalWords(shown).Name)],
            },
        });
    }

    private static async Task<IResult> GoalsAsync(HttpContext context, ProgramInView program, TimeProvider clock)
    {
        if (program.Rules is not { } rules)
            return program.None;
        return Pages.Show<OverviewGoals>(new
        {
            Goals = await GoalStandings.AllAsync(program, clock, context.RequestAborted),
            Words = new GoalWords(new Shown(rules.Definition, program.Language)),
        });
    }

    /// <summary>The last rows that members or tills caused, newest first.</summary>
    private static async Task<IReadOnlyList<LatestEntry>> LatestAsync(ProgramInView program)
    {
        var heads = await program.Organization.Journal.Heads();
        var rows = new List<LatestEntry>();
        await foreach (var row in program.Organization.Journal.Rows(program.Id, Math.Max(1, heads[program.Id] - (Latest * 4))))
        {
            if (row.IsAccepted && row.Command is not (PassTime or PublishDefinition))
                rows.Add(new LatestEntry(Story.Of(row), row.Command.About?.Value, row.Command.At, Entries.Of(row.Events, program.Program, program.Language)));
        }
        return [.. rows.AsEnumerable().Reverse().Take(Latest)];
    }
}
