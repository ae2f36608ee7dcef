using System.Globalization;
using System.Text;

namespace Laurel.Insight.Charts;

/// <summary>Writes SVG elements as text; everything that comes from data is escaped.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder text = new();

    /// <summary>Text that cannot be taken for markup, in an element or between quotes.</summary>
    internal static string Escape(string value) => value.AsSpan().IndexOfAny("&<>\"'") < 0
        ? value
        : value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>A coordinate: at most two decimals, always with a point.</summary>
    internal static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    internal SvgWriter Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>An element; with <paramref name="title"/> it says its numbers to whoever points at it.</summary>
    internal void Element(string name, string attributes, string? title = null)
    {
        text.Append('<').Append(name).Append(' ').Append(attributes);
        if (title is null)
            text.Append("/>");
        else
            text.Append("><title>").Append(Escape(title)).Append("</title></").Append(name).Append('>');
    }

    internal void Rect(double x, double y, double width, double height, string attributes, string? title = null) =>
        Element("rect", $"x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" {attributes}", title);

    internal void Line(double x1, double y1, double x2, double y2, string attributes) =>
        Element("line", $"x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" {attributes}");

    internal void Text(double x, double y, string value, string attributes) =>
        text.Append("<text x=\"").Append(Number(x)).Append("\" y=\"").Append(Number(y)).Append("\" ").Append(attributes).Append('>')
            .Append(Escape(value)).Append("</text>");

    /// <summary>A path through points: M x y L x y …</summary>
    internal static string Path(IEnumerable<(double X, double Y)> points) =>
        "M" + string.Join('L', points.Select(p => $"{Number(p.X)} {Number(p.Y)}"));

    public override string ToString() => text.ToString();
}
