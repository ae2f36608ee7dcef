using System.IO.Compression;
using System.Text;
using Laurel.Insight.Facts.DuckDb;
using Laurel.Insight.Studies;
using Laurel.Insight.Studies.Tables;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Studies;

/// <summary>Tables as people and programs write them.</summary>
public sealed class TablesTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a;b\r\n1;2", "1|2")]
    [InlineData("a\tb\n1\t2\n", "1|2")]
    [InlineData("a|b\n1|2\n", "1|2")]
    [InlineData("sep=;\na;b\n1;2\n", "1|2")]
    [InlineData("\uFEFFa,b\n\n1, 2 \n\n", "1|2")]
    [InlineData("\"a\",\"b\"\n\"x, y\",\"say \"\"hi\"\"\"\n", "x, y|say \"hi\"")]
    [InlineData("a,b\n\"two\nlines\",3\n", "two\nlines|3")]
    [InlineData("a;b\n1,5;2,25\n1,5;2,25\n", "1,5|2,25;1,5|2,25")]
    [InlineData("a,b\nr1,1,2\nr2,3,4\n", "1|2;3|4")]
    [InlineData("a,b\r1,2\r3,4\r", "1|2;3|4")]
    public void Separated_text_is_read_however_it_is_laid_out(string text, string expected)
    {
        var table = StudyTable.Open(Write(Encoding.UTF8.GetBytes(text)), new());
        using var rows = table.Rows([table.Find("a"), table.Find("B")], default);
        var read = new List<string>();
        while (rows.Read())
        {
            if (rows.Width != RowWidth.Blank)
                read.Add($"{rows.Text(0)}|{rows.Text(1)}");
        }
        string.Join(';', read).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Wed, 30 Jan 2019")]
    [InlineData("Wednesday 30 January 2019")]
    [InlineData("30JAN2019:08:15:00")]
    [InlineData("30OCT2019:08:15:00", 10)]
    [InlineData("20190130081500")]
    [InlineData("43495")]
    [InlineData("43495.34")]
    [InlineData("1548836100")]
    [InlineData("1548836100000")]
    public void Days_are_read_as_programs_write_them(string text, int month = 1) =>
        DayFormat.Find("day", [text], null).TryRead(text).ShouldBe(new DateOnly(2019, month, 30));

    [Theory]
    [InlineData("Nov-10", "Dec-10", "Jan-11")]
    [InlineData("2010-Nov", "2010-Dec", "2011-Jan")]
    [InlineData("2010m11", "2010m12", "2011m1")]
    [InlineData("201011", "201012", "201101")]
    [InlineData("2010Q4", "2011Q1", "2011Q2")]
    [InlineData("2010:4", "2011:1", "2011:2")]
    [InlineData("4Q10", "1Q11", "2Q11")]
    [InlineData("Q4-10", "Q1-11", "Q2-11")]
    [InlineData("2010.Q4", "2011.Q1", "2011.Q2")]
    [InlineData("2010-51", "2010-52", "2011-01")]
    [InlineData("2010-W51", "2010-W52", "2011-W01")]
    [InlineData("pre", "post")]
    [InlineData("before", "after")]
    public void Periods_have_an_order_however_they_are_written(params string[] texts)
    {
        var keys = PeriodReading.Of(texts, "time", null).ShouldNotBeNull().Keys;
        keys.ShouldBe(keys.Order());
        keys.Distinct().Count().ShouldBe(texts.Length);
    }

    [Fact]
    public void Days_that_may_be_months_are_asked_about_and_not_guessed()
    {
        string[] firsts = [.. Enumerable.Range(1, 12).Select(month => $"{month}/1/2010")];
        Should.Throw<StudyException>(() => PeriodReading.Of(firsts, "time", null)).Code.ShouldBe("two-dates");
        PeriodReading.OfScale(firsts, "time", DayFormat.Given("%m/%d/%Y"))!.Grain.ShouldBe(PeriodGrain.Month);
        PeriodReading.OfScale(firsts, "time", DayFormat.Given("%d/%m/%Y"))!.Grain.ShouldBe(PeriodGrain.Day);
        PeriodReading.OfScale([.. firsts, "1/1/2011"], "time", null)!.Grain.ShouldBe(PeriodGrain.Month);
    }

    [Fact]
    public void Western_bytes_in_a_file_that_is_not_utf_8_keep_people_apart()
    {
        var table = StudyTable.Open(Write(Encoding.Latin1.GetBytes("prénom,n\nJosé,1\nJosè,2\n")), new());
        table.Columns[0].ShouldBe("prénom");
        Texts(table, "prénom").ShouldBe(["José", "Josè"]);
    }

    [Fact]
    public void Gzip_is_known_by_its_bytes_and_not_by_its_name()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write("a\n7\n"u8);
        Texts(StudyTable.Open(Write(packed.ToArray()), new()), "a").ShouldBe(["7"]);
    }

    [Fact]
    public void Parquet_gives_the_same_as_text()
    {
        var path = Scratch.File("table.bin");
        using (var connection = new DuckDBConnection())
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT DATE '2026-01-31' AS day, 1.5 AS paid, NULL AS note, true AS joined) TO '{path}' (FORMAT parquet)";
            command.ExecuteNonQuery();
        }
        var table = StudyTable.Open(path, new());
        table.Columns.ShouldBe(["day", "paid", "note", "joined"]);
        string.Join(' ', table.Columns.Select(column => Texts(table, column).Single())).ShouldBe("2026-01-31 1.5  true");
    }

    [Theory]
    [InlineData("1234.5", DecimalMark.Point, 1234.5)]
    [InlineData("1,234.50", DecimalMark.Point, 1234.5)]
    [InlineData("1.234,50", DecimalMark.Comma, 1234.5)]
    [InlineData("1 234,5", DecimalMark.Comma, 1234.5)]
    [InlineData("1’234.5", DecimalMark.Point, 1234.5)]
    [InlineData("€12.00", DecimalMark.Point, 12)]
    [InlineData("-12,00 €", DecimalMark.Comma, -12)]
    [InlineData("(12.00)", DecimalMark.Point, -12)]
    [InlineData("-$3", DecimalMark.Point, -3)]
    [InlineData("USD 1,000", DecimalMark.Point, 1000)]
    [InlineData("12.5%", DecimalMark.Point, 0.125)]
    [InlineData("−3", DecimalMark.Point, -3)]
    [InlineData("5-", DecimalMark.Point, -5)]
    [InlineData("1e3", DecimalMark.Point, 1000)]
    public void Numbers_are_read_as_people_write_them(string text, DecimalMark mark, double expected)
    {
        NumberText.TryRead(text, mark, out var value, out _).ShouldBeTrue();
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("abc", DecimalMark.Point)]
    [InlineData("12 PCS", DecimalMark.Point)]
    [InlineData("1,5", DecimalMark.Point)]
    [InlineData("1,23,456", DecimalMark.Point)]
    [InlineData("1.5.2", DecimalMark.Point)]
    [InlineData("Infinity", DecimalMark.Point)]
    [InlineData("2026-01-01", DecimalMark.Point)]
    [InlineData("€", DecimalMark.Point)]
    public void What_is_no_number_is_not_read_as_one(string text, DecimalMark mark) =>
        NumberText.TryRead(text, mark, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2026-03-01", "yyyy-mm-dd")]
    [InlineData("2026-03-01T10:15:00Z", "yyyy-mm-dd")]
    [InlineData("2026-03-01 10:15:00+02:00", "yyyy-mm-dd")]
    [InlineData("20260301", "yyyymmdd")]
    [InlineData("25/03/2026 09:30", "dd/mm/yyyy")]
    [InlineData("3/25/2026 9:30 PM", "mm/dd/yyyy")]
    [InlineData("25.3.26", "dd.mm.yy")]
    [InlineData("1 Mar 2026", "d Mon yyyy")]
    [InlineData("Mar 1, 2026", "Mon d, yyyy")]
    [InlineData("01MAR2026", "dMonyyyy")]
    [InlineData("Wed Mar  4 10:15:00 CET 2026", "Www Mon dd hh:mm:ss yyyy")]
    [InlineData("Wed Mar 25 10:15:00 2026", "Www Mon dd hh:mm:ss yyyy")]
    [InlineData("Wed Mar  4 10:15:00 AM UTC 2026", "Www Mon dd hh:mm:ss yyyy")]
    public void The_way_dates_are_written_is_found(string text, string expected) =>
        DayFormat.Find("day", [text], null).Shown.ShouldBe(expected);

    [Fact]
    public void What_Unix_date_prints_is_the_day_before_the_time_and_the_year_after_it() =>
        DayFormat.Find("day", ["Wed Mar  4 10:15:00 CET 2026"], null).TryRead("Wed Mar  4 10:15:00 CET 2026").ShouldBe(new DateOnly(2026, 3, 4));

    [Fact]
    public void One_date_can_settle_what_the_others_mean() =>
        DayFormat.Find("day", ["03/04/2026", "25/04/2026"], null).TryRead("03/04/2026").ShouldBe(new DateOnly(2026, 4, 3));

    [Theory]
    [InlineData("2003,2004,2005", "2004", 1)]
    [InlineData("2003Q1,2003Q2,2003Q4", "2003-07-15", 2)]
    [InlineData("2025-01,2025-02,2025-03", "2025-02-20", 1)]
    [InlineData("2025-01-31,2025-02-28,2025-03-31", "2025-02-03", 1)]
    [InlineData("202501,202502,202503", "2025-03", 2)]
    [InlineData("2025-01-06,2025-01-13,2025-01-20", "2025-01-08", 1)]
    [InlineData("2025-W01,2025-W02,2025-W03", "2025-01-06", 1)]
    [InlineData("week 1,week 2,week 10", "week 10", 2)]
    [InlineData("Jan 2025,Feb 2025,Mar 2025", "Mar 2025", 2)]
    [InlineData("1,2,3", "2.0", 1)]
    [InlineData("2003,2004,2005", "0", null)]
    [InlineData("2003,2004,2005", "never", null)]
    [InlineData("2003,2004,2005", "2009", null)]
    [InlineData("2003,2004,2005", "1999", 0)]
    public void Periods_have_an_order_and_a_cohort_falls_into_one(string labels, string cohort, int? position)
    {
        var time = new NameColumn(new("time", 0));
        foreach (var label in labels.Split(',').Reverse())
            time.Take(label, 1, new());
        var scale = PeriodScale.Of(time);
        string.Join(',', Enumerable.Range(0, scale.Count).Select(scale.Text)).ShouldBe(labels);
        scale.FirstPeriods("cohort", [cohort]).Single().ShouldBe(position);
    }

    [Fact]
    public void A_cohort_that_is_no_period_is_refused()
    {
        var time = new NameColumn(new("time", 0));
        time.Take("2003", 1, new());
        Should.Throw<StudyException>(() => PeriodScale.Of(time).FirstPeriods("cohort", ["gold"])).Code.ShouldBe("not-a-period");
    }

    private static List<string> Texts(StudyTable table, string column)
    {
        using var rows = table.Rows([table.Find(column)], default);
        var texts = new List<string>();
        while (rows.Read())
            texts.Add(rows.Text(0).ToString());
        return texts;
    }

    private static string Write(byte[] content)
    {
        var path = Scratch.File("table.csv");
        File.WriteAllBytes(path, content);
        return path;
    }
}
