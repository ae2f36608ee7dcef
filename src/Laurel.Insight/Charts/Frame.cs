namespace Laurel.Insight.Charts;

/// <summary>The field of a chart with an axis at its left, from zero or below it, and places below.</summary>
internal sealed class Frame
{
    private const double CharacterWidth = 7.4;
    private const double LabelGap = 10;
    private const double Margin = 6;
    private const double Top = 14;
    private const double Below = 40;

    private readonly Chart chart;
    private readonly IReadOnlyList<Place> places;
    private readonly double[] ticks;

    internal Frame(Chart chart, IReadOnlyList<Place> places, double most, double height, double least = 0)
    {
        (this.chart, this.places) = (chart, places);
        ticks = Ticks.Between(least, most, chart.Numbers.Unit == Questions.Unit.Count);
        Left = ticks.Max(t => chart.Numbers.Short(t).Length) * CharacterWidth + LabelGap + Margin;
        Bottom = height - Below;
    }

    internal double Left { get; }

    internal double Bottom { get; }

    internal double Right => chart.Width - 4;

    internal double Slot => (Right - Left) / Math.Max(1, places.Count);

    /// <summary>The middle of a place.</summary>
    internal double X(int place) => Left + (place + 0.5) * Slot;

    internal double Y(double value) => Bottom - (Bottom - Top) * (value - ticks[0]) / (ticks[^1] - ticks[0]);

    internal void Draw(SvgWriter svg)
    {
        foreach (var tick in ticks)
        {
            var y = Math.Round(Y(tick)) + 0.5;
            svg.Line(Left, y, Right, y, $"stroke=\"{(tick == 0 && ticks[0] < 0 ? Colours.Faint : Colours.Line)}\"");
            svg.Text(Left - LabelGap + 2, y + 4, chart.Numbers.Short(tick), $"text-anchor=\"end\" fill=\"{Colours.Faint}\"");
        }
        DrawLabels(svg);
    }

    /// <summary>A hatched place: not known yet.</summary>
    internal void DrawPending(SvgWriter svg, int place)
    {
        if (!places[place].IsPending)
            return;
        var title = chart.Pending == "" ? null : $"{places[place].Name}: {chart.Pending}";
        svg.Rect(X(place) - Slot * 0.36, Top, Slot * 0.72, Bottom - Top, $"fill=\"{chart.Hatch}\" rx=\"3\"", title);
    }

    private void DrawLabels(SvgWriter svg)
    {
        var widest = places.Count == 0 ? 1 : places.Max(p => p.Label.Length) * CharacterWidth + 8;
        var every = Math.Max(1, (int)Math.Ceiling(widest / Slot));
        for (var i = 0; i < places.Count; i++)
        {
            if (i % every == 0)
                svg.Text(X(i), Bottom + 17, places[i].Label, $"text-anchor=\"middle\" fill=\"{Colours.Soft}\"");
            if (places[i].Group != "" && (i == 0 || places[i].Group != places[i - 1].Group))
                DrawGroup(svg, i);
        }
    }

    private void DrawGroup(SvgWriter svg, int place)
    {
        var x = Left + place * Slot;
        if (place > 0)
            svg.Line(Math.Round(x) + 0.5, Bottom + 4, Math.Round(x) + 0.5, Bottom + 34, $"stroke=\"{Colours.Line}\"");
        svg.Text(place == 0 ? X(0) - Math.Min(Slot / 2, 14)
            : x + 7, Bottom + 33, places[place].Group, $"fill=\"{Colours.Faint}\" font-size=\"11\"");
    }
}
