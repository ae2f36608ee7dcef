namespace Laurel.Insight.Charts;

/// <summary>One cell of a heatmap.</summary>
/// <param name="Value">Null is not drawn.</param>
/// <param name="IsPending">Hatched: not known yet.</param>
/// <param name="Note">What stands behind it, for the tooltip.</param>
/// <param name="Below">A second, smaller line in the cell.</param>
public sealed record HeatCell(double? Value, bool IsPending = false, string Note = "", string Below = "");

/// <summary>Values as depth of colour: rows down, columns across; a triangle when later rows have fewer cells.</summary>
public sealed record Heatmap : Chart
{
    private const double RowHeight = 30;
    private const double TallRowHeight = 46;
    private const double Header = 24;
    private const double Footer = 20;
    private const double CharacterWidth = 6.9;
    private const double Gap = 2;
    private const double Faintest = 0.07;

    /// <summary>The palest colour stands a little below the lowest value, so that the lowest can still be told from nothing.</summary>
    private const double BelowLowest = 0.8;

    /// <summary>The name of each row, and a number beside it such as its size.</summary>
    public required IReadOnlyList<(string Name, string Size)> Rows { get; init; }

    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>By row; a row may be shorter than the columns.</summary>
    public required IReadOnlyList<IReadOnlyList<HeatCell>> Cells { get; init; }

    /// <summary>What the columns are, below them.</summary>
    public string ColumnsName { get; init; } = "";

    /// <summary>What the rows are and what their numbers are, above them.</summary>
    public (string Name, string Size) RowsName { get; init; } = ("", "");

    internal override double Height => Header + Rows.Count * Row + Footer;

    private double Row => Cells.Any(r => r.Any(c => c.Below != "")) ? TallRowHeight : RowHeight;

    private double NameWidth => Rows.Select(r => r.Name.Length).Append(RowsName.Name.Length).Max() * CharacterWidth + 14;

    private double SizeWidth => Rows.Select(r => r.Size.Length).Append(RowsName.Size.Length).Max() is > 0 and var longest
        ? longest * CharacterWidth + 16
        : 0;

    private double Left => NameWidth + SizeWidth;

    private double Column => (Width - Left) / Math.Max(1, Columns.Count);

    public override ChartTable ToTable()
    {
        var rows = Rows.Select((row, r) => (IReadOnlyList<string>)
            [row.Name, row.Size, .. Columns.Select((_, c) => c < Cells[r].Count && Cells[r][c].Value is { } v ? Numbers.Exact(v) : "")]);
        return new([RowsName.Name, RowsName.Size, .. Columns], [.. rows]);
    }

    internal override void Draw(SvgWriter svg)
    {
        var values = Cells.SelectMany(r => r).Where(c => c.Value is not null).Select(c => c.Value!.Value).DefaultIfEmpty(0).ToList();
        var (least, most) = (values.Min() * BelowLowest, values.Max());
        svg.Text(0, 15, RowsName.Name, $"fill=\"{Colours.Faint}\" font-size=\"11\"");
        svg.Text(Left - 12, 15, RowsName.Size, $"text-anchor=\"end\" fill=\"{Colours.Faint}\" font-size=\"11\"");
        for (var c = 0; c < Columns.Count; c++)
            svg.Text(Left + (c + 0.5) * Column, 15, Columns[c], $"text-anchor=\"middle\" fill=\"{Colours.Faint}\"");
        for (var r = 0; r < Rows.Count; r++)
            DrawRow(svg, r, (least, most));
        svg.Text(Width, Height - 4, ColumnsName, $"text-anchor=\"end\" fill=\"{Colours.Faint}\" font-size=\"11\"");
    }

    private void DrawRow(SvgWriter svg, int row, (double Least, double Most) scale)
    {
        var top = Header + row * Row;
        var middle = top + Row / 2 + 4;
        svg.Text(0, middle, Rows[row].Name, $"fill=\"{Colours.Ink}\"");
        svg.Text(Left - 12, middle, Rows[row].Size, $"text-anchor=\"end\" fill=\"{Colours.Soft}\"");
        for (var c = 0; c < Cells[row].Count; c++)
            DrawCell(svg, row, c, top, scale);
    }

    private void DrawCell(SvgWriter svg, int row, int column, double top, (double Least, double Most) scale)
    {
        var cell = Cells[row][column];
        var (x, width, height) = (Left + column * Column, Column - Gap, Row - Gap);
        if (cell.IsPending)
            svg.Rect(x, top, width, height, $"rx=\"4\" fill=\"{Hatch}\"", $"{Where(row, column)}: {Pending}");
        if (cell.Value is not { } value)
            return;
        var depth = scale.Most > scale.Least ? Faintest + (1 - Faintest) * (value - scale.Least) / (scale.Most - scale.Least) : Faintest;
        var note = cell.Note == "" ? "" : $" ({cell.Note})";
        svg.Rect(x, top, width, height, $"rx=\"4\" fill=\"{Colours.Heat}\" fill-opacity=\"{SvgWriter.Number(depth)}\"",
            $"{Where(row, column)}: {Numbers.Exact(value)}{note}");
        var middle = top + height / 2 + (cell.Below == "" ? 4 : -2);
        svg.Text(x + width / 2, middle, Short(value), $"text-anchor=\"middle\" fill=\"{Colours.Ink}\" pointer-events=\"none\"{Small}");
        if (cell.Below != "")
            svg.Text(x + width / 2, middle + 16, cell.Below,
                $"text-anchor=\"middle\" fill=\"{Colours.Ink}\" font-size=\"11\" pointer-events=\"none\"");
    }

    private bool IsNarrow => Column < 44;

    private string Small => IsNarrow ? " font-size=\"10.5\"" : "";

    private string Short(double value) => IsNarrow && Numbers.Unit is Questions.Unit.Share or Questions.Unit.Ratio
        ? Numbers.Short(Math.Round(value, 2))
        : Numbers.Short(value);

    private string Where(int row, int column) => $"{Rows[row].Name}, {ColumnsName} {Columns[column]}";
}
