using System.ComponentModel.DataAnnotations;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Experiments;

/// <summary>POST /v1/programs/{program}/experiments: fixes a plan, before anything is looked at.</summary>
internal static class PlanExperiment
{
    private const int LongestName = 120;

    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/experiments", PlanAsync).Needs(Scope.Programs)
        .Describe("Plan an experiment", """
            Fixes what is withheld, from which share of members, and the smallest difference that matters; the verdict is judged by it and nothing else.
            The metric is spend per member after returns. `planned_units` is the number of members it takes to see that difference.
            """)
        .Takes<PlanBody>().Gives<ExperimentReply>(StatusCodes.Status201Created);

    private static async Task<IResult> PlanAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, ExperimentsJson.Default.PlanBody);
        if (malformed is not null)
            return malformed;
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        var intake = new Intake();
        var plan = Read(body!, view.Rules!.Calendar.Day(view.Now), intake);
        var name = intake.Text(body!.Name, "name");
        if (name.Length > LongestName)
            intake.Wrong("name", "too-long", ("longest", LongestName));
        if (!intake.IsFine)
            return intake.Problem;
        var spread = await MeasuredEffects.SpreadAsync(view, plan.Days, clock, context.RequestAborted);
        var planned = new PlannedExperiment(PlannedExperiment.NewId(), name,
            plan with { PlannedUnits = Math.Max(4, spread?.MembersToSee(plan.Share, plan.SmallestThatMatters) ?? 4) }, clock.GetUtcNow(), context.User.Actor());
        var reply = ExperimentReply.Of(new ExperimentResult(planned.Id, planned.Name, planned.Plan, planned.MadeAt, null));
        return await OrdinaryAnswer.OnceAsync(context, organization, ["plan-experiment", program, .. Words(body)],
            () => ([planned.Keep(program), Audit.Of(clock, context.User, "plan-experiment", planned.Id)],
                OrdinaryAnswer.Json(reply, ExperimentsJson.Default.ExperimentReply), StatusCodes.Status201Created), clock);
    }

    private static HoldoutPlan Read(PlanBody body, DateOnly today, Intake intake)
    {
        var defaults = new PlanForm();
        var plan = new HoldoutPlan
        {
            Withheld = intake.Text(body.Withheld, "withheld"),
            Share = body.Share ?? defaults.ShareOf,
            SmallestThatMatters = body.SmallestThatMatters ?? defaults.SmallestOf,
            PlannedUnits = 4,
            Days = body.Days ?? defaults.Days,
            Ends = body.Ends,
        };
        if (plan.Share is not (>= 0.001 and <= 0.999))
            intake.Wrong("share", "between", ("least", 0.001), ("most", 0.999));
        if (plan.SmallestThatMatters is not (>= 0.001 and <= 10))
            intake.Wrong("smallest_that_matters", "between", ("least", 0.001), ("most", 10));
        if (plan.Days is not (>= 7 and <= 730))
            intake.Wrong("days", "between", ("least", 7), ("most", 730));
        if (plan.Ends is { } ends && ends <= today)
            intake.Wrong("ends", "between", ("least", $"{today.AddDays(1):yyyy-MM-dd}"), ("most", "9999-12-31"));
        return plan;
    }

    private static string[] Words(PlanBody body) =>
    [
        .. new object?[] { body.Name, body.Withheld, body.Share, body.SmallestThatMatters, body.Days, body.Ends }
            .Select(w => Convert.ToString(w, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    ];
}

/// <summary>What is fixed before an experiment is looked at; shares from 0 to 1.</summary>
public sealed record PlanBody
{
    [Required]
    public string? Name { get; init; }

    /// <summary>What the holdout goes without, in words; every effect names it.</summary>
    [Required]
    public string? Withheld { get; init; }

    /// <summary>Of members, who go without; absent is 0.1.</summary>
    public double? Share { get; init; }

    /// <summary>The smallest relative difference of spend worth knowing about; absent is 0.05.</summary>
    public double? SmallestThatMatters { get; init; }

    /// <summary>How many days of spend are compared; absent is 90.</summary>
    public int? Days { get; init; }

    /// <summary>The first day after the planned end; absent is a standing holdout.</summary>
    public DateOnly? Ends { get; init; }
}
