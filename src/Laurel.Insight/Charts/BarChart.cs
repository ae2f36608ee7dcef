namespace Laurel.Insight.Charts;

/// <summary>Bars over places: one series, several side by side, or stacked on one another.</summary>
public sealed record BarChart : SeriesChart
{
    private const double Filled = 0.72;

    public bool IsStacked { get; init; }

    private protected override void DrawSeries(SvgWriter svg, Frame frame)
    {
        for (var i = 0; i < Places.Count; i++)
            DrawPlace(svg, frame, i);
    }

    private protected override double Most() => Enumerable.Range(0, Places.Count)
        .Select(i => IsStacked ? Series.Sum(s => s.Values[i] ?? 0) : Series.Max(s => s.Values[i] ?? 0)).DefaultIfEmpty(0).Max();

    private void DrawPlace(SvgWriter svg, Frame frame, int place)
    {
        if (Series.All(s => s.Values[place] is null))
        {
            frame.DrawPending(svg, place);
            return;
        }
        var width = Math.Min(frame.Slot * Filled, 64) / (IsStacked ? 1 : Series.Count);
        var left = frame.X(place) - width * (IsStacked ? 1 : Series.Count) / 2;
        var below = 0.0;
        for (var s = 0; s < Series.Count; s++)
        {
            var value = Series[s].Values[place] ?? 0;
            var (y, bottom) = (frame.Y(below + value), frame.Y(below));
            if (value > 0)
                svg.Rect(left, y, Math.Max(1, width - 1), Math.Max(0.5, bottom - y - (IsStacked && s > 0 ? 1 : 0)), Fill(s), Tip(s, place));
            (below, left) = IsStacked ? (below + value, left) : (0, left + width);
        }
    }

    private string Fill(int series) => $"fill=\"{Colours.Series(series)}\" rx=\"{(IsStacked ? 1 : 2.5)}\"";

    private string Tip(int series, int place) =>
        $"{Places[place].Name}{(Series.Count > 1 ? $", {Series[series].Name}" : "")}: {Numbers.Exact(Series[series].Values[place] ?? 0)}";
}
