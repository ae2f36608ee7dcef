using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Trials;

/// <summary>/trials: what the program itself changes, by invitations drawn by chance and by places that begin one after another.</summary>
internal static class ShowTrials
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trials", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
        routes.MapPost("/trials", PlanAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, ProgramInView program, TimeProvider clock, string? trial, double? share, double? smallest, int? days)
    {
        if (program.Rules is null)
            return program.None;
        var view = await ViewAsync(program, new TrialFields { Share = share, Smallest = smallest, Days = days }, clock, context.RequestAborted);
        var file = view.Results.FirstOrDefault(r => r.Trial.Id == trial)?.Raw().Download(context.Request);
        return file ?? Pages.Show<TrialsPage>(new { View = view });
    }

    /// <summary>Registers a plan and draws its lottery: from now on its verdict is judged against it.</summary>
    private static async Task<IResult> PlanAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] TrialFields fields)
    {
        if (program.Rules is null)
            return Results.NotFound();
        fields.Places = [.. (await context.Request.ReadFormAsync(context.RequestAborted))["places"].OfType<string>().Distinct()];
        var view = await ViewAsync(program, fields, clock, context.RequestAborted);
        if (Wrong(fields, view) is { } wrong)
            return Pages.Show<TrialsPage>(new { View = view with { Wrong = wrong } }, StatusCodes.Status400BadRequest);
        var trial = Plan(fields, clock.GetUtcNow(), context.User.Actor());
        await program.Organization.Writer.Write(
            [trial.Keep(program.Id), Audit.Of(clock, context.User, "plan-trial", trial.Id)], context.RequestAborted);
        return Results.LocalRedirect(context.RequestServices.GetRequiredService<Visitor>().Link("/trials"));
    }

    private static Trial Plan(TrialFields fields, DateTimeOffset now, string actor)
    {
        var id = Trial.NewId();
        return fields.IsRollout
            ? new(id, fields.Name!.Trim(), fields.SmallestOf, null,
                RolloutPlan.Draw(id, Chosen(fields), Month(fields.Month)!.Value, fields.WavesOf, fields.ApartOf), now, actor)
            : new(id, fields.Name!.Trim(), fields.SmallestOf, new InvitationPlan(id, fields.ShareOf, Day(fields.From)!.Value, fields.DaysOf), null, now, actor);
    }

    /// <summary>A plan that is made after the start is none.</summary>
    private static string? Wrong(TrialFields fields, TrialsView view)
    {
        if (string.IsNullOrWhiteSpace(fields.Name) || fields.Name.Length > Trial.LongestName)
            return "name";
        if (!fields.IsRollout)
            return view.Known is null ? "nobody" : Day(fields.From) is { } day && day > view.Today ? null : "from";
        var places = Chosen(fields);
        return places.Count < Trial.FewestPlaces || fields.WavesOf > places.Count || places.Except(view.Places).Any() ? "places"
            : Month(fields.Month) is { } month && month > view.Today ? null : "month";
    }

    private static IReadOnlyList<string> Chosen(TrialFields fields) => fields.Places ?? [];

    private static DateOnly? Day(string? text) => Read(text, "yyyy-MM-dd");

    private static DateOnly? Month(string? text) => Read(text, "yyyy-MM");

    private static DateOnly? Read(string? text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<TrialsView> ViewAsync(ProgramInView program, TrialFields form, TimeProvider clock, CancellationToken stop)
    {
        return new TrialsView
        {
            Figures = new Figures(program.Language, program.Rules!.Definition.Currency),
            Program = program.Id,
            Today = program.Rules.Calendar.Day(program.Now),
            Results = await TrialResults.AllAsync(program, clock, stop),
            Form = form,
            Known = await TrialResults.InvitableAsync(program, form.DaysOf, clock, stop),
            Places = await TrialResults.PlacesAsync(program, clock, stop),
        };
    }
}
