using System.Reflection;
using System.Text;
using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>A report as one HTML file.</summary>
internal sealed class ReportPage(MeasureReport report)
{
    private const int FewestWarnings = 1;
    private static readonly Assembly Assembly = typeof(ReportPage).Assembly;

    private readonly Telling telling = new(report);
    private readonly StringBuilder html = new();

    internal string Write()
    {
        var chapters = Chapters.Tell(telling).ToList();
        WriteHead();
        html.Append("<body>");
        WriteCover();
        html.Append("<main class=\"wrap\">");
        new ReportTiles(report, telling).Write(html);
        WriteContents(chapters);
        for (var i = 0; i < chapters.Count; i++)
            WriteChapter(i + 1, chapters[i].Chapter, chapters[i].Blocks);
        WriteUnanswered(chapters.Count + 1);
        WriteFile(chapters.Count + (Waiting().Any() ? 2 : 1));
        html.Append("</main>");
        WriteFoot();
        return html.Append("</body></html>").ToString();
    }

    private string Title => report.FileName is { } file
        ? telling.Say("report.title", ("file", Bare(file)))
        : telling.Say("report.title-program");

    /// <summary>orders.csv.gz as orders.</summary>
    private static string Bare(string file) => file.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? file[..dot] : file;

    private static string E(string text) => SvgWriter.Escape(text);

    private void WriteHead()
    {
        var font = Convert.ToBase64String(Bytes("inter-latin.woff2"));
        html.Append($"""
            <!doctype html><html lang="{telling.Language.Code()}"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>{E(Title)}</title>
            <style>@font-face{"{"}font-family:"Inter";font-weight:100 900;src:url(data:font/woff2;base64,{font}) format("woff2"){"}"}
            {Encoding.UTF8.GetString(Bytes("Laurel.Insight.Reports.MeasureReport.css"))}</style></head>
            """);
    }

    private void WriteCover()
    {
        var scope = report.Scope;
        var money = Currencies.Of(scope.Currency).Code == Currencies.Unknown
            ? telling.Say("report.amounts-plain")
            : telling.Say("report.amounts-in", ("currency", scope.Currency));
        html.Append($"""
            <header class="cover"><svg class="cover-leaves" viewBox="0 0 32 32" aria-hidden="true">{Leaves.Drawn}</svg><div class="wrap">
            <div class="wordmark"><svg viewBox="4 4 24 24" aria-hidden="true">{Leaves.Drawn}</svg>Laurel
            <small>{E(telling.Say("report.name"))}</small></div>
            <h1>{E(Title)}</h1><p class="lede">{Lede()}</p>
            <p class="facts">
            <span>{E(telling.Say("report.span", ("from", telling.Day(scope.Since)), ("to", telling.Day(scope.AsOf.AddDays(-1)))))}</span>
            <span>{E(telling.Say("report.as-of", ("day", telling.Day(scope.AsOf))))}</span><span>{E(money)}</span>
            {RowsRead()}</p></div></header>
            """);
    }

    private string RowsRead()
    {
        if (report.Profile is not { } profile)
            return "";
        var left = report.Warnings.Where(w => w.IsDropped).Sum(w => w.Rows);
        return $"<span><a href=\"#file\">{E(telling.Say("report.rows-used", ("rows", profile.Rows), ("left", left)))}</a></span>";
    }

    private string Lede()
    {
        if (telling.Find("overview") is not { } overview)
            return "";
        var known = overview.Find("identified_orders")!;
        var lede = telling.Sentence(known.Total == known.N ? "report.lede" : "report.lede-anonymous",
            ("customers", overview.Find("customers")!.Total), ("orders", known.N), ("known", telling.Value(overview, known)),
            ("revenue", telling.Value(overview, overview.Find("revenue"))));
        return telling.Find("repeat-purchase-rate") is { } repeat && repeat.Find("came_again", FigureReader.All) is { Value: not null } all
            ? lede + " " + telling.Sentence("report.lede-repeat",
                ("share", telling.Value(repeat, all)), ("days", repeat.Question.Parameters[0].Value))
            : lede;
    }

    private void WriteContents(List<(string Chapter, IReadOnlyList<Block>)> chapters)
    {
        html.Append($"<nav class=\"contents\" aria-label=\"{E(telling.Say("report.contents"))}\">");
        foreach (var (chapter, _) in chapters)
            html.Append($"<a href=\"#{chapter}\">{E(telling.Say($"chapter.{chapter}"))}</a>");
        if (Waiting().Any())
            html.Append($"<a href=\"#waiting\">{E(telling.Say("report.unanswered"))}</a>");
        if (report.Profile is not null)
            html.Append($"<a href=\"#file\">{E(telling.Say("report.file"))}</a>");
        html.Append("</nav>");
    }

    private void WriteFile(int number)
    {
        if (report.Profile is not { } profile)
            return;
        html.Append($"""
            <section class="chapter" id="file"><h2><span>{number}</span>{E(telling.Say("report.file"))}</h2><div class="card">
            <p class="finding">{E(telling.Say("report.file-rows", ("rows", profile.Rows)))}
            {(report.Warnings.Count < FewestWarnings ? E(telling.Say("report.clean")) : "")}</p><div class="notes">
            """);
        WriteWarnings("report.left-out", dropped: true);
        WriteWarnings("report.kept", dropped: false);
        html.Append("</div></div></section>");
    }

    private void WriteWarnings(string heading, bool dropped)
    {
        var warnings = report.Warnings.Where(w => w.IsDropped == dropped).ToList();
        if (warnings.Count == 0)
            return;
        html.Append($"<div><h4>{E(telling.Say(heading))}</h4><ul>");
        foreach (var warning in warnings)
            html.Append($"<li>{E(warning.Text(telling.Language))}</li>");
        html.Append("</ul></div>");
    }

    private void WriteChapter(int number, string chapter, IReadOnlyList<Block> blocks)
    {
        html.Append($"<section class=\"chapter\" id=\"{chapter}\"><h2><span>{number}</span>{E(telling.Say($"chapter.{chapter}"))}</h2>")
            .Append("<div class=\"cards\">");
        var halves = blocks.Where(b => b.IsHalf).ToList();
        foreach (var block in blocks)
        {
            var alone = block.IsHalf && halves.Count % 2 == 1 && block == halves[^1];
            BlockHtml.Write(html, block, telling, isHalf: block.IsHalf && !alone);
        }
        html.Append("</div></section>");
    }

    private void WriteUnanswered(int number)
    {
        var waiting = Waiting().ToList();
        if (waiting.Count == 0)
            return;
        html.Append($"""
            <section class="chapter" id="waiting"><h2><span>{number}</span>{E(telling.Say("report.unanswered"))}</h2>
            <div class="card"><p class="finding">{E(telling.Say("report.unanswered-lede"))}</p><ul class="waiting">
            """);
        foreach (var reason in waiting.GroupBy(Why))
        {
            var titles = string.Concat(reason.Select(a => $"<b>{E(a.Question.Title(telling.Language))}</b>"));
            html.Append($"<li><span>{E(reason.Key)}</span><div>{titles}</div></li>");
        }
        html.Append("</ul></div></section>");
    }

    private string Why(Answer answer) => answer.Remarks.Contains(Remark.NeedsMembers)
        ? QuestionTexts.Remark(telling.Language, Remark.NeedsMembers)
        : answer.Question.MaturityText(telling.Language);

    private IEnumerable<Answer> Waiting() => report.Answers.Where(Chapters.IsWaiting);

    private void WriteFoot() => html.Append($"""
        <footer class="wrap"><div class="foot"><p><b>{E(telling.Say("report.how"))}.</b> {E(telling.Say("report.how-text"))}
        {E(telling.Say("report.interval"))} {E(telling.Say("report.blank"))}</p></div></footer>
        """);

    private static byte[] Bytes(string resource)
    {
        using var stream = Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"The report needs {resource}, which is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
