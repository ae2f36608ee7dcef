using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Questions;

/// <summary>The figures of reference_values.json that were computed from the same file with other tools.</summary>
public sealed class CdnowTests(CdnowOrders orders) : IClassFixture<CdnowOrders>
{
    [Fact]
    public void Customers_orders_and_amounts_are_those_of_the_file()
    {
        var answer = orders.Ask(new Overview());
        (answer.Find("customers")!.Value, answer.Find("orders")!.Value).ShouldBe((23570, 69659));
        answer.Find("revenue")!.Total.ShouldBe(250031563);
        answer.Find("revenue")!.Value!.Value.ShouldBe(2500315.63, 0.005);
        answer.Find("average_order")!.Value!.Value.ShouldBe(35.89364805696321, 1e-9);
        answer.Find("bought_again")!.Value!.Value.ShouldBe(0.48858718710224863, 1e-12);
    }

    [Fact]
    public void Active_customers_by_quarter()
    {
        var answer = orders.Ask(new ActiveCustomers(), PeriodUnit.Quarter);
        answer.Of("active").Select(f => (f.Keys[0], f.Total)).ShouldBe([
            ("1997-Q1", 23570), ("1997-Q2", 5376), ("1997-Q3", 4263), ("1997-Q4", 4221), ("1998-Q1", 3817), ("1998-Q2", 3317)]);
    }

    [Fact]
    public void Active_is_new_and_retained_and_reactivated_in_every_period()
    {
        var answer = orders.Ask(new ActiveCustomers(), PeriodUnit.Quarter);
        foreach (var active in answer.Of("active"))
        {
            var parts = ((string[])["new", "retained", "reactivated"]).Sum(m => answer.Find(m, active.Keys[0])!.Total);
            parts.ShouldBe(active.Total);
        }
    }

    [Fact]
    public void Revenue_by_quarter()
    {
        var answer = orders.Ask(new Revenue(), PeriodUnit.Quarter);
        answer.Of("revenue").Select(f => (f.Keys[0], f.Total)).ShouldBe([
            ("1997-Q1", 107180547), ("1997-Q2", 35915366), ("1997-Q3", 29239537), ("1997-Q4", 30080676), ("1998-Q1", 26282389),
            ("1998-Q2", 21333048)]);
    }

    [Fact]
    public void Retention_from_a_quarter_to_the_same_quarter_of_the_next_year()
    {
        var strict = orders.Ask(new RetentionStrict()).Find("retained", "1998-Q2")!;
        (strict.Total, strict.N).ShouldBe((1758, 5376));
        strict.Value!.Value.ShouldBe(0.32700892857142855, 1e-15);
        var headcount = orders.Ask(new RetentionHeadcount()).Find("headcount", "1998-Q2")!;
        (headcount.Total, headcount.N).ShouldBe((3317, 5376));
    }

    [Fact]
    public void Repeat_purchases_within_ninety_days()
    {
        var all = orders.Ask(new RepeatPurchaseRate(90)).Find("came_again", "all")!;
        (all.Total, all.N).ShouldBe((6887, 23570));
        all.Value!.Value.ShouldBe(0.29219346627068304, 1e-15);
        all.Interval!.Value.Contains(all.Value.Value).ShouldBeTrue();
    }

    [Fact]
    public void Before_ninety_days_have_passed_for_all_a_cohort_is_blank()
    {
        var answer = orders.Ask(new RepeatPurchaseRate(90), asOf: new DateOnly(1997, 6, 1));
        answer.Find("came_again", "1997-02")!.IsMature.ShouldBeTrue();
        answer.Find("came_again", "1997-03")!.Value.ShouldBeNull();
        answer.Find("came_again", "all")!.N.ShouldNotBeNull().ShouldBeLessThan(23570);
    }
}

/// <summary>CDNOW as facts, read once.</summary>
public sealed class CdnowOrders : IDisposable
{
    private readonly OrdersFile file = OrdersFile.Read(SharedFolder.Path("data/cdnow/cdnow_master.csv.gz"), OrdersLayout.Cdnow);

    internal OrdersFile File => file;

    internal Answer Ask(Question question, PeriodUnit? step = null, DateOnly? asOf = null) =>
        question.Ask(file.Facts, file.Scope(asOf) with { Step = step });

    public void Dispose() => file.Dispose();
}
