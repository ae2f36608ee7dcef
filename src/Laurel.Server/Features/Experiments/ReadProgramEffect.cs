using System.Globalization;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Server.Access;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;
using Scope = Laurel.Server.Access.Scope;

namespace Laurel.Server.Features.Experiments;

/// <summary>
/// GET /v1/programs/{program}/effects/invitation and …/rollout: what the program itself changes, where chance decided who was invited to
/// join, or which place began when.
/// </summary>
internal static class ReadProgramEffect
{
    public static void Map(IEndpointRouteBuilder program)
    {
        program.MapGet("/effects/invitation", InvitationAsync).Needs(Scope.Read)
            .Describe("Read what joining changes, by invitations drawn by chance", """
                Customers known before `from` who had not joined are drawn by a hash of `draw` and their shopper id: the same for ever. With `shopper` the
                answer says whether she is invited. Counted is everybody drawn, whether the invitation reached her or not; null before the days are over.
                """)
            .Asks(("draw", "Names the lottery; another name draws others."), ("share", "Of customers, who are invited: 0 to 1."),
                ("from", "The day of the invitation."), ("days", "How many days from then on are compared; 90."), ("shopper", "Whether she is invited."))
            .Gives<InvitationReply>();
        program.MapGet("/effects/rollout", RolloutAsync).Needs(Scope.Read)
            .Describe("Read what the program changes, by places that begin one after another", """
                A location begins in the month of its first enrolment; revenue after returns of a location and month, against locations that had not begun
                (Callaway and Sant'Anna). Rung B with `random`: chance decided which began when.
                """)
            .Asks(("random", "true where chance decided which place began when.")).Gives<RolloutReply>();
    }

    private static async Task<IResult> InvitationAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock,
        string? draw, string? share, string? from, string? days, string? shopper)
    {
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        var intake = new Intake();
        var plan = Read(draw, share, from, days, intake);
        if (!intake.IsFine)
            return intake.Problem;
        var name = string.Create(CultureInfo.InvariantCulture, $"invitation/{plan.Id}/{plan.Share}/{plan.From:O}/{plan.Days}");
        var effect = await Measured.AskAsync(view, name, (facts, today) =>
            InvitationEffect.Of(facts, program, today, plan, view.Rules!.Definition.Currency), clock, context.RequestAborted);
        bool? isInvited = shopper is null ? null : InvitationEffect.IsInvited(plan.Id, new(shopper), plan.Share);
        return new JsonAnswer<InvitationReply>(InvitationReply.Of(effect, isInvited, Withheld.Invitation), ExperimentsJson.Default.InvitationReply);
    }

    private static async Task<IResult> RolloutAsync(HttpContext context, string program, OpenOrganization organization, TimeProvider clock, bool random = false)
    {
        if (ProgramInView.In(context, program, organization, clock) is not { } view)
            return Problem.NotFound("unknown-program", "program", program);
        var effect = await Measured.AskAsync(view, $"rollout/{random}", (facts, today) =>
            Insight.Questions.Scope.Of(facts, program, today) is { } scope
                ? RolloutEffect.Of(facts, program, scope.Since, today, random, view.Rules!.Definition.Currency)
                : null, clock, context.RequestAborted);
        return new JsonAnswer<RolloutReply>(RolloutReply.Of(effect, Withheld.Rollout), ExperimentsJson.Default.RolloutReply);
    }

    private static InvitationPlan Read(string? draw, string? share, string? from, string? days, Intake intake)
    {
        var id = intake.Id(draw, "draw");
        if (!double.TryParse(share, CultureInfo.InvariantCulture, out var part) || part is not (>= 0.001 and <= 0.999))
            intake.Wrong("share", "between", ("least", 0.001), ("most", 0.999));
        if (!DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            intake.Wrong("from", "required");
        var length = 90;
        if (days is not null && (!int.TryParse(days, CultureInfo.InvariantCulture, out length) || length is not (>= 7 and <= 730)))
            intake.Wrong("days", "between", ("least", 7), ("most", 730));
        return new(id, part, day, length);
    }
}

/// <summary>What an invitation drawn by chance shows; figures are absent before its days are over.</summary>
public sealed record InvitationReply
{
    /// <summary>Of the shopper that was asked about.</summary>
    public bool? IsInvited { get; init; }
    public required string Withheld { get; init; }

    /// <summary>The rung of evidence.</summary>
    public required string Evidence { get; init; }
    public long? Invited { get; init; }
    public long? NotInvited { get; init; }

    /// <summary>Probability of such numbers if the lottery worked; under 0.001 there is no effect to read.</summary>
    public double? LotteryP { get; init; }

    /// <summary>How many more join because of the invitation, 0 to 1.</summary>
    public ExperimentEstimate? Uptake { get; init; }

    /// <summary>Spend after returns of everybody invited, major units a customer.</summary>
    public ExperimentEstimate? OnTheInvited { get; init; }

    /// <summary>The same of those who joined because of the invitation.</summary>
    public ExperimentEstimate? OnThoseWhoJoined { get; init; }

    /// <summary>The invitation moved too few for the last interval to be trusted.</summary>
    public bool? IsWeak { get; init; }

    internal static InvitationReply Of(InvitationEffect? effect, bool? isInvited, string withheld) => new()
    {
        IsInvited = isInvited,
        Withheld = withheld,
        Evidence = $"{Insight.Experiments.Evidence.RandomEncouragement.Letter()}",
        Invited = effect?.Invited,
        NotInvited = effect?.NotInvited,
        LotteryP = effect?.Lottery.PValue,
        Uptake = ExperimentEstimate.Of(effect?.Effects?.Uptake),
        OnTheInvited = ExperimentEstimate.Of(effect?.Effects?.OnTheInvited),
        OnThoseWhoJoined = ExperimentEstimate.Of(effect?.Effects?.OnThoseWhoJoined),
        IsWeak = effect?.Effects?.IsWeak,
    };
}

/// <summary>What the program changes by place; absent while no month of beginning can be compared.</summary>
public sealed record RolloutReply
{
    public required string Withheld { get; init; }

    /// <summary>The rung of evidence.</summary>
    public string? Evidence { get; init; }

    /// <summary>Revenue after returns of a location and month, major units.</summary>
    public ExperimentEstimate? Effect { get; init; }

    /// <summary>By months since beginning; negative is before.</summary>
    public IReadOnlyList<RolloutMonth> ByMonth { get; init; } = [];
    public IReadOnlyList<string> Cautions { get; init; } = [];

    internal static RolloutReply Of(RolloutEffect? effect, string withheld) => new()
    {
        Withheld = withheld,
        Evidence = effect is null ? null : $"{effect.Evidence.Letter()}",
        Effect = ExperimentEstimate.Of(effect?.Effects.ByGroup.Overall),
        ByMonth = [.. (effect?.Effects.ByEventTime.Points ?? []).Select(p => new RolloutMonth(p.At, ExperimentEstimate.Of(p.Estimate)))],
        Cautions = [.. (effect?.Effects.Cautions ?? []).Select(c => c.Kind.ToString())],
    };
}
