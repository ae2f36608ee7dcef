using System.Text;
using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>A block as a card: the sentence, the pictures, and behind one click each the definition and the numbers.</summary>
internal static class BlockHtml
{
    internal static void Write(StringBuilder html, Block block, Telling telling, bool isHalf)
    {
        var (answer, language) = (block.Answer, telling.Language);
        html.Append($"<article class=\"card{(isHalf ? " half" : "")}\"><h3>{E(answer.Question.Title(language))}</h3>");
        if (block.Finding != "")
            html.Append($"<p class=\"finding\">{block.Finding}</p>");
        foreach (var remark in answer.Remarks)
            html.Append($"<p class=\"callout\"><b aria-hidden=\"true\">!</b><span>{E(QuestionTexts.Remark(language, remark))}</span></p>");
        if (block.Groups)
            WriteGroups(html, answer, telling);
        foreach (var chart in block.Charts)
            html.Append("<figure>").Append(Widened(chart, block.IsHalf && !isHalf).ToSvg()).Append("</figure>");
        html.Append("<div class=\"more\">");
        WriteDefinition(html, answer, telling);
        WriteNumbers(html, block, telling);
        html.Append("</div></article>");
    }

    /// <summary>Where a group is blank, the table says why.</summary>
    private static void WriteGroups(StringBuilder html, Answer answer, Telling telling)
    {
        html.Append("<figure>").Append(FigureTable.Compare(answer, telling)).Append("</figure>");
        if (answer.Figures.Any(f => !f.IsMature))
            html.Append($"<p class=\"aside\">{E(answer.Question.MaturityText(telling.Language))}</p>");
    }

    /// <summary>A half card that stands alone gets the whole width.</summary>
    private static Chart Widened(Chart chart, bool isAlone) => isAlone ? chart with { Width = 1000 } : chart;

    private static void WriteDefinition(StringBuilder html, Answer answer, Telling telling)
    {
        var question = answer.Question;
        html.Append($"""
            <details><summary>{E(telling.Say("report.definition"))}</summary><dl class="how">
            <dt>{E(telling.Say("report.definition"))}</dt><dd>{E(question.Definition(telling.Language))}</dd>
            <dt>{E(telling.Say("report.window"))}</dt><dd>{E(question.WindowText(telling.Language, answer.Scope))}</dd>
            <dt>{E(telling.Say("report.maturity"))}</dt><dd>{E(question.MaturityText(telling.Language))}</dd>
            <dt>{E(telling.Say("report.sample"))}</dt>
            <dd>{E(telling.Say("report.sample-n", ("n", question.MinimumSample)))}</dd></dl></details>
            """);
    }

    private static void WriteNumbers(StringBuilder html, Block block, Telling telling)
    {
        var title = block.Answer.Question.Title(telling.Language);
        html.Append($"<details><summary>{E(telling.Say("report.numbers"))}</summary>");
        foreach (var chart in block.ChartsWithOwnTable)
            html.Append("<div class=\"scroll\">").Append(chart.ToTable().ToHtml(chart.Title)).Append("</div>");
        html.Append("<div class=\"scroll\">").Append(FigureTable.Of(block.Answer, telling).ToHtml(title)).Append("</div></details>");
    }

    private static string E(string text) => SvgWriter.Escape(text);
}
