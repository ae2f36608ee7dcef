using Laurel.Insight.Effects;
using Laurel.Rewards;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Experiments;

/// <summary>What every experiment of a program shows: those that were planned, and offers with a holdout.</summary>
internal static class ExperimentResults
{
    /// <summary>Each with its p-value adjusted for all that are shown together.</summary>
    public static async Task<IReadOnlyList<ExperimentResult>> AllAsync(ProgramInView program, TimeProvider clock, CancellationToken stop)
    {
        var results = new List<ExperimentResult>();
        foreach (var planned in PlannedExperiment.All(program.Organization, program.Id))
        {
            var effect = await MeasuredEffects.HoldoutAsync(program, planned, clock, stop);
            results.Add(new ExperimentResult(planned.Id, planned.Name, planned.Plan, planned.MadeAt, effect));
        }
        foreach (var offer in program.Rules!.Definition.Offers.Where(o => o.Holdout is not null))
            results.Add(await OfferAsync(program, offer, clock, stop));
        var adjusted = ShownTogether.Adjusted([.. results.Select(r => r.Effect?.Spend.Verdict.Effect?.Estimate)]);
        var many = adjusted.Count(p => p is not null);
        return [.. results.Zip(adjusted, (r, p) => r with { Together = many > 1 ? p : null, ShownWith = many })];
    }

    /// <summary>An offer with a holdout is an experiment that the definition itself has registered.</summary>
    private static async Task<ExperimentResult> OfferAsync(ProgramInView program, Offer offer, TimeProvider clock, CancellationToken stop)
    {
        var (name, share) = (offer.Name?.In(program.Language) ?? offer.Id, (double)offer.Holdout!.Share);
        var smallest = new PlanForm().SmallestOf;
        var effect = await Measured.AskAsync(program, $"offer/{offer.Id}/{share}/{program.Language.Code()}", (facts, today) => OfferEffect.Of(
            facts, program.Id, today, offer.Id, share, name, smallest, program.Rules!.Definition.Currency), clock, stop);
        var plan = new HoldoutPlan { Withheld = name, Share = share, SmallestThatMatters = smallest, PlannedUnits = 4, Days = OfferEffect.Days };
        return new ExperimentResult("offer-" + offer.Id, name, effect?.Effect.Plan ?? plan, default, effect?.Effect) { Offer = effect, IsOffer = true };
    }
}
