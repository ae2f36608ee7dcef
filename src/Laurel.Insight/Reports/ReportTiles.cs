using System.Text;
using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>The headline figures, each with its definition one click away.</summary>
internal sealed class ReportTiles(MeasureReport report, Telling telling)
{
    private const int Most = 6;
    private const double Million = 1_000_000;

    /// <summary>Left out first when there are more than fit in a row.</summary>
    private const string Dispensable = "orders";

    private static readonly (string Question, string Measure, bool IsLatest)[] Tiles =
    [
        ("overview", "customers", false), ("overview", "orders", false), ("overview", "revenue", false),
            ("overview", "average_order", false),
        ("repeat-purchase-rate", "came_again", false), ("retention-strict", "retained", true), ("enrolment-share", "revenue", true),
    ];

    internal void Write(StringBuilder html)
    {
        html.Append("<div class=\"tiles\">");
        var tiles = Tiles.Select(t => (Answer: report.Find(t.Question), t.Measure, t.IsLatest)).Where(t => t.Answer is not null)
            .Select(t => (Answer: t.Answer!, Figure: Pick(t.Answer!, t.Measure, t.IsLatest))).Where(t => t.Figure?.Value is not null)
                .ToList();
        foreach (var (answer, figure) in tiles.Where(t => tiles.Count <= Most || t.Figure!.Measure.Key != Dispensable))
            WriteTile(html, answer, figure!);
        html.Append("</div>");
    }

    private static Figure? Pick(Answer answer, string measure, bool latest) => latest
        ? Telling.Latest(answer, measure)
        : answer.Of(measure).FirstOrDefault(f => f.Keys.All(k => k == FigureReader.All));

    private void WriteTile(StringBuilder html, Answer answer, Figure figure)
    {
        var label = answer.Question.MeasureText(telling.Language, figure.Measure);
        var period = answer.Dimensions is ["period"] ? $", {telling.Period(figure.Keys[0])}" : "";
        html.Append($"""
            <div class="tile"><div class="tile-label">{SvgWriter.Escape(label + period)}</div>
            <div class="tile-value">{SvgWriter.Escape(Value(answer, figure))}</div>
            <div class="tile-note">{SvgWriter.Escape(Note(answer, figure))}</div>
            <details><summary>{SvgWriter.Escape(telling.Say("report.definition"))}</summary>
            <p>{SvgWriter.Escape(answer.Question.Definition(telling.Language))}</p></details></div>
            """);
    }

    private string Value(Answer answer, Figure figure) => figure.Measure.Unit == Unit.Money && figure.Value >= Million
        ? telling.Style(answer, Unit.Money).Short(figure.Value.Value)
        : telling.Value(answer, figure);

    private string Note(Answer answer, Figure figure) => figure switch
    {
        { Interval: not null, N: { } n } => $"{telling.Between(answer, figure)} · {telling.Say("report.n", ("n", n))}",
        { N: { } n, Measure.Unit: not Unit.Ratio } => telling.Say("report.n", ("n", n)),
        _ => "",
    };
}
