namespace Laurel.Insight.Charts;

/// <summary>A picture of numbers, and the same numbers as a table.</summary>
public abstract record Chart
{
    /// <summary>Unique on its page; names the title and description for assistive technology.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What is drawn, in one or two sentences, for who does not see it.</summary>
    public required string Description { get; init; }

    public required NumberStyle Numbers { get; init; }

    /// <summary>What a hatched place means, for its tooltip: not over yet.</summary>
    public string Pending { get; init; } = "";

    /// <summary>In the drawing's own units; the page scales it.</summary>
    public double Width { get; init; } = 720;

    internal abstract double Height { get; }

    /// <summary>The chart as an svg element.</summary>
    public string ToSvg()
    {
        var svg = new SvgWriter();
        var box = $"0 0 {SvgWriter.Number(Width)} {SvgWriter.Number(Height)}";
        svg.Raw($"<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{box}\" role=\"img\" ")
            .Raw($"aria-labelledby=\"{Id}-t {Id}-d\" font-family=\"Inter, ui-sans-serif, system-ui, sans-serif\" font-size=\"12\">")
            .Raw($"<title id=\"{Id}-t\">{SvgWriter.Escape(Title)}</title><desc id=\"{Id}-d\">{SvgWriter.Escape(Description)}</desc>")
            .Raw($"<defs><pattern id=\"{Id}-h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
            .Raw($"<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"{Colours.Line}\" stroke-width=\"2\"/></pattern></defs>");
        Draw(svg);
        return svg.Raw("</svg>").ToString();
    }

    /// <summary>The same numbers as rows.</summary>
    public abstract ChartTable ToTable();

    internal abstract void Draw(SvgWriter svg);

    /// <summary>The fill of what is not known yet.</summary>
    internal string Hatch => $"url(#{Id}-h)";
}

/// <summary>The numbers of a chart, written out. An empty cell is not known.</summary>
public sealed record ChartTable(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>As an HTML table; the first cell of each row is its header.</summary>
    public string ToHtml(string caption)
    {
        var rows = Rows.Select(r => $"<tr><th scope=\"row\">{SvgWriter.Escape(r[0])}</th>{string.Concat(r.Skip(1).Select(Cell))}</tr>");
        return $"<table><caption>{SvgWriter.Escape(caption)}</caption><thead><tr>{string.Concat(Headers.Select(Header))}</tr></thead>"
            + $"<tbody>{string.Concat(rows)}</tbody></table>";
    }

    private static string Cell(string text) => $"<td>{SvgWriter.Escape(text)}</td>";

    private static string Header(string text) => $"<th scope=\"col\">{SvgWriter.Escape(text)}</th>";
}
