using Laurel.Insight.Effects;
using Laurel.Insight.Forecasts;
using Laurel.Insight.Questions;

namespace Laurel.Server.Ui.Measuring;

/// <summary>What costs a while to find out, asked once for everybody who looks: effects, value, what is owed.</summary>
internal static class MeasuredEffects
{
    public static Task<JoiningEffect?> JoiningAsync(ProgramInView program, string metric, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, "joining/" + metric, (facts, today) => Scope.Of(facts, program.Id, today) is { } scope
            ? JoiningEffect.Of(facts, program.Id, scope.Since, today, metric, Currency(program))
            : null, clock, stop);

    public static Task<BeforeJoining?> BeforeAsync(ProgramInView program, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, "before-joining", (facts, today) => Scope.Of(facts, program.Id, today) is { } scope
            ? BeforeJoining.Of(facts, program.Id, scope.Since, today, Currency(program))
            : null, clock, stop);

    /// <summary>The standing holdout as it was planned; null where none was planned or nobody is held out.</summary>
    public static Task<HoldoutEffect?> HoldoutAsync(ProgramInView program, PlannedExperiment planned, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, "holdout/" + planned.Id, (facts, today) =>
            HoldoutEffect.Of(facts, program.Id, today, planned.Plan, Currency(program)), clock, stop);

    public static Task<SpendSpread?> SpreadAsync(ProgramInView program, int days, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, $"spread/{days}", (facts, today) =>
            SpendSpread.Of(facts, program.Id, today, days, Currency(program)), clock, stop);

    public static Task<UnitsOwed> OwedAsync(ProgramInView program, string unit, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, "owed/" + unit, (facts, today) => OwedReader.Read(facts, program.Id, unit, today), clock, stop);

    public static Task<PointsAccounts?> AccountsAsync(ProgramInView program, UnitsOwed owed, decimal worth, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, $"accounts/{owed.Unit}", (facts, _) =>
            PointsAccounts.Of(facts, program.Id, owed, worth, Currency(program)), clock, stop);

    public static Task<ValueOutlook?> ValueAsync(ProgramInView program, TimeProvider clock, CancellationToken stop) =>
        Measured.AskAsync(program, "value", (facts, today) => ValueOutlook.Of(facts, program.Id, today, Currency(program)), clock, stop);

    /// <summary>Result of the program with the effect on spend; running costs as told.</summary>
    public static async Task<ProgramResult> ResultAsync(ProgramInView program, double running, TimeProvider clock, CancellationToken stop)
    {
        var joining = await JoiningAsync(program, JoiningEffect.Spend, clock, stop);
        var rewards = await RewardCostAsync(program, clock, stop);
        return await Measured.AskAsync(program, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"result/{running}"),
            (facts, today) => ProgramResult.Of(facts, program.Id, today, joining, rewards, running, Currency(program)), clock, stop);
    }

    /// <summary>Minor units of money that the smallest part of a unit buys; null without a reward marked as base.</summary>
    public static decimal? Worth(Definition definition, string unit) =>
        definition.Worth(unit) is { } each ? each / definition.Unit(unit)!.Scale : null;

    private static async Task<double> RewardCostAsync(ProgramInView program, TimeProvider clock, CancellationToken stop)
    {
        var definition = program.Rules!.Definition;
        var cost = 0.0;
        foreach (var unit in definition.Units)
        {
            if (Worth(definition, unit.Id) is { } worth)
                cost += (double)((await OwedAsync(program, unit.Id, clock, stop)).Redeemed * worth) / definition.Currency.Scale;
        }
        return cost;
    }

    private static Currency Currency(ProgramInView program) => program.Rules!.Definition.Currency;
}
