using Laurel.Insight.Questions;
using Laurel.Insight.Studies.Tables;

namespace Laurel.Insight.Reports;

/// <summary>What a report is asked for; every part has a sensible absence.</summary>
public sealed record MeasureOptions
{
    /// <summary>The first day that is not seen; the day after the last one in the file when null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>ISO 4217, where the file has several; the most frequent one when null.</summary>
    public string? Currency { get; init; }

    /// <summary>When the program began, for before and after; the first enrolment when null.</summary>
    public DateOnly? Launch { get; init; }

    /// <summary>Days within which a first-time buyer comes back.</summary>
    public int RepeatDays { get; init; } = 90;

    /// <summary>Visits in a month that are often.</summary>
    public int OftenVisits { get; init; } = 2;

    /// <summary>Month, quarter or year for every question; each question's own when null.</summary>
    public PeriodUnit? Step { get; init; }

    /// <summary>Which part of a program's facts is asked; a file of orders is asked whole.</summary>
    public Facts.Slice Slice { get; init; } = Facts.Slice.All;

    /// <summary>Ids of the questions to ask; all that need no more than orders and members when null.</summary>
    public IReadOnlyList<string>? Questions { get; init; }

    internal IReadOnlyList<Question> Chosen()
    {
        foreach (var id in Questions ?? [])
        {
            if (Catalogue.Find(id) is null)
                throw new OrdersFileException("no-question", ("text", id), ("near", Spelling.Nearest(id, [.. Catalogue.All.Select(q => q.Id)])),
                    ("questions", string.Join(", ", Catalogue.All.Select(q => q.Id))));
        }
        return [.. Catalogue.All.Where(q => Questions?.Contains(q.Id) ?? !q.IsOfProgram).Select(Tune)];
    }

    private Question Tune(Question question) => question switch
    {
        RepeatPurchaseRate => new RepeatPurchaseRate(RepeatDays),
        VisitFrequency => new VisitFrequency(OftenVisits),
        _ => question,
    };
}
