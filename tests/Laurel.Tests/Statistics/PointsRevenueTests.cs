using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>IFRS 15 Illustrative Example 52 (IE267–IE270): goods for 100,000 with 10,000 points worth .95 each.</summary>
public sealed class PointsRevenueTests
{
    [Fact]
    public void Example_52_divides_the_price()
    {
        var allocation = PointsRevenue.Allocate(100_000, 100_000, 10_000 * 0.95m, decimals: 0);
        allocation.Goods.ShouldBe(91_324);
        allocation.Points.ShouldBe(8_676);
        allocation.Entry.Lines.Sum(line => line.Debit - line.Credit).ShouldBe(0);
    }

    [Fact]
    public void Example_52_catches_up_when_the_estimate_changes()
    {
        var periods = PointsRevenue.Recognise(8_676, [new(4_500, 9_500), new(8_500, 9_700)], decimals: 0);
        periods.Select(period => period.Revenue).ShouldBe([4_110, 3_493]);
        periods.Select(period => period.Liability).ShouldBe([4_566, 1_073]);
        periods.SelectMany(period => period.Entry.Lines).Sum(line => line.Debit - line.Credit).ShouldBe(0);
    }

    /// <summary>KPMG, Revenue: IFRS 15 handbook (2019), example 10A before its rounding to 9%.</summary>
    [Fact]
    public void The_handbooks_example_divides_the_price_before_rounding() =>
        PointsRevenue.Allocate(100_000, 100_000, 9_700, decimals: 6).Points.ShouldBe(8842.297174m);

    [Fact]
    public void What_is_no_longer_expected_becomes_revenue()
    {
        var periods = PointsRevenue.Recognise(100, [new(0, 50), new(10, 10)], decimals: 2);
        periods[1].Revenue.ShouldBe(100);
        periods[1].Liability.ShouldBe(0);
    }

    [Fact]
    public void Rising_expectations_take_revenue_back_with_a_balanced_entry()
    {
        var periods = PointsRevenue.Recognise(100, [new(40, 50), new(40, 80)], decimals: 2);
        periods[1].Revenue.ShouldBe(-30);
        periods[1].Entry.Lines[0].ShouldBe(new AccountingLine(RevenueAccount.PointsRevenue, 30, 0));
        periods[1].Entry.Lines[1].ShouldBe(new AccountingLine(RevenueAccount.ContractLiability, 0, 30));
    }

    [Theory]
    [InlineData(99.99)]
    [InlineData(0.01)]
    [InlineData(0)]
    public void Rounding_loses_nothing(decimal price)
    {
        var allocation = PointsRevenue.Allocate(price, 3, 1, decimals: 2);
        (allocation.Goods + allocation.Points).ShouldBe(price);
    }

    [Fact]
    public void More_redeemed_than_expected_in_all_is_refused() =>
        Should.Throw<ArgumentException>(() => PointsRevenue.Recognise(1, [new(5, 4)], 2)).Message.ShouldContain("cannot be");

    [Fact]
    public void An_entry_that_does_not_balance_is_refused() =>
        Should.Throw<ArgumentException>(() => new AccountingEntry([new AccountingLine(RevenueAccount.Receivable, 1, 0)]))
            .Message.ShouldContain("differ by 1");
}
