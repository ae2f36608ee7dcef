using System.Text.Json;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Analyze;

/// <summary>Coupons, cohorts, RFM and NPS against references recomputed independently.</summary>
public sealed class DescribingVerbTests
{
    private static readonly string[] OnlineRetail = ["--customer", "CustomerID", "--date", "InvoiceDate", "--quantity", "Quantity",
        "--price", "UnitPrice", "--positive-only"];

    [Fact]
    public async Task Coupons_count_unique_redeemers_of_unique_deliveries()
    {
        var reference = TestFiles.Reference("cj.campaign_response.even");
        var result = await Terminal.Json(
            "coupons", TestFiles.Shared("data/complete_journey/campaigns.csv.gz"), "--redemptions",
            TestFiles.Shared("data/complete_journey/coupon_redemptions.csv.gz"), "--customer", "household_id", "--campaign", "campaign_id");
        result.Number("estimates.response.count").ShouldBe(reference.Number("redeemed_hh_campaign"));
        result.Number("estimates.response.of").ShouldBe(reference.Number("mailed_hh_campaign"));
        result.Number("estimates.response.share").ShouldBe(reference.Number("response_rate"), 1e-12);
        result.Number("diagnostics.customers_mailed").ShouldBe(reference.Number("mailed_hh"));
        result.Number("diagnostics.redemptions").ShouldBe(reference.Number("redemptions"));
        result.Number("diagnostics.customers_redeeming").ShouldBe(reference.Number("redeeming_hh"));
        var thirteen = result.At("estimates.campaigns").EnumerateArray().Single(one => one.Text("campaign") == "13");
        (thirteen.Number("delivered"), thirteen.Number("redeemers")).ShouldBe((549, 93));
    }

    [Theory]
    [InlineData(5, 50)]
    [InlineData(0, 20)]
    [InlineData(2102, 6589)]
    public async Task The_interval_of_a_response_is_wilsons(int redeemers, int deliveries)
    {
        var sent = TestFiles.Write("sent.csv", ["member", .. Enumerable.Range(1, deliveries).Select(i => $"{i}"), "1"]);
        var used = TestFiles.Write("used.csv",
            ["card_no", .. Enumerable.Range(1, redeemers).SelectMany(i => (string[])[$"{i}.0", $"{i}.0"])]);
        var result = await Terminal.Json("coupons", sent, "--redemptions", used, "--customer", "member", "--redeemed-customer", "card_no");
        var reference = TestFiles.Reference("stats.wilson").GetProperty($"{redeemers}/{deliveries}");
        result.Number("estimates.response.interval_low").ShouldBe(reference[0].GetDouble(), 1e-6);
        result.Number("estimates.response.interval_high").ShouldBe(reference[1].GetDouble(), 1e-6);
        result.WarningCodes().ShouldContain("repeated-deliveries");
    }

    [Fact]
    public async Task Redemptions_of_what_was_not_sent_are_not_counted()
    {
        var sent = TestFiles.Write("sent.csv", "who,what", "a,1", "b,1", "b,2");
        var used = TestFiles.Write("used.csv", "who,what", "a,1", "a,2", "c,1");
        var result = await Terminal.Json("coupons", sent, "--redemptions", used, "--customer", "who", "--campaign", "what");
        result.Number("estimates.response.count").ShouldBe(1);
        result.Number("diagnostics.redemptions_without_delivery").ShouldBe(2);
        result.WarningCodes().ShouldBe(["without-delivery", "few-deliveries"]);
    }

    [Fact]
    public async Task Files_that_write_names_differently_are_noticed()
    {
        var sent = TestFiles.Write("sent.csv", "who,what", "M-1,1", "M-2,1");
        var used = TestFiles.Write("used.csv", "who,what", "1,1");
        var printed = await Terminal.Analyze("coupons", sent, "--redemptions", used, "--customer", "who", "--campaign", "what");
        printed.Exit.ShouldBe(Host.Failed);
        printed.Error.ShouldContain("sent 'M-1 · 1', redeemed '1 · 1'");
    }

    [Fact]
    public async Task Quarters_of_cdnow_are_counted_as_the_references_count_them()
    {
        var result = await Terminal.Json("cohorts", TestFiles.Shared("data/cdnow/cdnow_master.csv.gz"), "--customer", "customer_id",
            "--date", "date", "--period", "quarter");
        var periods = result.At("estimates.periods").EnumerateArray().ToDictionary(period => period.Text("period"));
        foreach (var quarter in TestFiles.Reference("cdnow.active_by_quarter").EnumerateObject())
            periods[quarter.Name].Number("active").ShouldBe(quarter.Value.GetDouble(), quarter.Name);
        foreach (var period in periods.Values)
            (period.Number("new") + period.Number("retained") + period.Number("reactivated")).ShouldBe(period.Number("active"));
        var year = TestFiles.Reference("cdnow.retention_year_on_year.1997Q2->1998Q2");
        periods["1998Q2"].Number("year_on_year.count").ShouldBe(year.Number("retained"));
        periods["1998Q2"].Number("year_on_year.of").ShouldBe(year.Number("active97Q2"));
        var repeat = TestFiles.Reference("cdnow.repeat_within_90d");
        (result.Number("estimates.repeat.repeated"), result.Number("estimates.repeat.mature"))
            .ShouldBe((repeat.Number("k"), repeat.Number("n")));
        result.Number("estimates.repeat.ever.share").ShouldBe(0.48858718710224863, 1e-12);
    }

    [Theory]
    [InlineData("2010-12")]
    [InlineData("2011-01")]
    public async Task Cohorts_of_online_retail_are_those_of_the_references(string month)
    {
        var result = await Terminal.Json(["cohorts", TestFiles.Shared("data/online_retail/online_retail.csv.gz"), .. OnlineRetail]);
        var cells = result.At("estimates.cohorts").EnumerateArray().Single(one => one.Text("cohort") == month).At("cells")
            .EnumerateArray().ToList();
        cells.Select(cell => cell.Number("active"))
            .ShouldBe(TestFiles.Reference($"online_retail.cohort.{month}").EnumerateArray().Select(one => one.GetDouble()));
        cells[^1].At("complete").GetBoolean().ShouldBeFalse();
        cells[^1].At("share").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Rfm_of_online_retail_is_that_of_the_references()
    {
        var reference = TestFiles.Reference("online_retail.rfm.2011-12-10");
        var result = await Terminal.Json(
            ["rfm", TestFiles.Shared("data/online_retail/online_retail.csv.gz"), .. OnlineRetail, "--order", "InvoiceNo"]);
        void Same(string path, string key) =>
            result.Number($"estimates.{path}").ShouldBe(reference.Number(key), 1e-6 * reference.Number(key), path);
        Same("customers", "n");
        Same("recency_median", "recency_median");
        Same("recency_mean", "recency_mean");
        Same("frequency_mean", "freq_mean");
        Same("frequency_max", "freq_max");
        Same("one_time_buyers.count", "one_time_buyers");
        Same("monetary_sum", "monetary_sum");
        Same("monetary_median", "monetary_median");
        Same("top_fifth_share", "top20pct_share");
        Same("monetary_cuts.0", "monetary_quintile_cuts_linear.0");
        Same("monetary_cuts.3", "monetary_quintile_cuts_linear.3");
        result.Text("diagnostics.as_of").ShouldBe("2011-12-10");
    }

    [Fact]
    public async Task Rfm_scores_go_to_a_file()
    {
        var orders = TestFiles.Write("orders.csv", "who,day,paid", "a,2026-01-01,5", "a,2026-01-03,-2", "b,2026-02-01,10",
            "b,2026-02-02,10", "\"c, d\",2025-12-01,1");
        var path = TestFiles.Write("rfm.csv");
        var result = await Terminal.Json("rfm", orders, "--customer", "who", "--date", "day", "--amount", "paid", "--customers-to", path);
        File.ReadAllLines(path).ShouldBe([
            "customer,recency_days,frequency,monetary,recency_score,frequency_score,monetary_score",
            "a,33,1,3,3,1,3", "b,1,2,20,5,5,5", "\"c, d\",64,1,1,1,1,1"]);
        result.Number("diagnostics.returns").ShouldBe(1);
    }

    [Theory]
    [InlineData("stats.nps_p60_pa25_d15", 60, 25, 15)]
    [InlineData("stats.nps_p450_pa350_d200", 450, 350, 200)]
    public async Task The_score_and_its_interval_are_those_of_the_references(string id, int promoters, int passives, int detractors)
    {
        var path = TestFiles.Write("answers.csv", "score,n", $"9,{promoters - 10}", "10,10", $"7,{passives}", $"0,{detractors - 5}", "6,5");
        var result = await Terminal.Json("nps", path, "--score", "score", "--count", "n");
        var reference = TestFiles.Reference(id);
        result.Number("estimates.all.estimate").ShouldBe(reference.Number("NPS"), 1e-9);
        result.Number("estimates.all.standard_error").ShouldBe(reference.Number("se"), 1e-6 * reference.Number("se"));
        result.Number("estimates.all.interval_low").ShouldBe(reference.GetProperty("ci95")[0].GetDouble(), 1e-5);
        result.Number("estimates.all.interval_high").ShouldBe(reference.GetProperty("ci95")[1].GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Empty_answers_were_asked_and_did_not_answer()
    {
        var path = TestFiles.Write("answers.csv",
            ["score,channel", .. Enumerable.Range(0, 60).Select(i => i % 12 == 0 ? $"10,{(i == 0 ? "mail" : "till")}" : ",mail")]);
        var result = await Terminal.Json("nps", path, "--score", "score", "--group", "channel");
        (result.Number("diagnostics.asked"), result.Number("diagnostics.answers")).ShouldBe((60, 5));
        result.At("estimates.groups").EnumerateArray().Select(one => one.Text("group")).ShouldBe(["mail", "till"]);
        result.WarningCodes().ShouldBe(["few-answers", "low-response"]);
    }

    [Fact]
    public async Task An_answer_may_have_its_meaning_beside_it_and_an_empty_one_was_asked()
    {
        var path = TestFiles.Write("labels.csv", "score", "\"10 - Extremely likely\"", "9/10", "\"\"", "0 (not at all)", "8");
        var result = await Terminal.Json("nps", path, "--score", "score");
        result.Number("estimates.all.estimate").ShouldBe(25);
        result.Number("diagnostics.asked").ShouldBe(5);
        result.Number("diagnostics.answers").ShouldBe(4);
    }
}
