namespace Laurel.Insight.Charts;

/// <summary>How many fall into each class: bars that touch, each with its share of all above it.</summary>
public sealed record Histogram : Chart
{
    private const double Body = 232;

    /// <summary>The classes in order, such as 1, 2, 3, 4–5.</summary>
    public required IReadOnlyList<Place> Classes { get; init; }

    public required Series Counts { get; init; }

    internal override double Height => Body;

    public override ChartTable ToTable()
    {
        var all = Counts.Values.Sum() ?? 0;
        var share = Numbers with { Unit = Questions.Unit.Ratio };
        var rows = Classes.Select((c, i) => (IReadOnlyList<string>)
            [c.Name, Numbers.Exact(Counts.Values[i] ?? 0), all > 0 ? share.Exact((Counts.Values[i] ?? 0) / all) : ""]);
        return new(["", Counts.Name, "%"], [.. rows]);
    }

    internal override void Draw(SvgWriter svg)
    {
        var (most, all) = (Counts.Values.Max() ?? 0, Counts.Values.Sum() ?? 0);
        var frame = new Frame(this, Classes, most * 1.06, Body);
        frame.Draw(svg);
        var share = Numbers with { Unit = Questions.Unit.Ratio };
        for (var i = 0; i < Classes.Count; i++)
        {
            var value = Counts.Values[i] ?? 0;
            var (left, top) = (frame.X(i) - frame.Slot / 2, frame.Y(value));
            svg.Rect(left + 0.75, top, frame.Slot - 1.5, frame.Bottom - top, $"rx=\"2\" fill=\"{Colours.Series(0)}\"",
                $"{Classes[i].Name}: {Numbers.Exact(value)}");
            if (all > 0)
                svg.Text(frame.X(i), top - 6, share.Short(value / all), $"text-anchor=\"middle\" fill=\"{Colours.Soft}\"");
        }
    }
}
