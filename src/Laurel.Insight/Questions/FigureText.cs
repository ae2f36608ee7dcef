using System.Text.Json;
using System.Text.Json.Serialization;
using Laurel.Insight.Experiments;

namespace Laurel.Insight.Questions;

/// <summary>Figures as the text in which they lie beside the facts; every number comes back as it was, to the last bit.</summary>
internal static class FigureText
{
    private static readonly JsonSerializerOptions Form = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    internal static string Write(IReadOnlyList<Figure> figures) => JsonSerializer.Serialize(figures.Select(f => new Row(
        f.Keys, f.Measure.Key, f.Value, f.Total, f.N, f.Interval?.Low, f.Interval?.High, f.IsMature, f.IsTooFew)), Form);

    /// <summary>Null where it is of an older form, or names a measure that the question no longer has.</summary>
    internal static List<Figure>? Read(string text, Question question)
    {
        var figures = new List<Figure>();
        foreach (var row in JsonSerializer.Deserialize<List<Row>>(text, Form) ?? [])
        {
            if (question.Measures.FirstOrDefault(m => m.Key == row.M) is not { } measure || row.K.Count != question.Dimensions.Count)
                return null;
            figures.Add(new Figure
            {
                Keys = row.K,
                Measure = measure,
                Value = row.V,
                Total = row.T,
                N = row.N,
                Interval = row.L is { } low && row.H is { } high ? new Interval(low, high) : null,
                IsMature = row.R,
                IsTooFew = row.F,
            });
        }
        return figures;
    }

    /// <summary>A figure: keys, measure, value, total, n, low, high, ripe, too few.</summary>
    private sealed record Row(
        IReadOnlyList<string> K, string M, double? V, long? T, long? N, double? L, double? H, bool R, bool F);
}
