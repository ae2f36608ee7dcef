using Laurel.Insight.Effects;
using Laurel.Insight.Facts;
using Laurel.Server.Access;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Trials;

/// <summary>What every trial of a program shows by now, and what a plan of the next one begins with.</summary>
internal static class TrialResults
{
    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<TrialResult>> AllAsync(ProgramInView program, TimeProvider clock, CancellationToken stop)
    {
        var results = new List<TrialResult>();
        foreach (var trial in Trial.All(program.Organization, program.Id))
            results.Add(await OfAsync(program, trial, clock, stop));
        return results;
    }

    /// <summary>What one trial shows by now.</summary>
    public static async Task<TrialResult> OfAsync(ProgramInView program, Trial trial, TimeProvider clock, CancellationToken stop)
    {
        var currency = program.Rules!.Definition.Currency;
        return await Measured.AskAsync(program, $"trial/{trial.Id}", (facts, today) => trial.Invitation is { } plan
            ? TrialResult.Of(trial, InvitationEffect.Of(facts, program.Id, today, plan, currency),
                InvitationCourse.Of(facts, program.Id, today, plan, currency))
            : TrialResult.Of(trial, Rollout(facts, program.Id, today, trial.Rollout!, currency)), clock, stop);
    }

    /// <summary>Who could be invited; null while nobody is known who has not joined.</summary>
    public static async Task<InvitationPower?> InvitableAsync(ProgramInView program, int days, TimeProvider clock, CancellationToken stop) =>
        await Measured.AskAsync(program, $"invitable/{days}", (facts, today) =>
            InvitationPower.Of(facts, program.Id, today, days, program.Rules!.Definition.Currency), clock, stop);

    /// <summary>Places that a roll-out can be drawn for.</summary>
    public static async Task<IReadOnlyList<string>> PlacesAsync(ProgramInView program, TimeProvider clock, CancellationToken stop) =>
        await Measured.AskAsync(program, "places", (facts, today) => RolloutPlan.KnownPlaces(facts, program.Id, today), clock, stop);

    private static RolloutEffect? Rollout(FactsFile facts, string program, DateOnly today, RolloutPlan plan, Currency currency) =>
        Insight.Questions.Scope.Of(facts, program, today) is { } scope
            ? RolloutEffect.Of(facts, program, scope.Since, today, isRandom: true, currency, plan)
            : null;
}
