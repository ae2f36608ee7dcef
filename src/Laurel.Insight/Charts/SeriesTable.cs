namespace Laurel.Insight.Charts;

/// <summary>Places down, series across; intervals and counts beside the values.</summary>
internal static class SeriesTable
{
    internal static ChartTable Of(IReadOnlyList<Place> places, IReadOnlyList<Series> series, NumberStyle numbers)
    {
        var rows = places.Select((place, i) => (IReadOnlyList<string>)[place.Name, .. series.Select(s => Cell(s, i, numbers))]);
        return new(["", .. series.Select(s => s.Name)], [.. rows]);
    }

    internal static string Cell(Series series, int place, NumberStyle numbers)
    {
        if (series.Values[place] is not { } value)
            return "";
        var band = series.Bands?[place] is { } b ? $" [{numbers.Between(b.Low, b.High)}]" : "";
        var count = series.Counts?[place] is { Length: > 0 } n ? $" · {n}" : "";
        return numbers.Exact(value) + band + count;
    }
}
