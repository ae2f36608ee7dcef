using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Figures as tables: all of an answer, or its groups side by side.</summary>
internal static class FigureTable
{
    /// <summary>A row for each place, a column for each measure.</summary>
    internal static ChartTable Of(Answer answer, Telling telling)
    {
        var measures = answer.Question.Measures.Where(m => answer.Figures.Any(f => f.Measure == m)).ToList();
        var rows = answer.Figures.GroupBy(f => string.Join('\u001f', f.Keys)).Select(group => (IReadOnlyList<string>)
            [Place(answer, telling, group.First()),
                .. measures.Select(m => Cell(answer, telling, group.FirstOrDefault(f => f.Measure == m)))]);
        var place = string.Join(", ", answer.Dimensions.Select(telling.Dimension));
        return new([place, .. measures.Select(m => answer.Question.MeasureText(telling.Language, m))], [.. rows]);
    }

    /// <summary>Measures down, groups across, as HTML.</summary>
    internal static string Compare(Answer answer, Telling telling)
    {
        var groups = answer.Figures.Select(f => f.Keys[0]).Where(g => g is not (FigureReader.All or "difference")).Distinct().ToList();
        var head = string.Concat(groups.Select(g => $"<th scope=\"col\">{SvgWriter.Escape(telling.Key("group", g))}</th>"));
        var measures = answer.Question.Measures.Where(m => groups.Any(g => answer.Find(m.Key, g) is not null));
        var rows = measures.Select(m => $"<tr><th scope=\"row\">{SvgWriter.Escape(answer.Question.MeasureText(telling.Language, m))}</th>"
            + string.Concat(groups.Select(g => Compared(answer, telling, answer.Find(m.Key, g)))) + "</tr>");
        return $"<table class=\"compare\"><thead><tr><td></td>{head}</tr></thead><tbody>{string.Concat(rows)}</tbody></table>";
    }

    private static string Compared(Answer answer, Telling telling, Figure? figure)
    {
        if (figure?.Value is null)
            return "<td></td>";
        var between = figure.Interval is null ? "" : $"<small>{SvgWriter.Escape(telling.Between(answer, figure))}</small>";
        return $"<td><strong>{SvgWriter.Escape(telling.Value(answer, figure))}</strong>{between}</td>";
    }

    private static string Place(Answer answer, Telling telling, Figure figure) => answer.Dimensions.Count == 0
        ? answer.Question.Title(telling.Language)
        : string.Join(", ", answer.Dimensions.Select((d, i) => telling.Key(d, figure.Keys[i])));

    private static string Cell(Answer answer, Telling telling, Figure? figure)
    {
        if (figure?.Value is null)
            return "";
        var between = figure.Interval is null ? "" : $" [{telling.Between(answer, figure)}]";
        var n = figure.N is { } whole && figure.Measure.Unit is not (Unit.Ratio or Unit.Count)
            ? " · " + telling.Say(figure.IsTooFew ? "report.few" : "report.n", ("n", whole))
            : "";
        return telling.Value(answer, figure) + between + n;
    }
}
