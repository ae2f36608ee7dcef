using Laurel.Insight.Charts;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Reports;

/// <summary>Where the money comes from: customers by orders, by recency and frequency, and what they buy.</summary>
internal static class ValueBlocks
{
    private const double TopFifth = 0.2;
    private static readonly string[] Scores = ["1", "2", "3", "4", "5"];

    internal static Block OrderCounts(Answer answer, Telling telling)
    {
        var counts = answer.Of("customers").ToList();
        var all = counts.Sum(f => f.Total) ?? 0;
        var chart = new Histogram
        {
            Id = "c-orders-per-customer",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "orders"),
            Numbers = telling.Style(answer, Unit.Count),
            Width = BlockParts.HalfWidth,
            Classes = [.. counts.Select(f => Place.Of(f.Keys[0].Replace('-', '–')))],
            Counts = new(answer.Question.MeasureText(telling.Language, answer.Question.Measures[0]), [.. counts.Select(f => f.Value)]),
        };
        var once = all == 0 ? 0 : counts[0].Total!.Value / (double)all;
        return new(answer, telling.Sentence("finding.orders-per-customer", ("share", telling.Style(answer, Unit.Share).Exact(once))),
            [chart],
            IsHalf: true);
    }

    internal static Block Rfm(Answer answer, Telling telling)
    {
        var share = answer.Find("top_fifth_share", "after_returns")!;
        var chart = new ShareChart
        {
            Id = "c-rfm",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "amounts"),
            Numbers = telling.Style(answer, Unit.Ratio),
            Width = BlockParts.HalfWidth,
            Parts = [telling.Say("chart.top-fifth"), telling.Say("chart.rest")],
            LastIsRest = true,
            Rows =
            [
                new(telling.Say("chart.customers"), [TopFifth, 1 - TopFifth]),
                new(telling.Say("chart.money"), [share.Value, 1 - share.Value]),
            ],
        };
        return new(answer, telling.Sentence("finding.rfm", ("share", telling.Value(answer, share)),
            ("days", telling.Value(answer, answer.Find("recency_median", FigureReader.All)))), [chart], IsHalf: true);
    }

    internal static Block Grid(Answer answer, Telling telling)
    {
        var money = telling.Style(answer, Unit.Money);
        var chart = new Heatmap
        {
            Id = "c-rfm-grid",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "recency"),
            Numbers = telling.Style(answer, Unit.Count),
            Width = 1000,
            Rows = [.. Scores.Reverse().Select(r => (Recency(telling, r), ""))],
            RowsName = (telling.Dimension("recency"), ""),
            Columns = Scores,
            ColumnsName = telling.Say("chart.frequency"),
            Cells = [.. Scores.Reverse().Select(r => (IReadOnlyList<HeatCell>)[.. Scores.Select(f => Cell(answer, money, r, f))])],
        };
        var asleep = answer.Of("customers").Where(f => f.Keys is ["1" or "2", "4" or "5"]).Sum(f => f.Total) ?? 0;
        return new(answer, telling.Sentence("finding.rfm-grid",
            ("best", answer.Find("customers", "5", "5")?.Total ?? 0), ("asleep", asleep)), [chart]);
    }

    internal static Block Products(Answer answer, Telling telling)
    {
        var places = answer.Figures.Select(f => (Group: f.Keys[0], When: f.Keys[1])).Distinct().ToList();
        var categories = BlockParts.Keys(answer, 2);
        var first = answer.Figures.Where(f => f.Keys[2] != "other").MaxBy(f => f.Total ?? 0)!;
        var finding = telling.Sentence("finding.product-mix", ("name", first.Keys[2]), ("share", telling.Value(answer, first)));
        return new(answer, finding, [places.Count == 1 ? Ranked(answer, telling, places[0]) : Shared(answer, telling, places, categories)]);
    }

    private static RankChart Ranked(Answer answer, Telling telling, (string Group, string When) place)
    {
        var figures = answer.Figures.Where(f => f.Keys[0] == place.Group && f.Keys[1] == place.When).ToList();
        return new RankChart
        {
            Id = "c-product-mix",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "category"),
            Numbers = telling.Style(answer, Unit.Ratio),
            Width = 1000,
            Places = [.. figures.Select(f => Place.Of(telling.Key("category", f.Keys[2])))],
            Series = new(telling.Dimension("category"), [.. figures.Select(f => f.Value)]),
            LastIsRest = figures[^1].Keys[2] == "other",
        };
    }

    private static ShareChart Shared(Answer answer, Telling telling, List<(string Group, string When)> places,
        IReadOnlyList<string> categories) =>
        new()
        {
            Id = "c-product-mix",
            Title = answer.Question.Title(telling.Language),
            Description = telling.Description(answer, "category"),
            Numbers = telling.Style(answer, Unit.Ratio),
            Pending = telling.Say("report.pending"),
            Width = 1000,
            Parts = [.. categories.Select(c => telling.Key("category", c))],
            LastIsRest = categories[^1] == "other",
            Rows = [.. places.Select(p => new Series($"{telling.Key("group", p.Group)}, {telling.Key("when", p.When).ToLowerInvariant()}",
                [.. categories.Select(c => answer.Find("share_of_revenue", p.Group, p.When, c)?.Value)]))],
        };

    private static HeatCell Cell(Answer answer, NumberStyle money, string recency, string frequency)
    {
        var spend = answer.Find("average_spend", recency, frequency)?.Value;
        return new(answer.Find("customers", recency, frequency)?.Value, Below: spend is null ? "" : money.Whole(spend.Value));
    }

    private static string Recency(Telling telling, string score) => score switch
    {
        "5" => $"5 · {telling.Say("chart.recent")}",
        "1" => $"1 · {telling.Say("chart.long-ago")}",
        _ => score,
    };
}
