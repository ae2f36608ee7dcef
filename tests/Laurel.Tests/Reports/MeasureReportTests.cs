using System.Text.Json;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Tests.Facts;
using Laurel.Tests.Questions;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Reports;

public sealed class MeasureReportTests(OnlineRetailOrders retail) : IClassFixture<OnlineRetailOrders>
{
    private static readonly int Seeds = int.Parse(Environment.GetEnvironmentVariable("LAUREL_SEEDS") ?? "12");

    [Fact]
    public void A_report_is_one_file_that_needs_nothing_else()
    {
        var html = MeasureReport.Create(retail.File, new(), Language.English).ToHtml();
        html.ShouldStartWith("<!doctype html>");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<link");
        html.ShouldNotContain("http://localhost");
        html.ShouldContain("data:font/woff2;base64,");
    }

    [Fact]
    public void The_headline_figures_are_those_of_the_file()
    {
        var html = System.Net.WebUtility.HtmlDecode(MeasureReport.Create(retail.File, new(), Language.English).ToHtml());
        foreach (var figure in (string[])["4,338", "19,960", "£10.67M", "45.5%", "541,909 rows read, 2,517 left out"])
            html.ShouldContain(figure);
    }

    [Fact]
    public void Every_known_answer_has_its_definition_one_click_away()
    {
        var report = MeasureReport.Create(retail.File, new(), Language.English);
        var html = System.Net.WebUtility.HtmlDecode(report.ToHtml());
        foreach (var answer in report.Answers.Where(a => a.IsKnown))
            html.ShouldContain(answer.Question.Definition(Language.English));
    }

    [Fact]
    public void What_cannot_be_answered_is_said_and_not_guessed()
    {
        var report = MeasureReport.Create(retail.File, new(), Language.English);
        report.Find("retention-strict")!.IsKnown.ShouldBeFalse("the file covers no quarter and the same one a year before");
        report.ToHtml().ShouldContain("What cannot be said yet");
        report.ToHtml().ShouldContain("the facts do not say who is a member");
    }

    [Theory]
    [InlineData(Language.English, "Who buys", "December 2010")]
    [InlineData(Language.French, "Qui achète", "décembre 2010")]
    [InlineData(Language.Dutch, "Wie koopt", "december 2010")]
    [InlineData(Language.Estonian, "Kes ostab", "detsember 2010")]
    public void A_report_speaks_four_languages(Language language, string heading, string month)
    {
        var html = System.Net.WebUtility.HtmlDecode(MeasureReport.Create(retail.File, new(), language).ToHtml());
        html.ShouldContain(heading);
        html.ShouldContain(month);
        html.ShouldContain($"lang=\"{language.Code()}\"");
    }

    [Fact]
    public void The_same_figures_are_there_for_programs()
    {
        var json = JsonDocument.Parse(MeasureReport.Create(retail.File, new(), Language.English).ToJson()).RootElement;
        json.GetProperty("file").GetProperty("amount").GetDecimal().ShouldBe(9747747.934m);
        json.GetProperty("as_of").GetString().ShouldBe("2011-12-10");
        var cohorts = json.GetProperty("questions").EnumerateArray().Single(q => q.GetProperty("id").GetString() == "cohort-retention");
        var december = cohorts.GetProperty("figures").EnumerateArray().Where(f => f.GetProperty("cohort").GetString() == "2010-12")
            .ToList();
        december.Select(f => f.GetProperty("total").GetInt64())
            .ShouldBe([885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]);
        december[^1].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null, "December 2011 is not over");
    }

    [Fact]
    public void Keys_of_the_json_are_the_same_in_every_language()
    {
        var (english, estonian) = (Keys(Language.English), Keys(Language.Estonian));
        estonian.ShouldBe(english);
        english.ShouldAllBe(k => k.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));
    }

    [Fact]
    public void As_a_table_every_figure_is_a_row_and_the_unknown_is_an_empty_cell()
    {
        var report = MeasureReport.Create(retail.File, new() { Questions = ["cohort-retention"] }, Language.English);
        var rows = report.ToCsv().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        rows.Length.ShouldBe(1 + report.Answers.Single().Figures.Count);
        rows.ShouldContain("cohort-retention,active,share,2010-12,12,,,235,885,,,false,false,,2011-12-10,");
    }

    [Fact]
    public void A_name_from_the_file_is_never_a_formula_or_markup()
    {
        using var facts = FactsFile.InMemory().With(Purchase(1), Line(1, sku: "X", category: "=cmd|'<b>'"));
        var report = MeasureReport.Create(facts, Cafe, Day("2026-02-01"), new(), Language.English)!;
        report.ToCsv().ShouldContain(",'=cmd|'<b>',");
        report.ToHtml().ShouldNotContain("<b>'");
    }

    [Fact]
    public void A_question_that_does_not_exist_is_named_with_those_that_do() =>
        Should.Throw<OrdersFileException>(() => MeasureReport.Create(retail.File, new() { Questions = ["loyalty"] }, Language.English))
            .Message.ShouldContain("There is no question 'loyalty'. There are: overview, revenue");

    [Fact]
    public void Before_the_first_purchase_there_is_nothing_to_tell()
    {
        Should.Throw<OrdersFileException>(() => MeasureReport.Create(retail.File, new() { AsOf = Day("2010-12-01") }, Language.English))
            .Message.ShouldContain("no purchase before 2010-12-01");
        using var facts = FactsFile.InMemory();
        MeasureReport.Create(facts, Cafe, Day("2026-02-01"), new(), Language.English).ShouldBeNull();
    }

    [Fact]
    public void Members_beside_others_stand_under_the_words_comparison_and_not_effect()
    {
        using var facts = FactsFile.InMemory().With(
            Purchase(1, "eve", "2025-06-01"), Joined(2, "ada", "2025-06-02"), Purchase(3, "ada", "2026-01-15"),
                Purchase(4, "bob", "2026-01-15"));
        var html = MeasureReport.Create(facts, Cafe, Day("2026-02-01"), new(), Language.English)!.ToHtml();
        html.ShouldContain("This is a comparison, not an effect");
    }

    [Fact]
    public void Every_question_is_told_in_every_language_when_it_has_something_to_say()
    {
        using var facts = FactsFile.InMemory().With([.. Year()]);
        foreach (var language in Languages.All)
        {
            var report = MeasureReport.Create(facts, Cafe, Day("2027-06-01"), new(), language)!;
            report.Answers.Where(a => !a.IsKnown).Select(a => a.Question.Id).ShouldBeEmpty();
            var told = report.ToHtml();
            told[told.IndexOf("<body>", StringComparison.Ordinal)..].ShouldNotContain("{");
        }
    }

    [Fact]
    public void Whatever_the_facts_a_report_can_be_told()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var facts = FactsFile.InMemory().With([.. Anything(new Random(seed))]);
            var asOf = Day("2025-01-01").AddDays(new Random(seed).Next(1, 900));
            var told = MeasureReport.Create(facts, Cafe, asOf, new(), Languages.All[seed % 4])?.ToHtml();
            told?.ShouldNotContain("NaN", Case.Sensitive, $"seed {seed}");
        }
    }

    /// <summary>A few events that need not make sense together: members who never buy, returns of nothing, two currencies, no customers.</summary>
    private static IEnumerable<object> Anything(Random random)
    {
        var events = random.Next(1, 40);
        for (var seq = 1; seq <= events; seq++)
        {
            var who = random.Next(6) is var one and < 5 ? $"c{one}" : null;
            var day = Day("2025-01-01").AddDays(random.Next(800)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var kind = random.Next(8);
            if (kind == 2)
                yield return Purchase(seq, who, day);
            yield return kind switch
            {
                0 => Joined(seq, $"c{random.Next(8)}", day),
                1 => Return(seq, of: random.Next(1, events + 1), who, day, random.Next(2000)),
                2 => Line(seq, category: random.Next(2) == 0 ? "tea" : "coffee", net: random.Next(1000)),
                _ => Purchase(seq, who, day, random.Next(4) == 0 ? 0 : random.Next(5000), currency: random.Next(9) == 0 ? "JPY" : "EUR"),
            };
        }
    }

    /// <summary>Three customers over two and a half years, two of whom join.</summary>
    private static IEnumerable<object> Year()
    {
        var seq = 0L;
        yield return Joined(++seq, "ada", "2026-01-02");
        yield return Joined(++seq, "bob", "2026-04-02");
        for (var day = Day("2025-01-02"); day < Day("2027-06-01"); day = day.AddDays(9))
        {
            foreach (var who in (string[])["ada", "bob", "eve"])
            {
                yield return Purchase(++seq, who, day.ToString("yyyy-MM-dd"), 1000 + seq % 7 * 100);
                yield return Line(seq, category: seq % 2 == 0 ? "coffee" : "tea");
            }
        }
        yield return Purchase(++seq, "new", "2027-05-02");
    }

    private string[] Keys(Language language)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        Collect(JsonDocument.Parse(MeasureReport.Create(retail.File, new(), language).ToJson()).RootElement, keys);
        return [.. keys];
    }

    private static void Collect(JsonElement element, SortedSet<string> keys)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Collect(item, keys);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                keys.Add(property.Name);
                Collect(property.Value, keys);
            }
        }
    }
}
