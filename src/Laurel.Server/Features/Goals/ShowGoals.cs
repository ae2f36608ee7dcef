using System.Globalization;
using Laurel.Goals;
using Laurel.Insight.Advice;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;
using Microsoft.AspNetCore.Mvc;

namespace Laurel.Server.Features.Goals;

/// <summary>/goals: what shall come to what by when, what to do about it, and how earlier advice turned out.</summary>
internal static class ShowGoals
{
    private const int ScoredAfterDays = 120;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/goals", ShowAsync).Needs(Permission.SeeMeasures).ExcludeFromDescription();
        routes.MapPost("/goals", SetAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
        routes.MapPost("/goals/drop", DropAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
        routes.MapPost("/goals/take", TakeAsync).Needs(Permission.ChangeProgram).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ProgramInView program, TimeProvider clock) => program.Rules is null
        ? program.None
        : Pages.Show<GoalsPage>(new { View = await ViewAsync(program, new GoalForm(), clock, context.RequestAborted) });

    private static async Task<IResult> SetAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] GoalForm form)
    {
        if (program.Rules is null)
            return Results.NotFound();
        var today = program.Rules.Calendar.Day(program.Now);
        var wrong = Wrong(form, today);
        if (wrong.Count > 0 || Read(form) is not { } asked)
        {
            var view = await ViewAsync(program, form, clock, context.RequestAborted);
            return Pages.Show<GoalsPage>(new { View = view with { Wrong = wrong, IsRefused = true } }, StatusCodes.Status400BadRequest);
        }
        var now = await GoalStandings.NowAsync(program, asked.Metric, asked.Among, clock, context.RequestAborted);
        var kept = new KeptGoal(asked with { Baseline = now?.Value is { } value ? Math.Round((decimal)value, 4) : null }, clock.GetUtcNow());
        await program.Organization.Writer.Write(
            [kept.Keep(program.Id, context.User.Actor()), Audit.Of(clock, context.User, "set-goal", asked.Id)], context.RequestAborted);
        return Back(context);
    }

    /// <summary>The fields that cannot stay as they were typed.</summary>
    private static IReadOnlyList<string> Wrong(GoalForm form, DateOnly today)
    {
        var wrong = new List<string>();
        if (Metric(form.What) is not { } metric || Amount(metric, form.Target) is null or 0)
            wrong.Add("target");
        if (Day(form.By) is not { } by || by <= today)
            wrong.Add("by");
        if (!string.IsNullOrEmpty(form.Unless) && (Metric(form.Unless) is not { } guarded || Amount(guarded, form.Bound) is null))
            wrong.Add("bound");
        return wrong;
    }

    /// <summary>Null where the form does not make a goal.</summary>
    private static Goal? Read(GoalForm form)
    {
        if (Metric(form.What) is not { } metric || Amount(metric, form.Target) is not { } target || Day(form.By) is not { } by
            || !KeptGoal.Audiences.Contains(form.Among) || form.Proof is not (null or "comparison" or "effect"))
            return null;
        var goal = new Goal
        {
            Id = "goal_" + Guid.CreateVersion7().ToString("N"),
            Metric = metric,
            Among = new GoalAudience(form.Among),
            Target = target,
            Due = by,
            NeedsEffect = form.Proof == "effect",
        };
        if (string.IsNullOrEmpty(form.Unless))
            return goal;
        return Metric(form.Unless) is { } guarded && Amount(guarded, form.Bound) is { } bound
            ? goal with { Unless = [KeptGoal.Rail(guarded, bound)] }
            : null;
    }

    private static GoalMetric? Metric(string? id) => GoalMetric.Known.FirstOrDefault(m => m.Id == id);

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>As it is typed: shares in percent.</summary>
    private static decimal? Amount(GoalMetric metric, double? typed) => typed switch
    {
        not (>= 0 and <= 1e12) => null,
        _ when metric.Unit != GoalUnit.Share => (decimal)typed.Value,
        <= 100 => (decimal)typed.Value / 100,
        _ => null,
    };

    private static async Task<IResult> DropAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] string? id)
    {
        if (id is not null)
            await program.Organization.Writer.Write(
                [KeptGoal.Drop(program.Id, id), Audit.Of(clock, context.User, "drop-goal", id)], context.RequestAborted);
        return Back(context);
    }

    /// <summary>Keeps what the advice promised and what it costs, to be held against what happens.</summary>
    private static async Task<IResult> TakeAsync(HttpContext context, ProgramInView program, TimeProvider clock, [FromForm] string? kind)
    {
        if (program.Rules is null)
            return Results.NotFound();
        if (kind is null or Recommendation.NearerReward)
            return await TakeNearerAsync(context, program, clock);
        var gap = (await Gaps.WideAsync(program, clock, context.RequestAborted)).FirstOrDefault(g => g.Kind == kind);
        if (gap is null)
            return Results.NotFound();
        var cost = gap.CostMinor ?? await CostAsync(program, gap, context.RequestAborted);
        return await KeepAsync(context, program, Recommendation.Of(gap, cost, ScoreOn(program), clock.GetUtcNow()), clock);
    }

    /// <summary>What a nearer level costs, by replay: what members would have earned more, at what it buys.</summary>
    private static async Task<long> CostAsync(ProgramInView program, Gap gap, CancellationToken stop)
    {
        var definition = program.Rules!.Definition;
        var cost = 0m;
        foreach (var unit in definition.Units)
        {
            if (MeasuredEffects.Worth(definition, unit.Id) is { } worth)
                cost += worth * await Rerun.ExtraUnitsAsync(program, unit.Id, changed => Rerun.Lower(changed, gap.Subject), stop);
        }
        return (long)Math.Round(cost);
    }

    /// <summary>Works out by replay what a nearer reward costs.</summary>
    private static async Task<IResult> TakeNearerAsync(HttpContext context, ProgramInView program, TimeProvider clock)
    {
        if (program.Rules is null || await NearerReward.FindAsync(program, clock, context.RequestAborted) is not { Now.Share: { } before, Then.Share: { } then } nearer)
            return Results.NotFound();
        var units = await nearer.ExtraUnitsAsync(program, context.RequestAborted);
        var worth = MeasuredEffects.Worth(program.Rules.Definition, nearer.Unit) ?? 0;
        return await KeepAsync(context, program, new Recommendation(Recommendation.NewId(), Recommendation.NearerReward, nearer.Reward, before, then,
            (long)Math.Round(units * worth), ScoreOn(program), clock.GetUtcNow()), clock);
    }

    private static DateOnly ScoreOn(ProgramInView program) => program.Rules!.Calendar.Day(program.Now).AddDays(ScoredAfterDays);

    private static async Task<IResult> KeepAsync(HttpContext context, ProgramInView program, Recommendation taken, TimeProvider clock)
    {
        await program.Organization.Writer.Write(
            [taken.Keep(program.Id, context.User.Actor()), Audit.Of(clock, context.User, "take-recommendation", taken.Id)], context.RequestAborted);
        return Back(context);
    }

    private static IResult Back(HttpContext context) =>
        Results.LocalRedirect(context.RequestServices.GetRequiredService<Visitor>().Link("/goals"));

    private static async Task<GoalsView> ViewAsync(ProgramInView program, GoalForm form, TimeProvider clock, CancellationToken stop)
    {
        var definition = program.Rules!.Definition;
        var today = program.Rules.Calendar.Day(program.Now);
        var nearer = await NearerReward.FindAsync(program, clock, stop);
        var taken = new List<ScoredRecommendation>();
        foreach (var made in Recommendation.All(program.Organization, program.Id))
            taken.Add(new ScoredRecommendation(made, await ScoreAsync(program, made, today, clock, stop)));
        return new GoalsView
        {
            Shown = new Shown(definition, program.Language),
            Figures = new Figures(program.Language, definition.Currency),
            Goals = await GoalStandings.AllAsync(program, clock, stop),
            Nearer = nearer,
            Gaps = await Gaps.WideAsync(program, clock, stop),
            Taken = taken,
            Form = form,
        };
    }

    /// <summary>The same figure among what happened since it was taken up; a nearer reward by the price that is in force now.</summary>
    private static async Task<Came?> ScoreAsync(ProgramInView program, Recommendation made, DateOnly today, TimeProvider clock, CancellationToken stop)
    {
        if (today < made.ScoreOn)
            return null;
        var since = program.Rules!.Calendar.Day(made.MadeAt);
        if (made.Kind != Recommendation.NearerReward)
            return await Gaps.ScoreAsync(program, made, since, clock, stop);
        if (program.Rules.Definition.Reward(made.Subject) is not { Costs.Unit: { } unit } reward)
            return null;
        var came = await Measured.AskAsync(program, $"scored/{made.Id}", (facts, asOf) =>
            FirstReward.Of(facts, program.Id, asOf, unit, reward.Costs.Amount, NearerReward.Days, since), clock, stop);
        return came is { Share: { } share, Members: >= Gap.Fewest } ? new Came(share, came.Members) : null;
    }
}
