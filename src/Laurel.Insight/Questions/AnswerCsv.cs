using System.Globalization;
using System.Text;

namespace Laurel.Insight.Questions;

/// <summary>
/// Answers as one tidy CSV table: a row for each figure, whatever question it belongs to. What is not known is an empty cell;
/// <c>part</c> says of which part it is, as in an address.
/// </summary>
public static class AnswerCsv
{
    private const string Header = "question,measure,unit,place_1,place_2,place_3,value,total,n,low,high,mature,too_few,currency,as_of,part";
    private const int Places = 3;

    /// <summary>Columns that are text also where all their values look like numbers.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["question", "measure", "unit", "place_1", "place_2", "place_3", "currency", "part"];

    public static string Write(IEnumerable<Answer> answers)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var answer in answers)
        {
            foreach (var figure in answer.Figures)
                WriteRow(csv, answer, figure);
        }
        return csv.ToString();
    }

    private static void WriteRow(StringBuilder csv, Answer answer, Figure figure)
    {
        IEnumerable<string> cells =
        [
            answer.Question.Id, figure.Measure.Key, AnswerJson.Name(figure.Measure.Unit),
            .. Enumerable.Range(0, Places).Select(i => i < figure.Keys.Count ? Safe(figure.Keys[i]) : ""),
            Number(figure.Value), Number(figure.Total), Number(figure.N), Number(figure.Interval?.Low), Number(figure.Interval?.High),
            figure.IsMature ? "true" : "false", figure.IsTooFew ? "true" : "false",
            figure.Measure.Unit == Unit.Money ? answer.Currency?.Code ?? "" : "", AnswerJson.Day(answer.Scope.AsOf),
            string.Join('&', answer.Scope.Slice.Conditions.Select(c => $"{c.Name}={c.Value}")),
        ];
        csv.AppendJoin(',', cells.Select(Quote)).Append("\r\n");
    }

    private static string Number(IFormattable? value) =>
        value is null or double.NaN ? "" : value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A name from the data that a spreadsheet would take for a formula is written as text.</summary>
    private static string Safe(string name) => name.Length > 0 && name[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + name : name;

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? cell
        : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
