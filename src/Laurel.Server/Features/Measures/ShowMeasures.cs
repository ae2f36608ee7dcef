using Laurel.Insight.Effects;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Measures;

/// <summary>What can be asked about customers, and each answer with its definition, window, numbers and intervals.</summary>
internal static class ShowMeasures
{
    private static readonly string[] HomeQuestions = ["repeat-purchase-rate", "participation", "conversion", "activation"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/measures", HomeAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
        routes.MapGet("/measures/all", List).Needs(Permission.SeeMeasures).ExcludeFromDescription();
        routes.MapGet("/measures/{question}", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
    }

    private static IResult List(ProgramInView program) =>
        Pages.Show<MeasuresPage>(new { Chapters = MeasureCards.Outline(program.Language) });

    private static async Task<IResult> HomeAsync(HttpContext context, ProgramInView program, TimeProvider clock)
    {
        if (program.Rules is not { Definition: var definition })
            return Pages.Show<MeasuresPage>(new { Chapters = MeasureCards.Outline(program.Language) });
        var stop = context.RequestAborted;
        var planned = PlannedExperiment.All(program.Organization, program.Id);
        return Pages.Show<HomePage>(new
        {
            View = new HomeView
            {
                Figures = new Figures(program.Language, definition.Currency),
                Words = new GoalWords(new Shown(definition, program.Language)),
                Goals = await GoalStandings.AllAsync(program, clock, stop),
                Report = await Measured.ReportAsync(program, clock, stop, HomeQuestions),
                Joining = await MeasuredEffects.JoiningAsync(program, JoiningEffect.Spend, clock, stop),
                Extras = planned.Count == 0 ? null : await MeasuredEffects.HoldoutAsync(program, planned[0], clock, stop),
                Owed = definition.Units.Count == 0 ? null : await OwedAsync(program, definition, clock, stop),
            },
        });
    }

    private static async Task<(string, double?)?> OwedAsync(ProgramInView program, Definition definition, TimeProvider clock, CancellationToken stop)
    {
        var unit = definition.Units[0].Id;
        var owed = await MeasuredEffects.OwedAsync(program, unit, clock, stop);
        var shown = new Shown(definition, program.Language);
        return (MeasuredEffects.Worth(definition, unit) is { } worth ? shown.Money((long)(owed.Outstanding * worth)) : shown.Units(owed.Outstanding, unit),
            owed.Rate?.Rate);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string question, ProgramInView program, TimeProvider clock)
    {
        if (Catalogue.Find(question) is not { } known)
            return Results.NotFound();
        if (program.Rules is null)
            return program.None;
        var intake = new Intake();
        var asked = MeasureAsked.Read(context.Request, intake);
        if (!intake.IsFine)
            return Results.BadRequest();
        var report = await Measured.ReportAsync(program, asked.Options(Needed(known.Id)), clock, context.RequestAborted);
        var parts = await Measured.PartsAsync(program, asked.Options(known.Id), asked.By, clock, context.RequestAborted);
        if (context.Request.Query.ContainsKey("format") && report?.Find(known.Id) is { } answer)
            return MeasureFile.Of(context.Request, answer, program.Language, known.Id, parts?.Select(p => p.Find(known.Id)!).ToList());
        var values = await Measured.AskAsync(program, "slices", (facts, _) => facts.SliceValues(program.Id), clock, context.RequestAborted);
        return Pages.Show<MeasurePage>(new
        {
            Question = known,
            Card = report is null ? null : MeasureCards.Of(report, known.Id),
            report?.Scope,
            Asked = asked,
            Parts = parts,
            Values = values,
            Levels = program.Rules.Definition.Tiers?.Levels.ToDictionary(l => l.Id, l => l.Name?.In(program.Language) ?? l.Id) ?? [],
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
