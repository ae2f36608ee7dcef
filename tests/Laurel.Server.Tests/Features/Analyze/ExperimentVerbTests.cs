using System.Text.Json;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

public sealed class ExperimentVerbTests
{
    /// <summary>LaLonde: published as 1,794 dollars, error 671 (Neyman).</summary>
    [Fact]
    public async Task The_experiment_of_lalonde_has_its_published_effect()
    {
        var reference = TestFiles.Reference("lalonde.experimental");
        var result = await Terminal.Json(
            "experiment", TestFiles.Shared("data/lalonde_nsw/nsw_experimental.csv.gz"), "--arm", "treat", "--control", "0", "--metric",
            "re78");
        result.Number("headline.estimate").ShouldBe(reference.Number("ATT"), 0.01);
        result.Number("headline.standard_error").ShouldBe(reference.Number("se_neyman"), 0.01);
        result.At("diagnostics.assigned").EnumerateArray().Select(count => count.GetInt32()).ShouldBe([260, 185]);
        result.Text("evidence").ShouldBe("A");
        result.Text("verdict.code").ShouldBe("higher");
        result.WarningCodes().ShouldBe(["sizes-differ"]);
    }

    /// <summary>
    /// By hand: A 1, 2, 3 (mean 2, variance 1); B 2, 4, 6 (mean 4, variance 4). Difference 2, error √(1/3 + 4/3); relative 1, error
    /// √((4/3)/2² + (1/3)·4²/2⁴).
    /// </summary>
    [Fact]
    public async Task Difference_and_relative_difference_are_those_of_the_formulas()
    {
        var result = await Terminal.Json("experiment", Small, "--arm", "arm", "--control", "A", "--metric", "spend");
        var b = result.At("estimates.metrics.0.comparisons.0");
        b.Number("difference.estimate").ShouldBe(2, 1e-12);
        b.Number("difference.standard_error").ShouldBe(Math.Sqrt(5 / 3.0), 1e-12);
        b.Number("relative_lift.estimate").ShouldBe(1, 1e-12);
        b.Number("relative_lift.standard_error").ShouldBe(Math.Sqrt(4 / 3.0 / 4 + 1 / 3.0), 1e-12);
        result.Text("estimates.metrics.0.arms.0.arm").ShouldBe("A");
    }

    /// <summary>Everybody in A has 0 and everybody in B has 1: an error of 0 would read as certainty.</summary>
    [Fact]
    public async Task Nothing_is_concluded_from_outcomes_that_never_vary()
    {
        var path = TestFiles.Write("constant.csv", ["arm,bought,spend", .. Enumerable.Range(0, 40).Select(i => i < 20 ? $"A,0,{i}" : $"B,1,{i}")]);
        var result = await Terminal.Json("experiment", path, "--arm", "arm", "--control", "A", "--metric", "bought,spend");
        var (bought, spend) = (result.At("estimates.metrics.0.comparisons.0"), result.At("estimates.metrics.1.comparisons.0"));
        bought.Text("verdict.code").ShouldBe("nothing-varies");
        (bought.TryGetProperty("difference", out var difference) && difference.ValueKind != JsonValueKind.Null).ShouldBeFalse();
        spend.Number("p_value_holm").ShouldBe(spend.Number("difference.p_value"), 1e-15);
        result.Text("verdict.text").ShouldContain("Nothing can be concluded about bought with 'B' against 'A'");
        (await Terminal.Analyze("experiment", path, "--arm", "arm", "--control", "A", "--metric", "bought")).ShouldBeFine().Output.ShouldContain("Nothing can be concluded");
    }

    [Fact]
    public async Task Every_other_arm_and_every_metric_is_compared_and_counted()
    {
        var result = await Terminal.Json("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend,orders");
        result.At("estimates.metrics").GetArrayLength().ShouldBe(2);
        var spend = result.At("estimates.metrics.0.comparisons").EnumerateArray().ToList();
        spend.Select(one => one.Text("arm")).ShouldBe(["mail", "sms"]);
        spend.ShouldAllBe(one => one.Number("p_value_holm") >= one.Number("difference.p_value"));
        spend.ShouldAllBe(one => one.Number("p_value_bh") >= one.Number("difference.p_value") && one.Number("p_value_bh") <= one.Number("p_value_holm"));
        spend[0].Text("verdict.code").ShouldBe("higher");
        spend[1].Text("verdict.code").ShouldBe("not-seen");
    }

    /// <summary>Reference recomputed with numpy: both ratios linearised over the units, θ over all of them, errors by the delta method.</summary>
    [Theory]
    [InlineData("before/orders_before", 1.18193632613362, 1.1887200807503562, 0.7758024185087331)]
    [InlineData("per_order_before", 1.192843633658029, 1.0232617399611534, 0.5936851260277767)]
    public async Task A_ratio_is_adjusted_by_its_past(string past, double difference, double error, double theta)
    {
        double[] revenue = [12, 30, 0, 44, 25, 18, 33, 8, 51, 29, 0, 62], orders = [1, 3, 1, 4, 2, 2, 3, 1, 4, 2, 1, 5];
        double[] before = [10, 35, 5, 40, 20, 22, 28, 12, 45, 21, 4, 50], ordersBefore = [1, 3, 1, 3, 2, 2, 2, 1, 4, 2, 1, 4];
        var path = TestFiles.Write("ratio.csv", ["arm,revenue,orders,before,orders_before,per_order_before", .. revenue.Select((paid, i) =>
            FormattableString.Invariant($"{(i < 6 ? 'A' : 'B')},{paid},{orders[i]},{before[i]},{ordersBefore[i]},{before[i] / ordersBefore[i]:R}"))]);
        var result = await Terminal.Json("experiment", path, "--arm", "arm", "--control", "A", "--metric", "revenue/orders", "--covariate", past);
        result.Number("estimates.metrics.0.comparisons.0.adjusted.estimate").ShouldBe(difference, 1e-9);
        result.Number("estimates.metrics.0.comparisons.0.adjusted.standard_error").ShouldBe(error, 1e-9);
        result.Number("estimates.metrics.0.cuped.theta").ShouldBe(theta, 1e-9);
        result.Text("estimates.metrics.0.covariate").ShouldBe(past);
    }

    [Fact]
    public async Task A_ratio_to_one_is_adjusted_as_a_mean_is_also_where_the_past_is_not_known()
    {
        var path = TestFiles.Write("ones.csv", ["arm,spend,one,before", .. Enumerable.Range(0, 60).Select(i =>
            $"{(i % 2 == 0 ? 'A' : 'B')},{i * 37 % 11 + i % 5},1,{(i % 7 == 0 ? "" : i * 37 % 11)}")]);
        var result = await Terminal.Json("experiment", path, "--arm", "arm", "--control", "A", "--metric", "spend,spend/one", "--covariate",
            "before", "--cap", "0.9");
        var (plain, ratio) = (result.At("estimates.metrics.0.comparisons.0"), result.At("estimates.metrics.1.comparisons.0"));
        ratio.Number("adjusted.estimate").ShouldBe(plain.Number("adjusted.estimate"), 1e-12);
        ratio.Number("adjusted.standard_error").ShouldBe(plain.Number("adjusted.standard_error"), 1e-12);
        ratio.At("capped").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        result.WarningCodes().ShouldContain("not-of-ratios");
    }

    [Fact]
    public async Task The_past_of_a_metric_makes_its_error_smaller_and_not_its_meaning_another()
    {
        var result = await Terminal.Json("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend",
            "--covariate", "before");
        var mail = result.At("estimates.metrics.0.comparisons.0");
        mail.Text("headline").ShouldBe("adjusted");
        mail.Number("adjusted.standard_error").ShouldBeLessThan(mail.Number("difference.standard_error"));
        result.Number("estimates.metrics.0.cuped.variance_kept").ShouldBeLessThan(0.5);
    }

    [Fact]
    public async Task Sizes_that_the_draw_cannot_have_given_stop_everything()
    {
        var result = await Terminal.Json("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend", "--shares",
            "none=80,mail=10,sms=10");
        result.Text("verdict.code").ShouldBe("stopped");
        result.At("headline").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        result.At("estimates.metrics.0.comparisons.0.difference").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        result.WarningCodes().ShouldContain("sample-ratio-mismatch");
    }

    [Theory]
    [InlineData("none=80,mail=20")]
    [InlineData("none=80,mail=10,sms=5,post=5")]
    [InlineData("none=80,mail=10,post=10")]
    public async Task Shares_are_of_the_arms_in_the_file_and_of_no_others(string shares)
    {
        var printed = await Terminal.Analyze("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend", "--shares", shares);
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("--shares must say the share of each arm in the file, and of no other");
    }

    [Fact]
    public async Task Before_the_planned_end_only_a_watchable_interval_speaks()
    {
        var result = await Terminal.Json("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend",
            "--planned-units", "10000");
        result.Text("headline.name").ShouldEndWith("always_valid");
        var mail = result.At("estimates.metrics.0.comparisons.0");
        (mail.Number("always_valid.interval_high") - mail.Number("always_valid.interval_low"))
            .ShouldBeGreaterThan(mail.Number("difference.interval_high") - mail.Number("difference.interval_low"));
        result.WarningCodes().ShouldContain("still-running");
    }

    [Fact]
    public async Task A_test_too_small_for_what_matters_has_no_verdict()
    {
        var result = await Terminal.Json("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend", "--smallest",
            "0.01");
        result.Text("verdict.code").ShouldBe("cannot-see");
        result.WarningCodes().ShouldContain("cannot-see-small-effects");
    }

    [Fact]
    public async Task Rows_of_a_member_are_added_up()
    {
        var path = TestFiles.Write("orders.csv", "member,arm,spend", "1,A,0.5", "1,A,0.5", "2,A,2", "3,A,3", "4,B,2", "5,B,1", "5,B,3",
            "6,B,6", "7,A,9", "7,B,9");
        var result = await Terminal.Json("experiment", path, "--arm", "arm", "--control", "A", "--metric", "spend", "--unit", "member");
        result.Number("headline.estimate").ShouldBe(2, 1e-12);
        result.At("diagnostics.assigned").EnumerateArray().Select(count => count.GetInt32()).ShouldBe([3, 3]);
        result.WarningCodes().ShouldContain("unit-in-two-arms");
    }

    [Fact]
    public async Task An_empty_metric_is_left_out_and_counted_or_zero_when_that_is_said()
    {
        var path = TestFiles.Write("test.csv", "arm,spend", "A,1", "A,2", "A,3", "A,", "B,2", "B,4", "B,6", "B,NA");
        var left = await Terminal.Json("experiment", path, "--arm", "arm", "--control", "A", "--metric", "spend");
        left.Number("headline.estimate").ShouldBe(2, 1e-12);
        left.At("warnings").EnumerateArray().Single(one => one.Text("code") == "missing-metric").Number("rows").ShouldBe(2);
        var zero = await Terminal.Json("experiment", path, "--arm", "arm", "--control", "A", "--metric", "spend", "--missing-is-zero");
        zero.Number("headline.estimate").ShouldBe(1.5, 1e-12);
    }

    [Fact]
    public async Task A_ratio_of_two_columns_keeps_the_member_as_its_unit()
    {
        var result = await Terminal.Json("experiment", Three(), "--arm", "group", "--control", "none", "--metric", "spend/orders");
        var arms = result.At("estimates.metrics.0.arms").EnumerateArray().ToList();
        arms[0].Number("mean").ShouldBe(950 / 199.0, 1e-9);
    }

    [Fact]
    public async Task A_control_that_is_no_value_of_the_column_is_answered_with_the_values()
    {
        var printed = await Terminal.Analyze("experiment", Small, "--arm", "arm", "--control", "C", "--metric", "spend");
        printed.Exit.ShouldBe(Host.Misused);
        printed.Error.ShouldContain("Column 'arm' has no value 'C'. It has: A, B.");
    }

    private static string Small => TestFiles.Write("test.csv", "arm,spend", "A,1", "A,2", "A,3", "B,2", "B,4", "B,6");

    /// <summary>Three hundred members: mail adds 2 to their spend, sms nothing; spend was much the same before.</summary>
    private static string Three() => TestFiles.Write("three.csv", ["group,spend,orders,before", .. Enumerable.Range(0, 300).Select(i =>
    {
        var (group, place) = (i % 3, i / 3);
        var usual = 5 + place % 10;
        return $"{(group == 0 ? "none" : group == 1 ? "mail" : "sms")},{usual + (group == 1 ? 2 : 0)},{1 + place % 3},{usual + place % 2}";
    })]);
}
