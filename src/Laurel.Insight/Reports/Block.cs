using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>One answer as a report tells it: a sentence, pictures, and whatever else stands on its card.</summary>
/// <param name="Finding">HTML, already escaped.</param>
/// <param name="IsHalf">Stands beside another card where there is room.</param>
/// <param name="Groups">Sets the groups of the answer side by side as a table on the card.</param>
/// <param name="Borrows">Its chart also draws figures of another answer, so that the answer's own table does not hold them all.</param>
internal sealed record Block(
    Answer Answer, string Finding, IReadOnlyList<Chart> Charts, bool IsHalf = false, bool Groups = false, bool Borrows = false)
{
    /// <summary>Charts whose numbers are not all in the table of the answer, or stand there in another shape.</summary>
    internal IEnumerable<Chart> ChartsWithOwnTable => Charts.Where(c => Borrows || c is Heatmap or ShareChart);
}

/// <summary>What blocks are made with.</summary>
internal static class BlockParts
{
    internal const double HalfWidth = 480;

    /// <summary>A chart's words from its answer.</summary>
    internal static string Description(this Telling telling, Answer answer, string dimension) => telling.Say(
        "chart.describe", ("title", answer.Question.Title(telling.Language)),
            ("dimension", telling.Dimension(dimension).ToLowerInvariant()));

    /// <summary>The keys of a dimension in their order, without the one for all.</summary>
    internal static IReadOnlyList<string> Keys(Answer answer, int dimension) =>
        [.. answer.Figures.Select(f => f.Keys[dimension]).Where(k => k != FigureReader.All).Distinct()];

    internal static Series Series(Telling telling, Answer answer, string measure, string name, IEnumerable<Figure?> figures)
    {
        var found = figures.ToList();
        return new(name, [.. found.Select(f => f?.Value)],
            [.. found.Select(f => f?.Interval is { } i ? (i.Low, i.High) : ((double Low, double High)?)null)],
            [.. found.Select(f => f?.N is { } n && answer.Question.Measures.First(m => m.Key == measure).Unit != Unit.Ratio
                ? telling.Say("report.n", ("n", n)) : "")]);
    }

    /// <summary>One line over the answer's periods for each measure.</summary>
    internal static LineChart Lines(this Telling telling, Answer answer, bool isHalf, params ReadOnlySpan<string> measures)
    {
        var wanted = measures.ToArray();
        var periods = Keys(answer, 0).SkipWhile(p => wanted.All(m => answer.Find(m, p) is { Value: null, IsMature: true })).ToList();
        var series = new List<Series>();
        foreach (var measure in measures)
        {
            var name = answer.Question.MeasureText(telling.Language, answer.Question.Measures.First(m => m.Key == measure));
            series.Add(Series(telling, answer, measure, name, periods.Select(p => answer.Find(measure, p))));
        }
        return new LineChart
        {
            Id = $"c-{answer.Question.Id}-{measures[0]}".Replace('_', '-'),
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, answer.Dimensions[0]),
            Numbers = telling.Style(answer, measures[0]),
            Pending = telling.Say("report.pending"),
            Width = isHalf ? HalfWidth : 1000,
            Places = [.. periods.Select(p => telling.Place(answer, p))],
            Series = series,
        };
    }

    /// <summary>A triangle of cohorts; <paramref name="from"/> leaves out months that are the same for all.</summary>
    internal static Heatmap Triangle(this Telling telling, Answer answer, string measure, int from)
    {
        var cohorts = Keys(answer, 0).Where(c => answer.Figures.Any(f => f.Keys[0] == c && Month(f.Keys[1]) >= from)).ToList();
        var months = Keys(answer, 1).Where(m => Month(m) >= from).ToList();
        return new Heatmap
        {
            Id = $"c-{answer.Question.Id}",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "cohort"),
            Numbers = telling.Style(answer, measure),
            Pending = telling.Say("report.pending"),
            Width = 1000,
            Rows = [.. cohorts.Select(c => (telling.Period(c),
                telling.Style(answer, Unit.Count).Exact(answer.Find(measure, c, "0")?.N ?? 0)))],
            RowsName = (telling.Dimension("cohort"), "n"),
            Columns = months,
            ColumnsName = telling.Say("chart.months-after"),
            Cells = [.. cohorts.Select(c => (IReadOnlyList<HeatCell>)[.. months.Select(m => Cell(telling, answer.Find(measure, c, m)))])],
        };
    }

    private static int Month(string key) => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture);

    private static HeatCell Cell(Telling telling, Figure? figure) => figure is null
        ? new(null)
        : new(figure.Value, !figure.IsMature, telling.Of(figure));
}
