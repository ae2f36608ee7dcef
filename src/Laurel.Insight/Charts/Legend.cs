namespace Laurel.Insight.Charts;

/// <summary>The names of the series above a chart, each beside its colour.</summary>
internal static class Legend
{
    internal const double Height = 26;
    private const double CharacterWidth = 6.9;

    /// <summary>How many lines the names take at this width.</summary>
    internal static int Lines(IReadOnlyList<string> names, double width) => names.Count == 0 ? 0 : Layout(names, width)[^1].Line + 1;

    internal static void Draw(SvgWriter svg, IReadOnlyList<string> names, double width, bool lastIsRest = false)
    {
        foreach (var (name, x, line, index) in Layout(names, width))
        {
            var y = 10 + line * Height;
            svg.Rect(x, y - 5, 10, 10, $"rx=\"3\" fill=\"{Colours.Series(lastIsRest && index == names.Count - 1 ? -1 : index)}\"");
            svg.Text(x + 16, y + 4, name, $"fill=\"{Colours.Soft}\"");
        }
    }

    private static List<(string Name, double X, int Line, int Index)> Layout(IReadOnlyList<string> names, double width)
    {
        var places = new List<(string, double, int, int)>();
        var (x, line) = (2.0, 0);
        for (var i = 0; i < names.Count; i++)
        {
            var taken = names[i].Length * CharacterWidth + 36;
            if (x > 2 && x + taken > width)
                (x, line) = (2, line + 1);
            places.Add((names[i], x, line, i));
            x += taken;
        }
        return places;
    }
}
