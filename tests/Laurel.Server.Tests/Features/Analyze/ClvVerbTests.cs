using System.Text.Json;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>CDNOW: references recomputed independently, equal to published ones and to CLVTools.</summary>
public sealed class ClvVerbTests
{
    private static readonly string[] Columns = ["--customer", "customer_id", "--date", "date", "--amount", "amount", "--calibrate-until",
        "1997-09-30"];

    [Fact]
    public async Task The_whole_cohort_has_the_parameters_and_the_hold_out_of_the_references()
    {
        var result = await Terminal.Json(["clv", TestFiles.Shared("data/cdnow/cdnow_master.csv.gz"), .. Columns]);
        ShouldBe(Model(result, "bg_nbd"), "bgnbd.cdnow_full", 0.003, ["r", "alpha", "a", "b"]);
        ShouldBe(Model(result, "pareto_nbd"), "pnbd.cdnow_full", 0.005, ["r", "alpha", "s", "beta"]);
        ShouldHold(Model(result, "bg_nbd").At("back_test"), "bgnbd.cdnow_full.holdout39w");
        ShouldHold(Model(result, "pareto_nbd").At("back_test"), "pnbd.cdnow_full.holdout39w");
        ShouldHold(result.At("estimates.naive"), "naive.cdnow_full.holdout39w");
        result.Text("estimates.chosen").ShouldBe("pareto_nbd");
    }

    [Fact]
    public async Task The_histories_are_counted_as_the_references_count_them()
    {
        var reference = TestFiles.Reference("rfm.cdnow_full");
        var result = (await Terminal.Json(["clv", TestFiles.Shared("data/cdnow/cdnow_master.csv.gz"), .. Columns])).At("diagnostics");
        result.Number("customers").ShouldBe(reference.Number("customers"));
        result.Number("transactions").ShouldBe(reference.Number("transactions"));
        result.Number("sum_of_repeats").ShouldBe(reference.Number("sum_x_cal"));
        result.Number("holdout_purchases").ShouldBe(reference.Number("holdout_days"));
        result.Number("holdout_weeks").ShouldBe(39);
    }

    [Fact]
    public async Task The_sample_has_the_published_models_of_purchases_and_of_spend()
    {
        var result = await Terminal.Json(["clv", TestFiles.Shared("data/cdnow/cdnow_sample.csv.gz"), .. Columns]);
        ShouldBe(Model(result, "bg_nbd"), "bgnbd.cdnow_sample.params", 0.002, ["r", "alpha", "a", "b"]);
        ShouldBe(Model(result, "mbg_nbd"), "mbgnbd.cdnow_sample", 0.003, ["r", "alpha", "a", "b"]);
        ShouldBe(Model(result, "pareto_nbd"), "pnbd.cdnow_sample", 0.005, ["r", "alpha", "s", "beta"]);
        Model(result, "bg_nbd").Number("log_likelihood").ShouldBe(-9582.4292, 0.005);
        ShouldBe(result.At("estimates.spend"), "gamma_gamma.cdnow_sample", 0.005, ["p", "q", "v"]);
        result.Number("diagnostics.spend_correlation").ShouldBe(0.114, 0.001);
        Model(result, "bg_nbd").Number("value").ShouldBe(71509.9, 0.005 * 71509.9);
    }

    [Fact]
    public async Task It_is_a_forecast_and_never_an_effect()
    {
        var result = await Terminal.Json(["clv", TestFiles.Shared("data/cdnow/cdnow_sample.csv.gz"), .. Columns]);
        result.Text("verdict.code").ShouldBe("forecast");
        result.Text("evidence").ShouldBe("E");
        result.WarningCodes().ShouldBe(["forecast-not-effect"]);
        result.Text("verdict.text").ShouldContain("there were 1,882");
    }

    [Fact]
    public async Task One_row_per_customer_goes_to_a_file()
    {
        var path = TestFiles.Write("values.csv");
        await Terminal.Json(["clv", TestFiles.Shared("data/cdnow/cdnow_sample.csv.gz"), .. Columns, "--model", "bg_nbd",
            "--customers-to", path]);
        var rows = File.ReadAllLines(path);
        rows.Length.ShouldBe(2_358);
        var (head, first) = (rows[0].Split(','), rows[1].Split(','));
        double Cell(string name) => double.Parse(first[Array.IndexOf(head, name)], System.Globalization.CultureInfo.InvariantCulture);
        first[0].ShouldBe("0001");
        Cell("cal_expected_purchases").ShouldBe(1.2259, 0.001);
        Cell("cal_probability_alive").ShouldBe(0.72661, 0.001);
        Cell("cal_value").ShouldBe(36.2785, 0.05);
    }

    [Fact]
    public async Task Without_amounts_purchases_are_forecast_and_no_money()
    {
        var path = TestFiles.Shared("data/cdnow/cdnow_sample.csv.gz");
        var result = await Terminal.Json("clv", path, "--customer", "customer_id", "--date", "date", "--calibrate-until", "1997-09-30");
        ShouldBe(Model(result, "bg_nbd"), "bgnbd.cdnow_sample.params", 0.002, ["r", "alpha", "a", "b"]);
        result.At("estimates.spend").ValueKind.ShouldBe(JsonValueKind.Null);
        result.At("estimates.forecast.value").ValueKind.ShouldBe(JsonValueKind.Null);
        result.Number("estimates.forecast.expected_purchases").ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_calibration_day_without_days_after_it_is_refused_with_the_days_of_the_file()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-05,3", "2,2026-02-01,4");
        var printed = await Terminal.Analyze("clv", path, "--customer", "who", "--date", "day", "--amount", "paid", "--calibrate-until",
            "2026-03-01");
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("the file goes from 2026-01-05 to 2026-02-01");
    }

    [Fact]
    public async Task Too_few_repeat_buyers_have_no_forecast()
    {
        var path = TestFiles.Write("orders.csv", "who,day,paid", "1,2026-01-05,3", "1,2026-01-09,3", "2,2026-02-01,4", "2,2026-04-01,4");
        var printed = await Terminal.Analyze("clv", path, "--customer", "who", "--date", "day", "--amount", "paid", "--calibrate-until",
            "2026-03-01");
        printed.Error.ShouldContain("Only 1 customer bought again before the calibration day; at least 30 are needed");
    }

    private static JsonElement Model(JsonElement result, string key) =>
        result.At("estimates.models").EnumerateArray().Single(model => model.Text("model") == key);

    private static void ShouldBe(JsonElement model, string id, double tolerance, string[] parameters)
    {
        var reference = TestFiles.Reference(id);
        foreach (var name in parameters)
            model.Number($"parameters.{name}.estimate")
                .ShouldBe(reference.Number(name), tolerance * reference.Number(name), $"{id} {name}");
        if (reference.TryGetProperty("LL", out var likelihood))
            model.Number("log_likelihood").ShouldBe(likelihood.GetDouble(), 0.02);
    }

    private static void ShouldHold(JsonElement test, string id)
    {
        var reference = TestFiles.Reference(id);
        test.Number("actual").ShouldBe(reference.Number("act"));
        test.Number("predicted").ShouldBe(reference.Number("pred"), 0.001 * reference.Number("pred"));
        test.Number("mean_absolute_error").ShouldBe(reference.Number("mae"), 0.001);
        test.Number("root_mean_square_error").ShouldBe(reference.Number("rmse"), 0.001);
        test.Number("correlation").ShouldBe(reference.Number("corr"), 0.001);
    }
}
