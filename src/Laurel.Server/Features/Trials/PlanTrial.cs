using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;

namespace Laurel.Server.Features.Trials;

/// <summary>POST /v1/programs/{program}/trials: fixes a plan and draws its lottery, before it starts.</summary>
internal static class PlanTrial
{
    public static void Map(IEndpointRouteBuilder program) => program.MapPost("/trials", PlanAsync).Needs(Scope.Programs)
        .Describe("Plan a trial of the program", """
            An `invitation` draws, of known customers who have not joined, who is invited on the day it `starts`; a `rollout` draws the order in which
            `places` begin, from the month it `starts` in. Both are fixed here, and nothing is judged before they have run. `smallest_visible` is what
            the plan could see among the customers known today.
            """)
        .Takes<TrialBody>().Gives<TrialReply>(StatusCodes.Status201Created);

    private static async Task<IResult> PlanAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock)
    {
        var (body, malformed) = await Body.ReadAsync(context, TrialsJson.Default.TrialBody);
        if (malformed is not null)
            return malformed;
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        var intake = new Intake();
        var trial = await ReadAsync(body!, view, clock, context, intake);
        if (!intake.IsFine)
            return intake.Problem;
        var known = trial.Invitation is { } invitation
            ? await TrialResults.InvitableAsync(view, invitation.Days, clock, context.RequestAborted)
            : null;
        var planned = new TrialResult(trial, TrialVerdict.Waiting, null, null, known?.SmallestVisible(trial.Invitation!.Share));
        return await OrdinaryAnswer.OnceAsync(context, organization, ["plan-trial", program, .. Words(body!)],
            () => ([trial.Keep(program), Audit.Of(clock, context.User, "plan-trial", trial.Id)],
                OrdinaryAnswer.Json(TrialReply.Of(planned), TrialsJson.Default.TrialReply), StatusCodes.Status201Created), clock);
    }

    private static async Task<Trial> ReadAsync(TrialBody body, ProgramInView view, TimeProvider clock, HttpContext context, Intake intake)
    {
        var defaults = new TrialFields();
        var (id, name) = (Trial.NewId(), intake.Text(body.Name, "name"));
        if (name.Length > Trial.LongestName)
            intake.Wrong("name", "too-long", ("longest", Trial.LongestName));
        var smallest = Between(body.SmallestThatMatters ?? defaults.SmallestOf, 0.001, 10, "smallest_that_matters", intake);
        var starts = Starts(body.Starts, view, intake);
        if (body.Kind is not (Trial.OfInvitation or Trial.OfRollout))
            intake.Wrong("kind", "choice", ("choices", $"{Trial.OfInvitation}, {Trial.OfRollout}"));
        var (invitation, rollout) = (default(InvitationPlan), default(RolloutPlan));
        if (body.Kind == Trial.OfInvitation)
        {
            var share = Between(body.Share ?? defaults.ShareOf, 0.01, 0.99, "share", intake);
            invitation = new(id, share, starts, (int)Between(body.Days ?? defaults.DaysOf, 7, 730, "days", intake));
        }
        else if (body.Kind == Trial.OfRollout)
        {
            var known = await TrialResults.PlacesAsync(view, clock, context.RequestAborted);
            rollout = Rollout(id, body, starts, known, intake);
        }
        return new(id, name, smallest, invitation, rollout, clock.GetUtcNow(), context.User.Actor());
    }

    /// <summary>A plan that is made after the start is none.</summary>
    private static DateOnly Starts(DateOnly? asked, ProgramInView view, Intake intake)
    {
        var today = view.Rules!.Calendar.Day(view.Now);
        if (intake.Required(asked, "starts") && asked <= today)
            intake.Wrong("starts", "between", ("least", $"{today.AddDays(1):yyyy-MM-dd}"), ("most", "9999-12-31"));
        return asked ?? today;
    }

    private static RolloutPlan Rollout(string id, TrialBody body, DateOnly starts, IReadOnlyList<string> known, Intake intake)
    {
        var defaults = new TrialFields();
        string[] places = [.. (body.Places ?? []).Distinct()];
        if (starts.Day != 1)
            intake.Wrong("starts", "first-of-month");
        if (places.Length < Trial.FewestPlaces || places.Length != (body.Places ?? []).Count)
            intake.Wrong("places", "count", ("from", Trial.FewestPlaces), ("to", known.Count));
        else if (places.Except(known).Any())
            intake.Wrong("places", "choice", ("choices", string.Join(", ", known)));
        var waves = (int)Between(body.Waves ?? Math.Min(defaults.WavesOf, Math.Max(2, places.Length)), 2, Math.Max(2, places.Length), "waves", intake);
        var apart = (int)Between(body.MonthsApart ?? defaults.ApartOf, 1, 12, "months_apart", intake);
        return places.Length == 0 ? new(id, []) : RolloutPlan.Draw(id, places, starts, waves, apart);
    }

    private static double Between(double value, double least, double most, string field, Intake intake)
    {
        if (!(value >= least && value <= most))
            intake.Wrong(field, "between", ("least", least), ("most", most));
        return Math.Clamp(value, least, most);
    }

    private static string[] Words(TrialBody body) =>
    [
        .. new object?[]
        {
            body.Kind, body.Name, body.SmallestThatMatters, body.Starts, body.Share, body.Days, body.Waves, body.MonthsApart,
            string.Join('\n', body.Places ?? []),
        }.Select(word => Convert.ToString(word, CultureInfo.InvariantCulture) ?? ""),
    ];
}

/// <summary>What is fixed before a trial starts; shares from 0 to 1.</summary>
public sealed record TrialBody
{
    /// <summary>invitation or rollout.</summary>
    [Required]
    public string? Kind { get; init; }

    [Required]
    public string? Name { get; init; }

    /// <summary>The day of the invitation, or the first day of the month in which the first places begin; in the future.</summary>
    [Required]
    public DateOnly? Starts { get; init; }

    /// <summary>The smallest relative difference worth knowing about; absent is 0.05.</summary>
    public double? SmallestThatMatters { get; init; }

    /// <summary>Of an invitation: of customers, who are invited; absent is 0.5.</summary>
    public double? Share { get; init; }

    /// <summary>Of an invitation: how many days of spend are compared; absent is 90.</summary>
    public int? Days { get; init; }

    /// <summary>Of a roll-out: at least four places where something was bought, each once.</summary>
    public IReadOnlyList<string>? Places { get; init; }

    /// <summary>Of a roll-out: in how many steps they begin; absent is 3.</summary>
    public int? Waves { get; init; }

    /// <summary>Of a roll-out: months from one step to the next; absent is 2.</summary>
    public int? MonthsApart { get; init; }
}
