using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>A chapter of a report: questions that belong together.</summary>
/// <param name="Id">Stable: customers, loyalty, rhythm, value, members.</param>
public sealed record MeasureChapter(string Id, string Title, IReadOnlyList<Question> Questions);

/// <summary>One answer as a page tells it: a sentence, pictures, and the same numbers as a table.</summary>
public sealed record MeasureCard
{
    public required Answer Answer { get; init; }

    /// <summary>What was found, as HTML that is escaped already; empty where nothing can be said in a sentence.</summary>
    public required string Finding { get; init; }

    /// <summary>What must be read with the figures.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>The groups of the answer side by side, as an HTML table; null where it has none.</summary>
    public string? Groups { get; init; }

    /// <summary>Every figure, with its n and interval.</summary>
    public required ChartTable Numbers { get; init; }
}

/// <summary>The parts of a report, for pages that show them one by one.</summary>
public static class MeasureCards
{
    /// <summary>The chapters of every report and their questions, whether or not they can be answered.</summary>
    public static IReadOnlyList<MeasureChapter> Outline(Language language) =>
    [
        .. Chapters.Outline.Select(c => new MeasureChapter(
            c.Chapter, ReportTexts.Say(language, $"chapter.{c.Chapter}"), [.. c.Questions.Select(id => Catalogue.Find(id)!)])),
    ];

    /// <summary>A question of a report as a card; null when it was not asked or nothing is known yet.</summary>
    public static MeasureCard? Of(MeasureReport report, string question)
    {
        var telling = new Telling(report);
        if (Chapters.Tell(telling).SelectMany(c => c.Blocks).FirstOrDefault(b => b.Answer.Question.Id == question) is not { } block)
            return null;
        return new MeasureCard
        {
            Answer = block.Answer,
            Finding = block.Finding,
            Remarks = [.. block.Answer.Remarks.Select(r => QuestionTexts.Remark(report.Language, r))],
            Charts = block.Charts,
            Groups = block.Groups ? FigureTable.Compare(block.Answer, telling) : null,
            Numbers = FigureTable.Of(block.Answer, telling),
        };
    }
}
