namespace Laurel.Insight.Charts;

/// <summary>One or several series over places, with a legend above them where there are several.</summary>
public abstract record SeriesChart : Chart
{
    private const double Body = 232;

    public required IReadOnlyList<Place> Places { get; init; }

    public required IReadOnlyList<Series> Series { get; init; }

    internal sealed override double Height => Body + LegendHeight;

    private double LegendHeight => Series.Count > 1 ? Legend.Lines(Names, Width) * Legend.Height : 0;

    private string[] Names => [.. Series.Select(s => s.Name)];

    public sealed override ChartTable ToTable() => SeriesTable.Of(Places, Series, Numbers);

    internal sealed override void Draw(SvgWriter svg)
    {
        if (Series.Count > 1)
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
