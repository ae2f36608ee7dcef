using Laurel.Insight.Advice;
using Laurel.Insight.Facts;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;
using Laurel.Tiers;

namespace Laurel.Server.Features.Goals;

/// <summary>Gaps of a program, judged by its nearest reward.</summary>
internal static class Gaps
{
    /// <summary>Nothing where no reward has a price.</summary>
    public static async Task<IReadOnlyList<Gap>> WideAsync(ProgramInView program, TimeProvider clock, CancellationToken stop) =>
        ScopeOf(program) is { } scope
            ? await Measured.AskAsync(program, $"gaps/{scope.Name}", (facts, today) => AllAdvice.Wide(scope.In(facts, today)), clock, stop)
            : [];

    /// <summary>What the figure of an advice came to since a day; null where it is not known any more, or too little happened.</summary>
    public static async Task<Came?> ScoreAsync(ProgramInView program, Recommendation made, DateOnly since, TimeProvider clock, CancellationToken stop) =>
        AllAdvice.Find(made.Kind) is { } advice && ScopeOf(program) is { } scope
            ? await Measured.AskAsync(program, $"scored/{made.Id}/{scope.Name}", (facts, today) => advice.Score(scope.In(facts, today), since), clock, stop)
            : null;

    private static NearestReward? ScopeOf(ProgramInView program)
    {
        var definition = program.Rules!.Definition;
        return NearerReward.Cheapest(definition) is { Costs.Unit: { } unit } reward
            ? new(program.Id, unit, reward.Id, reward.Costs.Amount, MeasuredEffects.Worth(definition, unit) ?? 0, definition.Currency.Code, LevelOf(definition))
            : null;
    }

    /// <summary>The first level above the lowest, where a year's spending reaches it.</summary>
    private static LevelStep? LevelOf(Definition definition) => definition.Tiers is { } tiers && IsOfAYear(tiers) && tiers.Levels.Count > 1
        && tiers.Levels[1].At.FirstOrDefault(t => t is { Merit: Merit.Spend, And: null }) is { } threshold
            ? new LevelStep(tiers.Levels[1].Id, threshold.Amount)
            : null;

    private static bool IsOfAYear(TierRule tiers) => tiers.Window is Window.MembershipYear
        || (tiers.Window is Window.Rolling or Window.Calendar && tiers.Length is { Unit: PeriodUnit.Year, Count: 1 } or { Unit: PeriodUnit.Month, Count: 12 });

    private sealed record NearestReward(string Program, string Unit, string Reward, long Cost, decimal Worth, string Currency, LevelStep? Level)
    {
        public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Reward}/{Cost}/{Worth}/{Level}");

        public AdviceScope In(FactsFile facts, DateOnly asOf) => new(facts, Program, asOf, Unit, Reward, Cost, Worth, Currency) { Level = Level };
    }
}
