using System.Xml.Linq;
using Laurel.Insight.Charts;
using Laurel.Insight.Questions;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Charts;

public sealed class ChartTests
{
    private static readonly NumberStyle Shares = new(Language.English, Unit.Share);
    private static readonly NumberStyle Counts = new(Language.English, Unit.Count);

    private static readonly Place[] Months =
        [new("Jan", "2026", "January 2026"), new("Feb", "2026", "February 2026"), new("Mar", "2026", "March 2026", IsPending: true)];

    public static TheoryData<Chart> All =>
    [
        Bars, Lines, Lines with { IsArea = true }, Triangle,
        new ShareChart
        {
            Id = "c", Title = "T", Description = "D", Numbers = Shares, Parts = ["Coffee & cake", "Tea"],
                Rows = [new("Members", [0.75, 0.25]), new("Others", [null, null])],
        },
        new RankChart
        {
            Id = "c", Title = "T", Description = "D", Numbers = Shares, Places = [Place.Of("A"), Place.Of("other")],
                Series = new("S", [0.1, 0.9]), LastIsRest = true,
        },
        new Histogram { Id = "c", Title = "T", Description = "D", Numbers = Counts, Classes = [Place.Of("1"), Place.Of("2+")],
            Counts = new("C", [3, 1]) },
    ];

    private static BarChart Bars => new()
    {
        Id = "c-bars",
        Title = "Orders <by month>",
        Description = "Bars",
        Numbers = Counts,
        Pending = "not known",
        Places = Months,
        Series = [new("Orders", [10, 4, null])],
    };

    private static LineChart Lines => new()
    {
        Id = "c-lines",
        Title = "Back",
        Description = "Lines",
        Numbers = Shares,
        Pending = "not known",
        Places = Months,
        Series = [new("Back", [0.3, 0.25, null], [(0.28, 0.32), (0.2, 0.3), null], ["n = 885", "n = 40", ""])],
    };

    private static Heatmap Triangle => new()
    {
        Id = "c-heat",
        Title = "Cohorts",
        Description = "Heat",
        Numbers = Shares,
        Pending = "not known",
        Rows = [("January", "885"), ("February", "12")],
        Columns = ["1", "2"],
        RowsName = ("Cohort", "n"),
        ColumnsName = "months after",
        Cells = [[new(0.5, Note: "442 of 885"), new(0.25)], [new(null, IsPending: true)]],
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Every_chart_is_an_image_with_a_title_and_a_description(Chart chart)
    {
        var svg = XDocument.Parse(chart.ToSvg()).Root!;
        svg.Attribute("role")!.Value.ShouldBe("img");
        var named = svg.Elements().Where(e => e.Attribute("id") is not null).ToDictionary(e => e.Attribute("id")!.Value, e => e.Value);
        svg.Attribute("aria-labelledby")!.Value.Split(' ').Select(id => named[id]).ShouldBe([chart.Title, chart.Description]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_chart_has_no_script_and_only_colours_of_the_theme(Chart chart)
    {
        var svg = XDocument.Parse(chart.ToSvg());
        svg.Descendants().Select(e => e.Name.LocalName).ShouldNotContain("script");
        svg.Descendants().SelectMany(e => e.Attributes()).Where(a => a.Name.LocalName is "fill" or "stroke")
            .ShouldAllBe(a => a.Value.StartsWith("var(--") || a.Value.StartsWith("url(#") || a.Value == "none" || a.Value == "#26302a");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_number_that_is_drawn_stands_in_the_table(Chart chart)
    {
        var table = XDocument.Parse(chart.ToTable().ToHtml("Caption"));
        table.Descendants("caption").Single().Value.ShouldBe("Caption");
        table.Descendants("td").ShouldContain(d => d.Value != "");
        var columns = table.Descendants("thead").Descendants("th").Count();
        table.Descendants("tbody").Elements("tr").ShouldAllBe(r => r.Elements().Count() == columns);
    }

    [Fact]
    public void A_place_that_is_not_known_is_hatched_and_not_zero()
    {
        var titles = Titles(Bars);
        titles.ShouldBe(["January 2026: 10", "February 2026: 4", "March 2026: not known"]);
        Bars.ToSvg().ShouldContain("url(#c-bars-h)");
        Bars.ToTable().Rows[2].ShouldBe(["March 2026", ""]);
    }

    [Fact]
    public void A_place_where_there_is_nothing_is_left_empty() =>
        Titles(Bars with { Places = [Months[0], Months[1], Months[2] with { IsPending = false }] })
            .ShouldBe(["January 2026: 10", "February 2026: 4"]);

    [Fact]
    public void Higher_bars_are_higher_and_start_at_the_same_line()
    {
        var bars = XDocument.Parse(Bars.ToSvg()).Descendants()
            .Where(e => e.Name.LocalName == "rect" && e.Attribute("fill")!.Value.Contains("series-1")).ToList();
        var (first, second) = (Number(bars[0], "height"), Number(bars[1], "height"));
        (second / first).ShouldBe(0.4, 0.001);
        (Number(bars[0], "y") + first).ShouldBe(Number(bars[1], "y") + second, 0.011);
    }

    [Fact]
    public void A_point_says_its_interval_and_how_many_stand_behind_it() =>
        Titles(Lines).ShouldContain("January 2026: 30.0% [28.0% – 32.0%] · n = 885");

    [Fact]
    public void The_table_of_a_line_has_intervals_and_counts() =>
        Lines.ToTable().Rows[0].ShouldBe(["January 2026", "30.0% [28.0% – 32.0%] · n = 885"]);

    [Fact]
    public void A_gap_in_the_values_is_a_gap_in_the_line()
    {
        var gap = Lines with { Series = [new("Back", [0.3, null, 0.2])] };
        XDocument.Parse(gap.ToSvg()).Descendants().Count(e => e.Name.LocalName == "path" && e.Attribute("stroke-width") is not null)
            .ShouldBe(2);
    }

    [Fact]
    public void A_triangle_has_cells_only_where_there_is_something_to_know()
    {
        Titles(Triangle).ShouldBe(["January, months after 1: 50.0% (442 of 885)", "January, months after 2: 25.0%",
            "February, months after 1: not known"]);
        Triangle.ToTable().Rows[1].ShouldBe(["February", "12", "", ""]);
    }

    [Fact]
    public void Stacked_bars_reach_the_sum_of_their_parts()
    {
        var stacked = Bars with { IsStacked = true, Series = [new("A", [10, 4, null]), new("B", [20, 6, null])] };
        stacked.ToSvg().ShouldContain(">30</text>", customMessage: "the axis reaches the sum");
    }

    [Fact]
    public void Names_from_the_data_cannot_break_the_picture()
    {
        var chart = Bars with { Places = [Place.Of("<script>"), Place.Of("\"&'"), Place.Of("ok")] };
        XDocument.Parse(chart.ToSvg()).Descendants().ShouldNotContain(e => e.Name.LocalName == "script");
    }

    [Fact]
    public void A_histogram_writes_the_share_of_each_class()
    {
        var histogram = (Histogram)((Chart[])[.. All.Select(row => row.Data)])[^1];
        histogram.ToTable().Rows.ShouldBe([["1", "3", "75.0%"], ["2+", "1", "25.0%"]]);
    }

    [Theory]
    [InlineData(0, new double[] { 0, 1 })]
    [InlineData(3, new double[] { 0, 1, 2, 3 })]
    [InlineData(0.37, new[] { 0, 0.1, 0.2, 0.3, 0.4 })]
    [InlineData(1664, new double[] { 0, 500, 1000, 1500, 2000 })]
    public void An_axis_has_round_steps_and_reaches_its_highest_value(double most, double[] expected) =>
        Ticks.UpTo(most).ShouldBe(expected);

    [Fact]
    public void Counts_have_no_halves_on_their_axis() => Ticks.UpTo(2, whole: true).ShouldBe([0, 1, 2]);

    private static List<string> Titles(Chart chart) => [.. XDocument.Parse(chart.ToSvg()).Descendants()
        .Where(e => e.Name.LocalName == "title" && e.Attribute("id") is null).Select(e => e.Value)];

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
