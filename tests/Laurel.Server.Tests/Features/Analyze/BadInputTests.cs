using Laurel.Server.Features.Analyze;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>What is wrong with a file or a line is said clearly, and ends with a code that a script can act on.</summary>
public sealed class BadInputTests
{
    private static readonly string[] Purchases = ["--customer", "who", "--date", "day", "--amount", "paid"];

    [Fact]
    public async Task A_column_that_is_missing_is_answered_with_those_that_exist()
    {
        var printed = await Terminal.Analyze("nps", Answers("score,channel", "9,web"), "--score", "recommend");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldBe(
            $"laurel analyze nps: 'answers.csv' has no column 'recommend'. It has: score, channel.{Environment.NewLine}");
        printed.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("scor", "score")]
    [InlineData("Chanel", "channel")]
    [InlineData("sales_channel", null)]
    public async Task A_column_that_was_mistyped_is_asked_about(string typed, string? meant)
    {
        var printed = await Terminal.Analyze("nps", Answers("score,channel", "9,web"), "--score", typed);
        printed.Error.Contains($"Did you mean '{meant}'?").ShouldBe(meant is not null);
    }

    [Fact]
    public async Task An_arm_that_was_mistyped_is_asked_about()
    {
        var path = TestFiles.Write("test.csv", "arm,spend", "control group,5", "new offer,6", "control group,7", "new offer,8");
        var printed = await Terminal.Analyze("experiment", path, "--arm", "arm", "--control", "controlgroup", "--metric", "spend");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("Did you mean 'control group'?");
    }

    [Fact]
    public async Task A_gzip_file_that_was_cut_off_is_no_shorter_file()
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes("score\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i * 7919 % 11}\n"))));
        var path = TestFiles.Write("answers.csv.gz");
        await File.WriteAllBytesAsync(path, packed.ToArray()[..(int)(packed.Length / 2)]);
        var printed = await Terminal.Analyze("nps", path, "--score", "score");
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("cannot be read");
    }

    [Fact]
    public async Task A_number_beyond_all_measure_is_named_by_its_row()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,5", "2,2026-01-02,1e300");
        (await Terminal.Analyze(["rfm", path, .. Purchases])).Error.ShouldContain("row 3: '1e300' is larger than anything");
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    public async Task A_date_that_stands_for_never_is_no_day_of_a_purchase(string never)
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,5", $"2,{never},5", "3,2026-01-04,5");
        (await Terminal.Analyze(["cohorts", path, .. Purchases])).Error.ShouldContain($"row 3: '{never}' cannot be the day of a purchase");
        (await Terminal.Json(["cohorts", path, .. Purchases, "--missing", never])).WarningCodes().ShouldBe(["missing-values"]);
    }

    [Fact]
    public async Task Commas_in_a_file_of_semicolons_are_decimal_and_are_warned_of()
    {
        var path = TestFiles.Write("orders.csv", "who;day;paid", "1;2026-01-01;5,500", "2;2026-01-02;6,125");
        var result = await Terminal.Json(["rfm", path, .. Purchases]);
        result.Number("estimates.monetary_sum").ShouldBe(11.625);
        result.WarningCodes().ShouldContain("ambiguous-decimals");
    }

    [Fact]
    public async Task Json_says_the_same_in_json()
    {
        var printed = await Terminal.Analyze("nps", Answers("score", "9"), "--score", "recommend", "--json");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Json.Text("error.code").ShouldBe("no-column");
        printed.Json.Text("error.message").ShouldContain("It has: score.");
    }

    [Fact]
    public async Task A_cell_that_is_no_number_is_named_by_its_row()
    {
        var printed = await Terminal.Analyze("nps", Answers("score", "9", "", "ten", "8"), "--score", "score");
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("Column 'score', row 4: 'ten' is not a number.");
    }

    [Fact]
    public async Task A_score_above_ten_is_named_by_its_row()
    {
        var printed = await Terminal.Analyze("nps", Answers("score", "9", "11"), "--score", "score");
        printed.Error.ShouldContain("Column 'score', row 3: 11 is not a whole number from 0 to 10.");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said()
    {
        var printed = await Terminal.Analyze("nps", "/nowhere/answers.csv", "--score", "score", "--lang", "fr");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("Il n’y a pas de fichier « /nowhere/answers.csv ».");
    }

    [Fact]
    public async Task Dates_that_may_mean_two_things_are_asked_about()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,03/04/2026,5", "2,05/06/2026,5");
        var printed = await Terminal.Analyze(["rfm", path, .. Purchases]);
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("may mean dd/mm/yyyy or mm/dd/yyyy");
        (await Terminal.Json(["rfm", path, .. Purchases, "--date-format", "%m/%d/%Y"])).Text("diagnostics.last_day").ShouldBe("2026-05-06");
    }

    [Fact]
    public async Task A_date_that_is_none_is_named_by_its_row()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-31,5", "2,2026-02-30,5");
        (await Terminal.Analyze(["rfm", path, .. Purchases])).Error
            .ShouldContain("row 3: '2026-02-30' is not a date written as yyyy-mm-dd");
    }

    [Fact]
    public async Task Decimal_commas_and_points_in_one_column_are_refused_by_row()
    {
        var path = TestFiles.Write("orders.csv", "who;day;paid", "1;2026-01-01;5,50", "2;2026-01-02;6.75");
        (await Terminal.Analyze(["rfm", path, .. Purchases])).Error
            .ShouldContain("a decimal comma in row 2 ('5,50') and a decimal point in row 3 ('6.75')");
    }

    [Fact]
    public async Task A_sign_and_its_code_are_one_currency()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,€5.50", "2,2026-01-02,6.75 EUR");
        (await Terminal.Json(["rfm", path, .. Purchases])).Number("estimates.monetary_sum").ShouldBe(12.25);
    }

    [Fact]
    public async Task Amounts_of_two_currencies_are_never_added()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,€5.50", "2,2026-01-02,$6.75");
        (await Terminal.Analyze(["rfm", path, .. Purchases])).Error.ShouldContain("row 3: '$6.75' is in another currency ($)");
    }

    [Fact]
    public async Task Rows_with_too_many_cells_are_left_out_and_counted()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,5", "2,Tartu, Estonia,2026-01-02,5", "3,2026-01-03,5,",
            "4,2026-01-04");
        var result = await Terminal.Json(["rfm", path, .. Purchases]);
        result.Number("estimates.customers").ShouldBe(2);
        result.WarningCodes()
            .ShouldBe(["missing-values", "long-rows", "short-rows", "few-distinct-values", "few-distinct-values"], ignoreOrder: true);
        result.Number("files.0.rows_read").ShouldBe(4);
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_named_by_its_row()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,5", "\"2,2026-01-02,5");
        (await Terminal.Analyze(["rfm", path, .. Purchases])).Error.ShouldContain("A quote opens in row 3");
    }

    [Fact]
    public async Task A_spreadsheet_is_not_mistaken_for_text()
    {
        var path = Path.ChangeExtension(TestFiles.Write("book.csv", "x"), ".xlsx");
        await File.WriteAllBytesAsync(path, "PK\u0003\u0004 and so on"u8.ToArray());
        (await Terminal.Analyze(["rfm", path, .. Purchases])).Error.ShouldContain("Save the table as CSV");
    }

    [Fact]
    public async Task An_empty_file_is_said_to_be_empty() =>
        (await Terminal.Analyze("nps", Answers(), "--score", "score")).Error.ShouldContain("is empty: a header row");

    [Theory]
    [InlineData("clv {0} --customer who --date day", "--calibrate-until")]
    [InlineData("clv {0} --customer who --date day --calibrate-until soon", "'soon' is not a day")]
    [InlineData("nps {0} --score s --confidence much", "'much' is not a number")]
    [InlineData("nps {0} --score s --lang xx", "xx")]
    public void A_line_that_means_nothing_is_refused_before_anything_is_read(string line, string named) =>
        Host.Root().Parse($"analyze {string.Format(line, "file.csv")}").Errors.ShouldContain(error => error.Message.Contains(named));

    [Fact]
    public void An_option_that_does_not_exist_is_no_value_of_the_one_before_it() =>
        Host.Root().Parse("analyze experiment t.csv --arm a --control A --metric m --metrics n").Errors
            .ShouldContain(error => error.Message == "There is no option '--metrics'.");

    [Theory]
    [InlineData("analyze nps a.csv --json", "nps")]
    [InlineData("measure a.csv --json --bogus", "measure")]
    public void A_line_that_cannot_be_read_is_answered_in_json_too(string line, string study)
    {
        using var output = new StringWriter();
        StudyVerb.RefuseLine(Host.Root().Parse(line), output);
        var answer = System.Text.Json.JsonDocument.Parse(output.ToString()).RootElement;
        answer.Text("study").ShouldBe(study);
        answer.Text("error.code").ShouldBe("bad-line");
    }

    [Fact]
    public async Task A_column_without_a_value_is_named_when_nothing_is_left() =>
        (await Terminal.Analyze("nps", TestFiles.Write("answers.csv", "score,count", "9,", "3,NA"), "--score", "score", "--count", "count"))
            .Error.ShouldContain("No row of 'answers.csv' can be used (2 read): 'count' is empty in 2 of them.");

    [Theory]
    [InlineData("rfm")]
    [InlineData("cohorts")]
    public async Task What_was_bought_after_the_day_looked_at_is_counted(string verb)
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-01,5", "2,2026-01-02,6", "2,2026-02-01,7", "3,2026-02-02,8");
        var result = await Terminal.Json([verb, path, .. Purchases, "--as-of", "2026-02-01"]);
        var warning = result.At("warnings").EnumerateArray().Single(one => one.Text("code") == "after-until");
        warning.Number("rows").ShouldBe(2);
        result.Number("files.0.rows_used").ShouldBe(2);
        (await Terminal.Analyze([verb, path, .. Purchases, "--as-of", "2025-01-01"])).Error.ShouldContain("are after 2024-12-31");
    }

    [Fact]
    public async Task A_confidence_outside_0_and_1_is_refused()
    {
        var printed = await Terminal.Analyze("nps", Answers("score", "9"), "--score", "score", "--confidence", "95");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("--confidence cannot be '95'");
    }

    [Fact]
    public async Task It_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var path = TestFiles.Write("answers.csv", ["score", .. Enumerable.Repeat("9", 10_000)]);
        var printed = await Terminal.Analyze(stop.Token, "nps", path, "--score", "score");
        printed.Exit.ShouldBe(130);
        printed.Error.ShouldContain("Stopped.");
        printed.Output.ShouldBeEmpty();
    }

    private static string Answers(params string[] lines) => TestFiles.Write("answers.csv", lines);
}
