using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Effects;

/// <summary>GET /effect: does the program work, and what is it worth.</summary>
internal static class ShowEffects
{
    private static readonly string[] Questions = ["members-vs-non-members", "participation", "retention-strict", "loyal-vs-new"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/effect", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock, string? running)
    {
        if (program.Rules is null)
            return program.None;
        var stop = context.RequestAborted;
        var report = await Measured.ReportAsync(program, clock, stop, Questions);
        var planned = PlannedExperiment.All(program.Organization, program.Id);
        var figures = new Figures(program.Language, program.Rules.Definition.Currency);
        var cost = double.TryParse(running, NumberStyles.Float, CultureInfo.InvariantCulture, out var typed) && typed > 0 && typed < 1e12 ? typed : 0;
        var view = new EffectsView
        {
            Figures = figures,
            Naive = report is null ? null : MeasureCards.Of(report, Questions[0]),
            Before = await MeasuredEffects.BeforeAsync(program, clock, stop),
            Spend = await MeasuredEffects.JoiningAsync(program, JoiningEffect.Spend, clock, stop),
            Orders = await MeasuredEffects.JoiningAsync(program, JoiningEffect.Orders, clock, stop),
            Extras = planned.Count == 0 ? null : await MeasuredEffects.HoldoutAsync(program, planned[0], clock, stop),
            Result = await MeasuredEffects.ResultAsync(program, cost, clock, stop),
            Running = running,
            Claims = report is null ? [] : Claims(report, figures),
        };
        return view.Raw().Download(context.Request) ?? Pages.Show<EffectsPage>(new { View = view });
    }

    /// <summary>What is claimed of programs everywhere, beside this one's own figure.</summary>
    private static IReadOnlyList<Claim> Claims(MeasureReport report, Figures figures)
    {
        var naive = report.Find("members-vs-non-members")?.Find("spend_difference", "difference")?.Value;
        var retained = report.Find("retention-strict")?.Of("retained").LastOrDefault(f => f.Value is not null)?.Value;
        var takesPart = report.Find("participation") is { Figures: [var part, ..] } ? part.Value : null;
        var orders = report.Find("loyal-vs-new")?.Of("average_order").Where(f => f.Value is not null).ToList() ?? [];
        var loyal = orders.LastOrDefault(f => f.Keys.Contains("loyal"))?.Value;
        var fresh = orders.LastOrDefault(f => f.Keys.Contains("new"))?.Value;
        return
        [
            new("members-spend", naive is { } n ? figures.Change(n) : null),
            new("retention-profit", retained is { } r ? figures.Percent(r) : null),
            new("loyal-spend", loyal is { } l && fresh is > 0 ? figures.Change(l / fresh.Value - 1) : null),
            new("programs-used", takesPart is { } t ? figures.Percent(t) : null),
        ];
    }
}
