using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Tests.Questions;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Facts;

/// <summary>Segments of CDNOW's customers as pandas 1.5.3 finds them in the same file, and of a small café by hand.</summary>
public sealed class SegmentTests(CdnowOrders orders) : IClassFixture<CdnowOrders>
{
    [Theory]
    [InlineData("1998-02-15", "new 0, loyal 2775, at-risk 2353, occasional 11361, lapsed 7081")]
    [InlineData("1998-07-01", "new 0, loyal 2185, at-risk 1168, occasional 4979, lapsed 15238")]
    public void Every_customer_of_cdnow_has_one_rhythm(string day, string expected) => Counts(SegmentKind.Rhythm, day).ShouldBe(expected);

    [Theory]
    [InlineData("1998-02-15", "champions 5862, regulars 2882, promising 0, fading 0, slipping 2186, dormant 12640")]
    [InlineData("1998-07-01", "champions 7062, regulars 3743, promising 0, fading 3478, slipping 857, dormant 8430")]
    public void Every_customer_of_cdnow_has_one_place_by_recency_and_frequency(string day, string expected) =>
        Counts(SegmentKind.Rfm, day).ShouldBe(expected);

    [Theory]
    [InlineData(SegmentKind.Recency, "5 4473, 4 3679, 3 592, 2 1919, 1 12907")]
    [InlineData(SegmentKind.Frequency, "5 4360, 4 2225, 3 4345, 2 0, 1 12640")]
    [InlineData(SegmentKind.Monetary, "5 4964, 4 4708, 3 4646, 2 4629, 1 4623")]
    public void Fifths_keep_the_cut_points_of_the_first_day_of_the_quarter(SegmentKind kind, string expected) =>
        Counts(kind, "1998-02-15").ShouldBe(expected);

    [Fact]
    public void What_came_after_the_day_says_how_a_segment_went_on()
    {
        var champions = new Segment(SegmentKind.Rfm, "champions") { On = Day("1998-01-01") };
        var report = Report(champions, "1998-07-01", new ActiveCustomers(), new Revenue());
        report.Find("active-customers")!.Of("active").TakeLast(2).Select(f => (f.Keys[0], f.Total)).ShouldBe([("1998-Q1", 2480), ("1998-Q2", 2174)]);
        report.Find("revenue")!.Of("revenue").TakeLast(2).Select(f => f.Total).ShouldBe([20111592, 16374733]);
        report.Find("revenue")!.Remarks.ShouldContain(Remark.FoundByPurchases(Day("1998-01-01")));
    }

    /// <summary>Counted once for many questions, anew for one, or read from what was kept: the figures are the same.</summary>
    [Theory]
    [InlineData("rfm:champions", null)]
    [InlineData("rhythm:occasional", Among.Others)]
    public void However_a_part_is_made_it_answers_the_same(string segment, Among? among)
    {
        var slice = new Slice { Segment = Segment.TryParse(segment), Among = among };
        MeasureReport Asked(params string[]? questions) =>
            MeasureReport.Create(orders.File, new MeasureOptions { Slice = slice, Questions = questions }, Language.English);
        var (facts, questions) = (orders.File.Facts, Catalogue.All.Where(q => !q.IsOfProgram).Select(q => q.Id).ToArray());
        facts.Settle(OrdersFile.Program);
        var together = Asked(questions).ToCsv();
        Asked(questions).ToCsv().ShouldBe(together, "kept");
        facts.Settle(OrdersFile.Program);
        foreach (var question in questions)
            together.ShouldContain(string.Join("\r\n", Asked(question).ToCsv().Split("\r\n").Skip(1)));
    }

    [Fact]
    public void Facts_of_less_than_a_year_know_no_rhythm()
    {
        var answer = Report(new(SegmentKind.Rhythm, "occasional"), "1997-11-01", new Revenue()).Find("revenue")!;
        answer.Figures.ShouldBeEmpty();
        answer.Remarks.ShouldBe([Remark.SegmentTooEarly]);
    }

    [Fact]
    public void What_was_told_last_counts_whoever_she_goes_on_as()
    {
        using var facts = FactsFile.InMemory().With(
            Joined(1), Joined(2, "bob"), Purchase(3), Purchase(4, "bob"), Purchase(5, "eve"), Is(6, "ada", "student"), Is(6, "ada", "neighbour"),
            Is(7, "ada", "neighbour"), Is(8, "eve", "student"), Is(9, "bob", "city", "Ghent"));
        Bought(facts, "told:student").ShouldBe("5");
        Bought(facts, "told:neighbour").ShouldBe("3");
        Bought(facts, "attribute:city=Ghent").ShouldBe("4");
        facts.SliceValues(Cafe).Told.ShouldBe(["told:student", "told:neighbour", "attribute:city=Ghent"]);
        using (var batch = facts.Begin(Cafe))
        {
            batch.Attribute("eve", "bob");
            batch.Commit(10);
        }
        Bought(facts, "told:student").ShouldBe("4,5");
    }

    [Theory]
    [InlineData("rhythm:loyal", true)]
    [InlineData("monetary:5", true)]
    [InlineData("told:x:y", true)]
    [InlineData("attribute:city=Ghent", true)]
    [InlineData("attribute:city", false)]
    [InlineData("monetary:6", false)]
    [InlineData("loyal", false)]
    [InlineData(":loyal", false)]
    [InlineData("told:", false)]
    public void A_segment_is_written_by_its_kind_and_name(string text, bool isOne)
    {
        var segment = Segment.TryParse(text);
        (segment is not null).ShouldBe(isOne);
        segment?.ToString().ShouldBe(text);
    }

    private static TraitFact Is(long seq, string who, string name, string? value = null) => new()
    {
        Seq = seq,
        Who = who,
        Kind = value is null ? TraitFact.Segment : TraitFact.Attribute,
        Name = name,
        Value = value,
        Day = Day("2026-01-05"),
    };

    private static string Bought(FactsFile facts, string segment)
    {
        using var part = facts.Only(new Slice { Segment = Segment.TryParse(segment) }, Cafe, Day("2026-02-01"));
        using var reader = part.Select("SELECT string_agg(seq, ',' ORDER BY seq) FROM bought('cafe', '2026-02-01', NULL)");
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetString(0) : "";
    }

    private string Counts(SegmentKind kind, string day) => string.Join(", ", Segment.Names(kind).Select(name =>
    {
        using var part = orders.File.Facts.Only(new Slice { Segment = new(kind, name) }, OrdersFile.Program, Day(day));
        using var reader = part.Select("SELECT count(DISTINCT customer) FROM purchases");
        return $"{name} {(reader.Read() ? reader.GetInt64(0) : 0)}";
    }));

    private MeasureReport Report(Segment segment, string asOf, params Question[] questions) => MeasureReport.Create(
        orders.File,
        new MeasureOptions { AsOf = Day(asOf), Step = PeriodUnit.Quarter, Slice = new() { Segment = segment }, Questions = [.. questions.Select(q => q.Id)] },
        Language.English);
}
