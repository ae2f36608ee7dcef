using System.Text.Json;

namespace Laurel.Insight.Questions;

/// <summary>
/// Answers as JSON with stable snake_case keys. Values are in major units, totals in minor units; what is not known is null.
/// </summary>
public static class AnswerJson
{
    /// <summary>Writes one answer as an object; words in <paramref name="language"/>, keys and ids always the same.</summary>
    /// <param name="parts">The same question of parts; where it was not broken down there is no such key.</param>
    public static void Write(Utf8JsonWriter json, Answer answer, Language language, IReadOnlyList<Answer>? parts = null)
    {
        var question = answer.Question;
        json.WriteStartObject();
        json.WriteString("id", question.Id);
        json.WriteString("title", question.Title(language));
        json.WriteString("definition", question.Definition(language));
        json.WriteString("window", question.WindowText(language, answer.Scope));
        json.WriteString("maturity", question.MaturityText(language));
        json.WriteNumber("minimum_sample", question.MinimumSample);
        json.WriteString("step", question.StepIn(answer.Scope).ToString().ToLowerInvariant());
        json.WriteString("as_of", Day(answer.Scope.AsOf));
        json.WriteString("since", Day(answer.Scope.Since));
        if (answer.Currency is { } currency)
            json.WriteString("currency", currency.Code);
        foreach (var (name, value) in answer.Scope.Slice.Conditions)
            json.WriteString(name, value);
        WriteParameters(json, question);
        WriteRemarks(json, answer, language);
        json.WriteStartArray("dimensions");
        foreach (var dimension in answer.Dimensions)
            json.WriteStringValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("figures");
        foreach (var figure in answer.Figures)
            WriteFigure(json, answer, figure);
        json.WriteEndArray();
        if (parts is not null)
        {
            json.WriteStartArray("parts");
            foreach (var part in parts)
                Write(json, part, language);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The unit as it is written in JSON and CSV.</summary>
    internal static string Name(Unit unit) => unit.ToString().ToLowerInvariant();

    private static void WriteParameters(Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject("parameters");
        foreach (var (name, value) in question.Parameters)
            json.WriteNumber(name, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteRemarks(Utf8JsonWriter json, Answer answer, Language language)
    {
        json.WriteStartArray("remarks");
        foreach (var remark in answer.Remarks)
        {
            json.WriteStartObject();
            json.WriteString("code", remark.Code);
            json.WriteString("text", QuestionTexts.Remark(language, remark));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFigure(Utf8JsonWriter json, Answer answer, Figure figure)
    {
        json.WriteStartObject();
        for (var i = 0; i < answer.Dimensions.Count; i++)
            json.WriteString(answer.Dimensions[i], figure.Keys[i]);
        json.WriteString("measure", figure.Measure.Key);
        json.WriteString("unit", Name(figure.Measure.Unit));
        WriteNumber(json, "value", figure.Value);
        WriteNumber(json, "total", figure.Total);
        WriteNumber(json, "n", figure.N);
        WriteNumber(json, "low", figure.Interval?.Low);
        WriteNumber(json, "high", figure.Interval?.High);
        json.WriteBoolean("mature", figure.IsMature);
        json.WriteBoolean("too_few", figure.IsTooFew);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
