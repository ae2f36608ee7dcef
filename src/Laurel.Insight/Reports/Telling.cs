using System.Globalization;
using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>How a report says things: the words, numbers and periods of one language.</summary>
internal sealed class Telling(MeasureReport report)
{
    /// <summary>Stand around what a sentence stresses, until the sentence has been escaped.</summary>
    private const char Begin = '\u0001';
    private const char End = '\u0002';

    /// <summary>Parts of a sentence that are no findings.</summary>
    private static readonly string[] Unstressed = ["period", "before-period", "cohort", "step", "between", "of", "name"];

    internal Language Language => report.Language;

    internal Answer? Find(string question) => report.Find(question);

    internal string Say(string key, params ReadOnlySpan<(string Name, object? Value)> values) => ReportTexts.Say(Language, key, values);

    /// <summary>A sentence as HTML; values given as text are stressed, except periods and the like.</summary>
    internal string Sentence(string key, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var marked = values.ToArray();
        foreach (ref var value in marked.AsSpan())
        {
            if (value.Value is string text && !Unstressed.Contains(value.Name))
                value.Value = $"{Begin}{text}{End}";
        }
        return SvgWriter.Escape(Capital(Say(key, marked))).Replace(Begin.ToString(), "<strong>", StringComparison.Ordinal)
            .Replace(End.ToString(), "</strong>", StringComparison.Ordinal);
    }

    /// <summary>A sentence that begins with a month still begins with a capital.</summary>
    private static string Capital(string sentence) =>
        sentence.Length > 0 && char.IsLower(sentence[0]) ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;

    internal NumberStyle Style(Answer answer, Unit unit) => new(Language, unit, answer.Currency);

    internal NumberStyle Style(Answer answer, string measure) => Style(answer, answer.Question.Measures.First(m => m.Key == measure).Unit);

    /// <summary>A figure's value, or a dash.</summary>
    internal string Value(Answer answer, Figure? figure) =>
        figure?.Value is { } value ? Style(answer, figure.Measure.Unit).Exact(value) : "–";

    internal string Between(Answer answer, Figure figure) => figure.Interval is { } interval
        ? Style(answer, figure.Measure.Unit).Between(interval.Low, interval.High)
        : "–";

    /// <summary>885 of 2,300.</summary>
    internal string Of(Figure figure) => Say("report.of", ("part", figure.Total), ("whole", figure.N));

    /// <summary>The last place of a measure whose value is known.</summary>
    internal static Figure? Latest(Answer answer, string measure) => answer.Of(measure).LastOrDefault(f => f.Value is not null);

    internal string Day(DateOnly day) => day.ToString(Language switch
    {
        Language.Estonian => "d. MMMM yyyy",
        Language.French when day.Day == 1 => "d'er' MMMM yyyy",
        _ => "d MMMM yyyy",
    }, Language.Culture());

    /// <summary>2011-03 as March 2011, 1998-Q2 as Q2 1998.</summary>
    internal string Period(string key)
    {
        if (key.Length > 5 && key[5] == 'Q')
            return Say("quarter", ("number", key[6..]), ("year", key[..4]));
        return key.Length == 7 && DateOnly.TryParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month.ToString("MMMM yyyy", Language.Culture())
            : key;
    }

    /// <summary>The period on an axis: Mar, and 2011 below the first of its year. Hatched when one of its figures is not mature.</summary>
    internal Place Place(Answer answer, string key) => Place(key) with
    {
        IsPending = answer.Figures.Any(f => f.Keys[0] == key && !f.IsMature),
    };

    private Place Place(string key)
    {
        if (key.Length > 5 && key[5] == 'Q')
            return new(Say("quarter-short", ("number", key[6..])), key[..4], Period(key));
        return key.Length == 7 && DateOnly.TryParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? new(month.ToString("MMM", Language.Culture()).TrimEnd('.'), key[..4], Period(key))
            : new(key, "", key);
    }

    internal string Dimension(string name) => QuestionTexts.Say(Language, $"dimension.{name}");

    internal string Key(string dimension, string key) => dimension is "period" or "cohort" && key != FigureReader.All
        ? Period(key)
        : QuestionTexts.Key(Language, dimension, key);
}
