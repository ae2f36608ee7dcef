using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Experiments;

/// <summary>/experiments: what runs with its verdict, and a planner that says beforehand what could be seen.</summary>
internal static class ShowExperiments
{
    private const int LongestName = 120;
    private const int LongestWithheld = 300;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/experiments", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
        routes.MapPost("/experiments", PlanAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, ProgramInView program, TimeProvider clock, string? experiment, double? share, double? smallest, int? days)
    {
        if (program.Rules is null)
            return program.None;
        var defaults = new PlanForm();
        var form = new PlanForm { Share = share ?? defaults.Share, Smallest = smallest ?? defaults.Smallest, Days = days ?? defaults.Days };
        var view = await ViewAsync(program, form, clock, context.RequestAborted);
        var file = view.Results.FirstOrDefault(r => r.Id == experiment)?.Raw().Download(context.Request);
        return file ?? Pages.Show<ExperimentsPage>(new { View = view });
    }

    /// <summary>Registers a plan: from now on its verdict is judged against it.</summary>
    private static async Task<IResult> PlanAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] PlanFields fields)
    {
        if (program.Rules is null)
            return Results.NotFound();
        var form = fields.Read();
        var view = await ViewAsync(program, form, clock, context.RequestAborted);
        if (Wrong(form, view, program) is { } wrong)
            return Pages.Show<ExperimentsPage>(new { View = view with { Wrong = wrong } }, StatusCodes.Status400BadRequest);
        var planned = new PlannedExperiment(PlannedExperiment.NewId(), form.Name!.Trim(), Plan(form, view), clock.GetUtcNow(), context.User.Actor());
        await program.Organization.Writer.Write(
            [planned.Keep(program.Id), Audit.Of(clock, context.User, "plan-experiment", planned.Id)], context.RequestAborted);
        return Results.LocalRedirect(context.RequestServices.GetRequiredService<Visitor>().Link("/experiments"));
    }

    private static HoldoutPlan Plan(PlanForm form, ExperimentsView view) => new()
    {
        Withheld = form.Withheld!.Trim(),
        Share = form.ShareOf,
        SmallestThatMatters = form.SmallestOf,
        PlannedUnits = Math.Max(4, view.Needed ?? 4),
        Days = form.DaysOf,
        Ends = Day(form.Ends),
    };

    private static string? Wrong(PlanForm form, ExperimentsView view, ProgramInView program)
    {
        if (string.IsNullOrWhiteSpace(form.Name) || form.Name.Length > LongestName)
            return "name";
        if (string.IsNullOrWhiteSpace(form.Withheld) || form.Withheld.Length > LongestWithheld)
            return "withheld-needed";
        if (form.Ends is { Length: > 0 } && (Day(form.Ends) is not { } day || day <= program.Rules!.Calendar.Day(program.Now)))
            return "ends-later";
        return view.Spread is null ? "nobody" : null;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<ExperimentsView> ViewAsync(ProgramInView program, PlanForm form, TimeProvider clock, CancellationToken stop)
    {
        return new ExperimentsView
        {
            Figures = new Figures(program.Language, program.Rules!.Definition.Currency),
            Results = await ExperimentResults.AllAsync(program, clock, stop),
            Form = form,
            Spread = await MeasuredEffects.SpreadAsync(program, form.DaysOf, clock, stop),
        };
    }
}

/// <summary>The fields of the form as a browser sends them.</summary>
public sealed class PlanFields
{
    public string? Name { get; set; }
    public string? Withheld { get; set; }
    public double? Share { get; set; }
    public double? Smallest { get; set; }
    public int? Days { get; set; }
    public string? Ends { get; set; }

    internal PlanForm Read()
    {
        var defaults = new PlanForm();
        return new PlanForm
        {
            Name = Name,
            Withheld = Withheld,
            Share = Share ?? defaults.Share,
            Smallest = Smallest ?? defaults.Smallest,
            Days = Days ?? defaults.Days,
            Ends = Ends,
        };
    }
}
