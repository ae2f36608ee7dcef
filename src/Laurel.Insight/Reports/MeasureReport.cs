using System.Text;
using System.Text.Json;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>
/// All questions, asked of an orders file or of a program's facts, and told to people (one standalone HTML file) and to programs (JSON,
/// CSV).
/// </summary>
public sealed class MeasureReport
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    private MeasureReport(OrdersFile? file, Scope scope, IReadOnlyList<Answer> answers, Language language)
    {
        (Scope, Answers, Language) = (scope, answers, language);
        if (file is not null)
            (FileName, Profile, Warnings) = (file.Name, file.Profile, file.Warnings);
    }

    public Scope Scope { get; }

    /// <summary>In the order of the catalogue.</summary>
    public IReadOnlyList<Answer> Answers { get; }

    public Language Language { get; }

    /// <summary>Null when the report is about a program.</summary>
    public string? FileName { get; }

    /// <summary>Null when the report is about a program.</summary>
    public OrdersProfile? Profile { get; }

    public IReadOnlyList<OrdersWarning> Warnings { get; } = [];

    /// <summary>Asks an orders file.</summary>
    /// <exception cref="OrdersFileException">There is no purchase before the as-of day, or none of the part that is asked about.</exception>
    /// <exception cref="ArgumentException">The options name a question or a currency that does not exist.</exception>
    public static MeasureReport Create(OrdersFile file, MeasureOptions options, Language language)
    {
        var whole = file.Scope(options.AsOf, options.Currency);
        var (scope, answers) = Ask(file.Facts, whole, options)
            ?? throw new OrdersFileException("no-purchase-in-part", ("file", file.Name), ("part", options.Slice.Segment?.ToString() ?? $"{options.Slice.Among}"));
        return new(file, scope, answers, language);
    }

    /// <summary>Asks the facts of a program; null when it has no purchase before the scope's as-of day.</summary>
    public static MeasureReport? Create(FactsFile facts, string program, DateOnly asOf, MeasureOptions options, Language language) =>
        Scope.Of(facts, program, asOf, options.Currency) is { } whole && Ask(facts, whole, options) is var (scope, answers)
            ? new(null, scope, answers, language)
            : null;

    /// <summary>One HTML file that needs nothing else: style, font and charts are in it, and no script.</summary>
    public string ToHtml() => new ReportPage(this).Write();

    /// <summary>Everything the report knows, for programs.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
            ReportJson.Write(json, this);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A row for each figure.</summary>
    public string ToCsv() => AnswerCsv.Write(Answers);

    /// <summary>The answer to a question; null when it was not asked.</summary>
    public Answer? Find(string question) => Answers.FirstOrDefault(a => a.Question.Id == question);

    /// <summary>Each question of the part that is meant by its place; null where there is no purchase in it.</summary>
    private static (Scope, IReadOnlyList<Answer>)? Ask(FactsFile facts, Scope whole, MeasureOptions options)
    {
        var chosen = options.Chosen();
        Scope? first = null;
        var answers = new List<Answer>();
        foreach (var alike in chosen.GroupBy(question => options.Slice.IsByPlace ? question.Place : Place.Happened))
        {
            if (PartAsked.Of(facts, whole, options, alike.Key, [.. alike]) is not var (scope, answered))
                continue;
            first ??= scope;
            answers.AddRange(answered);
        }
        return first is null ? null : (first, [.. answers.OrderBy(answer => Array.FindIndex([.. chosen], one => one.Id == answer.Question.Id))]);
    }
}
