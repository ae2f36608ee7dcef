using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Questions;

/// <summary>The figures of reference_values.json for a file with returns, anonymous baskets, gifts and corrections in it.</summary>
public sealed class OnlineRetailTests(OnlineRetailOrders orders) : IClassFixture<OnlineRetailOrders>
{
    [Fact]
    public void The_file_is_described_as_it_was_read()
    {
        var profile = orders.File.Profile;
        (profile.Rows, profile.Orders, profile.ReturnOrders, profile.Customers).ShouldBe((541909, 25900, 3836, 4372));
        (profile.RowsWithoutCustomer, profile.Skus).ShouldBe((135080, 4070));
        (profile.Amount, profile.AmountWithCustomer).ShouldBe((9747747.934m, 8300065.814m));
    }

    [Fact]
    public void What_was_left_out_is_counted()
    {
        orders.File.Warnings.Where(w => w.IsDropped).Select(w => (w.Code, w.Rows)).ShouldBe([
            ("zero-price", 2515), ("negative-price", 2)]);
        orders.File.Warnings.Single(w => w.Code == "returns").Rows.ShouldBe(9288);
    }

    [Fact]
    public void The_cohort_of_December_2010() => Cohort("2010-12", new DateOnly(2012, 1, 1))
        .ShouldBe([885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235]);

    [Fact]
    public void The_cohort_of_January_2011() => Cohort("2011-01", new DateOnly(2012, 1, 1))
        .ShouldBe([417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49]);

    [Fact]
    public void A_month_that_is_not_over_has_a_count_so_far_and_no_share()
    {
        var answer = new CohortRetention().Ask(orders.File.Facts, orders.File.Scope());
        var december = answer.Find("active", "2010-12", "12")!;
        (december.Total, december.N, december.IsMature).ShouldBe((235, 885, false));
        december.Value.ShouldBeNull();
        december.Interval.ShouldBeNull();
        answer.Find("active", "2010-12", "11")!.Value!.Value.ShouldBe(445 / 885.0, 1e-15);
    }

    [Fact]
    public void Recency_frequency_and_money_on_the_tenth_of_December()
    {
        var rfm = new Rfm().Ask(orders.File.Facts, orders.File.Scope(new DateOnly(2011, 12, 10)));
        rfm.Find("customers", "all")!.Value.ShouldBe(4338);
        Near(rfm, "recency_median", "all", 51);
        Near(rfm, "recency_mean", "all", 93.05947441217151);
        Near(rfm, "frequency_mean", "all", 4.272014753342554);
        rfm.Find("frequency_max", "all")!.Value.ShouldBe(209);
        rfm.Find("one_time_buyers", "all")!.Total.ShouldBe(1493);
        Near(rfm, "monetary_sum", "as_bought", 8911407.904);
        Near(rfm, "monetary_mean", "as_bought", 2054.2664601198708);
        Near(rfm, "monetary_median", "as_bought", 674.485);
        Near(rfm, "monetary_cut_20", "as_bought", 250.19400000000002);
        Near(rfm, "monetary_cut_40", "as_bought", 490.0960000000001);
        Near(rfm, "monetary_cut_60", "as_bought", 942.276);
        Near(rfm, "monetary_cut_80", "as_bought", 2058.426000000001);
        Near(rfm, "top_fifth_share", "as_bought", 0.7461713718676614);
    }

    [Fact]
    public void Every_customer_is_in_the_grid_once()
    {
        var grid = new RfmGrid().Ask(orders.File.Facts, orders.File.Scope());
        grid.Of("customers").Sum(f => f.Total).ShouldBe(4338);
        grid.Of("average_spend").ShouldAllBe(f => f.N > 0);
    }

    [Fact]
    public void Anonymous_baskets_count_for_revenue_and_not_for_customers()
    {
        var overview = new Overview().Ask(orders.File.Facts, orders.File.Scope());
        overview.Find("customers")!.Total.ShouldBe(4338);
        overview.Find("identified_orders")!.Value!.Value.ShouldBeInRange(0.9, 0.99);
    }

    private IEnumerable<long> Cohort(string month, DateOnly asOf) =>
        new CohortRetention().Ask(orders.File.Facts, orders.File.Scope(asOf)).Of("active")
            .Where(f => f.Keys[0] == month).Select(f => f.Total!.Value);

    private static void Near(Answer answer, string measure, string key, double expected) =>
        answer.Find(measure, key)!.Value!.Value.ShouldBe(expected, Math.Abs(expected) * 1e-6);
}

/// <summary>Online Retail as facts, read once.</summary>
public sealed class OnlineRetailOrders : IDisposable
{
    internal OrdersFile File { get; } = OrdersFile.Read(SharedFolder.Path("data/online_retail/online_retail.csv.gz"));

    public void Dispose() => File.Dispose();
}
