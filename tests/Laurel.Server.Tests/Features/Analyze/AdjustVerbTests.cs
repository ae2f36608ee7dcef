using System.Text.Json;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>LaLonde: the experiment says +1,794 dollars; the other pools are what members against non-members look like.</summary>
public sealed class AdjustVerbTests
{
    private const string Plain = "age,educ,black,hisp,marr,nodegree,re74,re75";
    private const string Rich = Plain + ",age^2,age^3,educ^2,re74=0,re75=0,educ*re74";

    [Theory]
    [InlineData(Plain, "lalonde.cps_linear")]
    [InlineData(Rich, "lalonde.cps_mixtape_spec")]
    public async Task Survey_controls_give_the_figures_of_the_references(string covariates, string id) =>
        ShouldBe(await Cps(covariates), id);

    [Fact]
    public async Task A_column_of_texts_is_adjusted_for_as_the_references_do_it() => ShouldBe(await Psid(), "lalonde.psid_matchit");

    [Fact]
    public async Task The_comparison_as_it_is_stands_beside_and_is_called_no_effect()
    {
        var cps = await Cps(Plain);
        cps.Number("estimates.raw_comparison.difference.estimate").ShouldBe(TestFiles.Reference("lalonde.naive_cps").GetDouble(), 0.01);
        cps.Text("estimates.raw_comparison.evidence").ShouldBe("E");
        cps.Text("evidence").ShouldBe("D");
        (await Psid()).Number("estimates.raw_comparison.difference.estimate")
            .ShouldBe(TestFiles.Reference("lalonde.naive_psid_matchit").GetDouble(), 0.01);
        cps.At("estimates.raw_comparison").GetRawText().ShouldNotContain("effect");
        cps.At("estimates.raw_comparison").GetRawText().ShouldNotContain("lift");
    }

    [Fact]
    public async Task Unlike_groups_are_warned_of()
    {
        (await Cps(Rich)).WarningCodes().ShouldBe(
            ["others-replaced", "differed-before", "few-effective-controls", "small-share-of-controls", "nearly-certain-to-join",
                "easily-explained-away"],
            ignoreOrder: true);
        (await Psid()).WarningCodes().ShouldContain("still-unbalanced");
    }

    [Fact]
    public async Task The_report_says_the_comparison_first_and_the_adjusted_figure_after_it()
    {
        var printed = (await Terminal.Analyze("adjust", Nsw, "--controls", Controls, "--treated", "treat", "--outcome", "re78",
            "--covariates", Plain)).ShouldBeFine();
        printed.Output.ReplaceLineEndings(" ").ShouldStartWith(
            "As they are, re78 of those who joined is 8,497.52 lower than that of the others: a comparison, not an effect.");
        printed.Output.ShouldContain("Evidence D.");
    }

    [Fact]
    public async Task Rows_without_a_covariate_are_counted()
    {
        var path = People((i, row) => i is 4 or 9 ? row.Replace(",b", ",") : row);
        var result = await Terminal.Json("adjust", path, "--treated", "joined", "--outcome", "spend", "--covariates", "age", "town");
        var warning = result.At("warnings").EnumerateArray().Single(one => one.Text("code") == "missing-values");
        warning.Text("column").ShouldBe("town");
        warning.Number("rows").ShouldBe(2);
        warning.Number("first_row").ShouldBe(6);
        result.Number("files.0.rows_dropped").ShouldBe(2);
    }

    [Fact]
    public async Task Words_that_may_mean_yes_are_words_among_others()
    {
        var words = new[] { "x", "y", "no", "se" };
        var adjusted = await Terminal.Json("adjust", People((i, row) => row + "," + words[i / 2 % 4]), "--treated", "joined", "--outcome", "spend",
            "--covariates", "age,extra");
        adjusted.At("diagnostics.balance").EnumerateArray().Select(b => b.GetProperty("covariate").GetString())
            .ShouldBe(["age", "extra=se", "extra=x", "extra=y"]);
    }

    [Fact]
    public async Task Words_for_joining_need_saying_which_means_yes()
    {
        var path = People((_, row) => row.Replace("yes,", "gold,").Replace("no,", "basic,"));
        string[] line = ["adjust", path, "--treated", "joined", "--outcome", "spend", "--covariates", "age"];
        (await Terminal.Analyze(line)).Error.ShouldContain("row 2: 'gold' is neither yes nor no");
        (await Terminal.Json([.. line, "--treated-value", "gold"])).Number("diagnostics.joined").ShouldBe(20);
    }

    private static string Nsw => TestFiles.Shared("data/lalonde_nsw/nsw_experimental.csv.gz");

    private static string Controls => TestFiles.Shared("data/lalonde_nsw/cps_controls.csv.gz");

    private static Task<JsonElement> Cps(string covariates) =>
        Terminal.Json("adjust", Nsw, "--controls", Controls, "--treated", "treat", "--outcome", "re78", "--covariates", covariates);

    private static Task<JsonElement> Psid() => Terminal.Json(
        "adjust", TestFiles.Shared("data/lalonde_nsw/lalonde_psid_matchit.csv.gz"), "--treated", "treat", "--outcome", "re78",
        "--covariates",
        "age,educ,race,married,nodegree,re74,re75");

    /// <summary>Forty people: who joined, their spend, age and town.</summary>
    private static string People(Func<int, string, string> change) =>
        TestFiles.Write("people.csv", ["joined,spend,age,town,extra", .. Enumerable.Range(0, 40)
        .Select(i => change(i,
            $"{(i % 2 == 0 ? "yes" : "no")},{20 + i * 7 % 11 + (i % 2 == 0 ? 4 : 0)},{20 + i * 13 % 29},{(i % 5 < 2 ? "a" : "b")}"))]);

    private static void ShouldBe(JsonElement result, string id)
    {
        var reference = TestFiles.Reference(id);
        void Same(string path, string key) =>
            result.Number(path).ShouldBe(reference.Number(key), 0.002 * Math.Abs(reference.Number(key)), path);
        Same("estimates.least_squares.estimate", "ols");
        Same("estimates.inverse_probability.estimate", "ipw_hajek_att");
        Same("estimates.outcome_regression.estimate", "outcome_reg_att");
        Same("estimates.doubly_robust.estimate", "aipw_att_hajek");
        result.Number("estimates.trimmed.estimate").ShouldBe(reference.GetProperty("ipw_trim0.1-0.9").GetDouble(), 5);
        Same("diagnostics.effective_others", "ess_controls");
    }

    [Fact]
    public async Task A_covariate_that_follows_from_the_others_is_left_out_and_named()
    {
        var path = TestFiles.Write("people.csv", ["joined,later,age,months,urban,rural", .. Enumerable.Range(0, 80).Select(i =>
            $"{(i * 7 % 5 < 2 ? 1 : 0)},{i * 31 % 17 + i % 7},{20 + i * 13 % 37},{12 * (20 + i * 13 % 37)},{i * 11 % 3 / 2},{1 - i * 11 % 3 / 2}")]);
        string[] columns = ["adjust", path, "--treated", "joined", "--outcome", "later", "--covariates"];
        var all = await Terminal.Json([.. columns, "age,months,urban,rural"]);
        var enough = await Terminal.Json([.. columns, "age,urban"]);
        all.Number("headline.estimate").ShouldBe(enough.Number("headline.estimate"), 1e-12);
        all.At("warnings").EnumerateArray().Single(warning => warning.Text("code") == "adds-nothing").Text("text").ShouldContain("months, rural");
    }

    [Fact]
    public async Task A_covariate_that_is_the_same_for_everybody_is_left_out_and_named()
    {
        var path = People((i, row) => row + (i < 0 ? "" : ",7"));
        string[] columns = ["adjust", path, "--treated", "joined", "--outcome", "spend", "--covariates"];
        var all = await Terminal.Json([.. columns, "age,extra"]);
        all.Number("headline.estimate").ShouldBe((await Terminal.Json([.. columns, "age"])).Number("headline.estimate"), 1e-12);
        all.At("warnings").EnumerateArray().Single(warning => warning.Text("code") == "constant").Text("column").ShouldBe("extra");
        (await Terminal.Analyze([.. columns, "extra"])).Error.ShouldContain("'extra' is the same for everybody");
    }

    [Theory]
    [InlineData("age,spend", "'spend' is the outcome or says who joined")]
    [InlineData("joined,age", "'joined' is the outcome or says who joined")]
    public async Task What_came_of_it_is_nothing_to_adjust_for(string covariates, string said)
    {
        var printed = await Terminal.Analyze("adjust", People((_, row) => row), "--treated", "joined", "--outcome", "spend", "--covariates", covariates);
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain(said);
    }

    [Fact]
    public async Task An_outcome_that_is_the_same_for_everybody_is_none()
    {
        var printed = await Terminal.Analyze("adjust", People((_, row) => row + ",7"), "--treated", "joined", "--outcome", "extra", "--covariates", "age");
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("'extra' is the same for everybody: there is no outcome to compare");
    }

    [Fact]
    public async Task Who_has_nobody_of_her_kind_to_be_compared_with_is_named()
    {
        var path = People((i, row) => row + (i % 8 == 0 ? ",vip" : ",plain"));
        (await Terminal.Analyze("adjust", path, "--treated", "joined", "--outcome", "spend", "--covariates", "age,extra"))
            .Error.ShouldContain("All 5 with 'vip' in 'extra' joined");
    }
}
