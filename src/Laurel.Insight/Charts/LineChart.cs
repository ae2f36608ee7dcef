namespace Laurel.Insight.Charts;

/// <summary>Lines over places, with the interval of each value as a band, or filled as areas. Places without a value are gaps.</summary>
public sealed record LineChart : SeriesChart
{
    private const string Pen = "stroke-width=\"2.25\" stroke-linejoin=\"round\" stroke-linecap=\"round\"";

    /// <summary>More bands than this hide one another; the table still has the intervals.</summary>
    private const int MostBands = 3;

    /// <summary>Fills the area under the lines.</summary>
    public bool IsArea { get; init; }

    private protected override void DrawSeries(SvgWriter svg, Frame frame)
    {
        for (var i = 0; i < Places.Count; i++)
        {
            if (Series.All(s => s.Values[i] is null))
                frame.DrawPending(svg, i);
        }
        for (var s = 0; s < Series.Count; s++)
        {
            foreach (var run in Runs(Series[s]))
                DrawRun(svg, frame, s, run);
        }
    }

    private protected override double Most() => Series
        .SelectMany(s => s.Values.Select((v, i) => Math.Max(v ?? 0, v is null ? 0 : s.Bands?[i]?.High ?? 0))).DefaultIfEmpty(0).Max();

    private protected override double Least() => Series
        .SelectMany(s => s.Values.Select((v, i) => v is null ? 0 : Math.Min(v.Value, s.Bands?[i]?.Low ?? v.Value))).DefaultIfEmpty(0).Min();

    /// <summary>The stretches of a series without gaps.</summary>
    private static List<List<int>> Runs(Series series)
    {
        var runs = new List<List<int>>();
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (series.Values[i] is null)
                continue;
            if (i == 0 || series.Values[i - 1] is null)
                runs.Add([]);
            runs[^1].Add(i);
        }
        return runs;
    }

    private void DrawRun(SvgWriter svg, Frame frame, int index, List<int> run)
    {
        var (series, colour) = (Series[index], Colours.Series(index));
        if (Series.Count <= MostBands)
            DrawBand(svg, frame, series, colour, run);
        var line = SvgWriter.Path(run.Select(i => (frame.X(i), frame.Y(series.Values[i]!.Value))));
        if (IsArea)
            svg.Element("path", $"d=\"{line}L{SvgWriter.Number(frame.X(run[^1]))} {SvgWriter.Number(frame.Bottom)}"
                + $"L{SvgWriter.Number(frame.X(run[0]))} {SvgWriter.Number(frame.Bottom)}Z\" fill=\"{colour}\" fill-opacity=\"0.16\"");
        svg.Element("path", $"d=\"{line}\" fill=\"none\" stroke=\"{colour}\" {Pen}");
        foreach (var i in run)
        {
            var at = $"cx=\"{SvgWriter.Number(frame.X(i))}\" cy=\"{SvgWriter.Number(frame.Y(series.Values[i]!.Value))}\"";
            svg.Element("circle", $"{at} r=\"3.5\" fill=\"{colour}\" stroke=\"{Colours.Surface}\" stroke-width=\"1.5\"", Tip(series, i));
        }
    }

    private static void DrawBand(SvgWriter svg, Frame frame, Series series, string colour, List<int> run)
    {
        var known = run.Where(i => series.Bands?[i] is not null).ToList();
        if (known.Count == 1)
        {
            var (x, (low, high)) = (frame.X(known[0]), series.Bands![known[0]]!.Value);
            svg.Line(x, frame.Y(low), x, frame.Y(high),
                $"stroke=\"{colour}\" stroke-width=\"6\" stroke-opacity=\"0.22\" stroke-linecap=\"round\"");
        }
        if (known.Count < 2)
            return;
        var upper = known.Select(i => (frame.X(i), frame.Y(series.Bands![i]!.Value.High)));
        var lower = known.AsEnumerable().Reverse().Select(i => (frame.X(i), frame.Y(series.Bands![i]!.Value.Low)));
        svg.Element("path", $"d=\"{SvgWriter.Path(upper.Concat(lower))}Z\" fill=\"{colour}\" fill-opacity=\"0.15\"");
    }

    private string Tip(Series series, int place) => $"{Places[place].Name}: {SeriesTable.Cell(series, place, Numbers)}";
}
