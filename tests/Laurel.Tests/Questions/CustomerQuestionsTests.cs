using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Tests.Facts;
using Shouldly;
using Xunit;
using static Laurel.Tests.Facts.Sample;

namespace Laurel.Tests.Questions;

public sealed class CustomerQuestionsTests : IDisposable
{
    private readonly FactsFile facts = FactsFile.InMemory();

    public void Dispose() => facts.Dispose();

    [Fact]
    public void Several_purchases_a_day_are_one_visit_and_several_orders()
    {
        facts.With(Purchase(1, "ada", "2026-01-05"), Purchase(2, "ada", "2026-01-05"), Purchase(3, "ada", "2026-01-06"),
            Purchase(4, "bob", "2026-01-06"));
        var visits = Ask(new VisitFrequency(2), "2026-02-01");
        (visits.Find("visits_per_customer", "2026-01")!.Total, visits.Find("came_often", "2026-01")!.Total).ShouldBe((3, 1));
        Ask(new PurchaseFrequency(), "2026-02-01").Find("orders_per_customer", "2026-01")!.Value.ShouldBe(2);
    }

    [Fact]
    public void A_month_without_purchases_is_a_zero_once_it_is_over()
    {
        facts.With(Purchase(1, "ada", "2026-01-05"), Purchase(2, "ada", "2026-03-05"));
        var answer = Ask(new ActiveCustomers(), "2026-04-01");
        answer.Of("active").Select(f => f.Value).ShouldBe([1, 0, 1]);
        answer.Find("reactivated", "2026-03")!.Total.ShouldBe(1);
        answer.Find("lapsed", "2026-02")!.Total.ShouldBe(1);
    }

    [Fact]
    public void A_month_the_facts_began_in_the_middle_of_is_blank()
    {
        facts.With(Purchase(1, "ada", "2026-01-15"), Purchase(2, "ada", "2026-02-05"));
        var answer = Ask(new Revenue(), "2026-03-01");
        answer.Find("revenue", "2026-01")!.Value.ShouldBeNull();
        answer.Find("revenue", "2026-02")!.Value.ShouldBe(10);
    }

    [Fact]
    public void Returning_customers_bought_on_two_days_of_the_period()
    {
        facts.With(Purchase(1, "ada", "2026-01-05"), Purchase(2, "ada", "2026-03-05"),
            Purchase(3, "bob", "2026-01-05"), Purchase(4, "bob", "2026-01-05"));
        var figure = Ask(new ReturningCustomers(), "2026-04-01").Find("returning", "2026-Q1")!;
        (figure.Total, figure.N, figure.IsTooFew).ShouldBe((1, 2, true));
    }

    [Fact]
    public void Averages_per_order_and_per_customer_are_not_mixed()
    {
        facts.With(Purchase(1, "ada", "2026-01-05", 1000), Purchase(2, "ada", "2026-01-06", 2000), Purchase(3, null, "2026-01-06", 600));
        var answer = Ask(new AveragePurchaseAmount(), "2026-02-01");
        answer.Find("per_order", "2026-01")!.Value.ShouldBe(12);
        answer.Find("per_customer", "2026-01")!.Value.ShouldBe(30);
    }

    [Fact]
    public void Money_of_another_currency_is_never_added()
    {
        facts.With(Purchase(1, net: 1000), Purchase(2, net: 1000), Purchase(3, net: 700, currency: "JPY"));
        Ask(new Overview(), "2026-02-01").Find("revenue")!.Total.ShouldBe(2000);
        var yen = new Overview().Ask(facts, Scope.Of(facts, Cafe, Day("2026-02-01"), "JPY")!);
        (yen.Find("revenue")!.Value, yen.Currency!.Value.Code).ShouldBe((700, "JPY"));
    }

    [Fact]
    public void Programs_of_one_organization_do_not_mix()
    {
        facts.With(Purchase(1)).WithIn("bakery", Purchase(1, "bob"), Purchase(2, "cyd"));
        Ask(new Overview(), "2026-02-01").Find("customers")!.Total.ShouldBe(1);
    }

    [Fact]
    public void Loyal_customers_came_before_the_window_and_new_ones_in_it()
    {
        facts.With(Purchase(1, "old", "2024-11-01"), Purchase(2, "ada", "2025-05-01"), Purchase(3, "ada", "2025-06-01"),
            Purchase(4, "ada", "2025-07-01"),
            Purchase(5, "ada", "2026-01-05", 4000), Purchase(6, "bob", "2026-01-06", 1000), Purchase(7, "bob", "2026-01-07", 1000));
        var answer = Ask(new LoyalVersusNew(), "2026-02-01");
        answer.Find("average_order", "loyal")!.Value.ShouldBe(40);
        answer.Find("orders_per_customer", "new")!.Value.ShouldBe(2);
    }

    [Fact]
    public void Equal_customers_get_equal_scores_and_the_grid_says_when_scores_are_missing()
    {
        facts.With(Enumerable.Range(1, 10).Select(i => (object)Purchase(i, $"c{i}", "2026-01-05")).ToArray());
        var grid = Ask(new RfmGrid(), "2026-02-01");
        grid.Of("customers").Single().Keys.ShouldBe(["1", "1"]);
        grid.Remarks.Single().Code.ShouldBe("few-scores");
    }

    [Fact]
    public void Returns_are_deducted_from_money_after_returns_only()
    {
        facts.With(Purchase(1, "ada", "2026-01-05", 5000), Return(2, of: 1, "ada", "2026-01-08", 2000));
        var rfm = Ask(new Rfm(), "2026-02-01");
        (rfm.Find("monetary_sum", "as_bought")!.Value, rfm.Find("monetary_sum", "after_returns")!.Value).ShouldBe((50, 30));
    }

    [Fact]
    public void Nothing_known_before_the_day_is_no_scope()
    {
        facts.With(Purchase(1, day: "2026-01-05"));
        Scope.Of(facts, Cafe, Day("2026-01-05")).ShouldBeNull();
    }

    [Fact]
    public void A_week_is_no_step_of_these_questions()
    {
        facts.With(Purchase(1));
        var scope = Scope.Of(facts, Cafe, Day("2026-02-01"))! with { Step = PeriodUnit.Week };
        Should.Throw<ArgumentException>(() => new Revenue().Ask(facts, scope)).Message.ShouldContain("month, quarter or year");
    }

    private Answer Ask(Question question, string asOf) => question.Ask(facts, Scope.Of(facts, Cafe, Day(asOf))!);
}
