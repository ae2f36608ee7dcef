using Laurel.Insight.Charts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;

namespace Laurel.Server.Ui;

/// <summary>Asks the facts about a program, as of today in its own time zone: the first day that is not seen.</summary>
internal static class Measured
{
    /// <summary>The answers to some questions; null while there is no purchase to ask about.</summary>
    public static Task<MeasureReport?> ReportAsync(ProgramInView program, TimeProvider clock, CancellationToken stop, params string[] questions)
    {
        var today = program.Rules!.Calendar.Day(program.Now);
        var name = $"{program.Id}/{today:O}/{program.Language.Code()}/{string.Join(',', questions)}";
        return program.Organization.Facts.Ask(name, facts =>
            MeasureReport.Create(facts, program.Id, today, new MeasureOptions { Questions = questions }, program.Language), clock, stop);
    }

    /// <summary>A figure as it is written in the answer's unit; null while it is not known.</summary>
    public static string? Show(Answer? answer, Figure? figure, Language language) =>
        figure?.Value is { } value ? new NumberStyle(language, figure.Measure.Unit, answer!.Currency).Exact(value) : null;
}
