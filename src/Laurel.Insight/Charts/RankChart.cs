namespace Laurel.Insight.Charts;

/// <summary>Horizontal bars, longest first, with their names at the left and their values at the end.</summary>
public sealed record RankChart : Chart
{
    private const double RowHeight = 30;
    private const double Bar = 18;
    private const double CharacterWidth = 7.6;
    private const double ValueWidth = 72;
    private const int LongestName = 32;

    /// <summary>Names and values in the order they are drawn; the last may be the rest.</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    public required Series Series { get; init; }

    /// <summary>The last is written, not drawn: all others together would dwarf every bar.</summary>
    public bool LastIsRest { get; init; }

    internal override double Height => Places.Count * RowHeight + 4;

    private double Left => Math.Min(LongestName, Places.Max(p => p.Label.Length)) * CharacterWidth + 10;

    public override ChartTable ToTable() => SeriesTable.Of(Places, [Series], Numbers);

    internal override void Draw(SvgWriter svg)
    {
        var drawn = Series.Values.Take(LastIsRest ? Places.Count - 1 : Places.Count);
        var most = drawn.Max() is > 0 and var highest ? highest : 1;
        for (var i = 0; i < Places.Count; i++)
        {
            if (LastIsRest && i == Places.Count - 1)
            {
                DrawRest(svg, i);
                continue;
            }
            var (value, top) = (Series.Values[i] ?? 0, i * RowHeight + (RowHeight - Bar) / 2);
            var width = Math.Max(1, (Width - Left - ValueWidth) * Math.Max(0, value) / most);
            svg.Text(Left - 10, top + Bar / 2 + 4, Cut(Places[i].Label), $"text-anchor=\"end\" fill=\"{Colours.Ink}\"");
            svg.Rect(Left, top, width, Bar, $"rx=\"3\" fill=\"{Colours.Series(0)}\"",
                $"{Places[i].Name}: {SeriesTable.Cell(Series, i, Numbers)}");
            svg.Text(Left + width + 8, top + Bar / 2 + 4, Numbers.Exact(value), $"fill=\"{Colours.Soft}\"");
        }
    }

    private void DrawRest(SvgWriter svg, int place)
    {
        var y = place * RowHeight + RowHeight / 2 + 4;
        svg.Text(Left - 10, y, Cut(Places[place].Label), $"text-anchor=\"end\" fill=\"{Colours.Faint}\"");
        svg.Text(Left + 2, y, Numbers.Exact(Series.Values[place] ?? 0), $"fill=\"{Colours.Faint}\"");
    }

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
