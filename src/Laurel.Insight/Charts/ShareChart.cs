namespace Laurel.Insight.Charts;

/// <summary>Wholes cut into parts: one bar of full width for each row, its parts in the order of the legend.</summary>
public sealed record ShareChart : Chart
{
    private const double RowHeight = 44;
    private const double Bar = 28;
    private const double CharacterWidth = 6.9;
    private const double NarrowestLabel = 38;

    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Each row's shares in the order of the parts, 0 to 1; a row without values is hatched.</summary>
    public required IReadOnlyList<Series> Rows { get; init; }

    /// <summary>Draws the last part in grey.</summary>
    public bool LastIsRest { get; init; }

    internal override double Height => LegendHeight + Rows.Count * RowHeight + 4;

    private double LegendHeight => Legend.Lines(Parts, Width) * Legend.Height;

    private double Left => Math.Min(Width * 0.3, Rows.Max(r => r.Name.Length) * CharacterWidth + 12);

    public override ChartTable ToTable()
    {
        var rows = Rows.Select(r => (IReadOnlyList<string>)[r.Name, .. Parts.Select((_, i) => SeriesTable.Cell(r, i, Numbers))]);
        return new(["", .. Parts], [.. rows]);
    }

    internal override void Draw(SvgWriter svg)
    {
        Legend.Draw(svg, Parts, Width, LastIsRest);
        for (var r = 0; r < Rows.Count; r++)
        {
            var top = LegendHeight + r * RowHeight + (RowHeight - Bar) / 2;
            svg.Text(0, top + Bar / 2 + 4, Rows[r].Name, $"fill=\"{Colours.Ink}\"");
            if (Rows[r].Values.All(v => v is null))
                svg.Rect(Left, top, Width - Left, Bar, $"rx=\"4\" fill=\"{Hatch}\"", $"{Rows[r].Name}: {Pending}");
            else
                DrawParts(svg, Rows[r], top);
        }
    }

    private void DrawParts(SvgWriter svg, Series row, double top)
    {
        var x = Left;
        for (var i = 0; i < Parts.Count; i++)
        {
            var share = row.Values[i] ?? 0;
            var width = share * (Width - Left);
            if (width > 0)
                svg.Rect(x, top, Math.Max(0.5, width - 1.5), Bar, $"rx=\"3\" fill=\"{Colours.Series(IsRest(i) ? -1 : i)}\"",
                    $"{row.Name}, {Parts[i]}: {Numbers.Exact(share)}");
            if (width >= NarrowestLabel)
                svg.Text(x + width / 2, top + Bar / 2 + 4, Numbers.Short(share),
                    $"text-anchor=\"middle\" fill=\"{Ink(i)}\" font-weight=\"600\" pointer-events=\"none\"");
            x += width;
        }
    }

    private string Ink(int part) => IsRest(part) ? Colours.Ink : Colours.On(part);

    private bool IsRest(int part) => LastIsRest && part == Parts.Count - 1;
}
