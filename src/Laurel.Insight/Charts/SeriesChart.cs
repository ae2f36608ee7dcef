namespace Laurel.Insight.Charts;

/// <summary>One or several series over places, with a legend above them where there are several, or the title does not name the one there is.</summary>
public abstract record SeriesChart : Chart
{
    private const double Body = 232;

    public required IReadOnlyList<Place> Places { get; init; }

    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>A single series is named too.</summary>
    public bool NamesOne { get; init; }

    internal sealed override double Height => Body + LegendHeight;

    private bool HasLegend => NamesOne || Series.Count > 1;

    private double LegendHeight => HasLegend ? Legend.Lines(Names, Width) * Legend.Height : 0;

    private string[] Names => [.. Series.Select(s => s.Name)];

    public sealed override ChartTable ToTable() => SeriesTable.Of(Places, Series, Numbers);

    internal sealed override void Draw(SvgWriter svg)
    {
        if (HasLegend)
            Legend.Draw(svg, Names, Width);
        svg.Raw($"<g transform=\"translate(0 {SvgWriter.Number(LegendHeight)})\">");
        var frame = new Frame(this, Places, Most(), Body, Least());
        frame.Draw(svg);
        DrawSeries(svg, frame);
        svg.Raw("</g>");
    }

    private protected abstract double Most();

    private protected virtual double Least() => 0;

    private protected abstract void DrawSeries(SvgWriter svg, Frame frame);
}
