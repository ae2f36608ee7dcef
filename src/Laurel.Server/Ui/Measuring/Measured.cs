using Laurel.Insight.Charts;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;

namespace Laurel.Server.Ui.Measuring;

/// <summary>Asks the facts about a program, as of today in its own time zone: the first day that is not seen.</summary>
internal static class Measured
{
    /// <summary>The answers to some questions; null while there is no purchase to ask about.</summary>
    public static Task<MeasureReport?> ReportAsync(ProgramInView program, TimeProvider clock, CancellationToken stop, params string[] questions) =>
        ReportAsync(program, new MeasureOptions { Questions = questions }, clock, stop);

    public static Task<MeasureReport?> ReportAsync(ProgramInView program, MeasureOptions options, TimeProvider clock, CancellationToken stop)
    {
        var asOf = options.AsOf ?? program.Rules!.Calendar.Day(program.Now);
        var name = $"{program.Language.Code()}/{options.RepeatDays}/{options.Step}/{options.Slice.Key}/{string.Join(',', options.Questions ?? [])}";
        return program.Organization.Facts.Ask(new FactsQuestion(program.Id, asOf, name),
            facts => MeasureReport.Create(facts, program.Id, asOf, options, program.Language), clock, stop);
    }

    /// <summary>The same of each part; null where it is not broken down.</summary>
    public static async Task<IReadOnlyList<MeasureReport>?> PartsAsync(
        ProgramInView program, MeasureOptions options, BrokenDownBy? by, TimeProvider clock, CancellationToken stop)
    {
        if (by is not { } chosen)
            return null;
        var asOf = options.AsOf ?? program.Rules!.Calendar.Day(program.Now);
        var name = $"by {chosen}/{program.Language.Code()}/{options.RepeatDays}/{options.Step}/{options.Slice.Key}/{string.Join(',', options.Questions ?? [])}";
        return await program.Organization.Facts.Ask(new FactsQuestion(program.Id, asOf, name),
            facts => Breakdown.Ask(facts, program.Id, asOf, options, chosen, program.Language), clock, stop);
    }

    /// <summary>Asks the facts anything else.</summary>
    public static Task<T> AskAsync<T>(
        ProgramInView program, string name, Func<FactsFile, DateOnly, T> question, TimeProvider clock, CancellationToken stop)
    {
        var today = program.Rules!.Calendar.Day(program.Now);
        return program.Organization.Facts.Ask(new FactsQuestion(program.Id, today, name), facts => question(facts, today), clock, stop);
    }

    /// <summary>A figure as it is written in the answer's unit; null while it is not known.</summary>
    public static string? Show(Answer? answer, Figure? figure, Language language) =>
        figure?.Value is { } value ? new NumberStyle(language, figure.Measure.Unit, answer!.Currency).Exact(value) : null;
}
