using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class PurchaseHistoryTests
{
    private static readonly DateOnly Monday = new(2024, 1, 1);

    [Fact]
    public void Several_purchases_on_one_day_are_one()
    {
        DatedPurchase[] purchases = [new(7, Monday, 10), new(7, Monday.AddDays(14), 5), new(7, Monday.AddDays(14), 6)];
        var member = ObservedMembers.From(purchases, Monday.AddDays(28)).ShouldHaveSingleItem();
        member.History.ShouldBe(new PurchaseHistory(1, 2, 4));
        member.MeanRepeatSpend.ShouldBe(11);
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        DatedPurchase[] purchases = [new(2, Monday, 1), new(1, Monday.AddDays(7), 2), new(2, Monday.AddDays(21), 3), new(1, Monday, 4)];
        var forwards = ObservedMembers.From(purchases, Monday.AddDays(30));
        ObservedMembers.From([.. purchases.Reverse()], Monday.AddDays(30)).ShouldBe(forwards);
    }

    [Fact]
    public void Purchases_after_the_end_count_as_later_days_and_later_newcomers_are_left_out()
    {
        DatedPurchase[] purchases =
            [new(1, Monday, 1), new(1, Monday.AddDays(10), 1), new(1, Monday.AddDays(40), 1), new(2, Monday.AddDays(10), 1)];
        var member = ObservedMembers.From(purchases, Monday.AddDays(7), Monday.AddDays(30)).ShouldHaveSingleItem();
        member.LaterDays.ShouldBe(1);
        member.History.ShouldBe(new PurchaseHistory(0, 0, 1));
    }

    [Fact]
    public void Cdnow_has_the_known_counts()
    {
        var members = ObservedMembers.From(Cdnow.Full(), Cdnow.End, Cdnow.HoldoutEnd);
        members.Length.ShouldBe(23_570);
        members.Sum(member => member.History.Repeats).ShouldBe(24_337);
        members.Sum(member => member.LaterDays).ShouldBe(19_684);
        Cdnow.Histories(members).Distinct.Count.ShouldBe(8_685);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(1, 1, double.PositiveInfinity)]
    [InlineData(1, double.NaN, 2)]
    public void An_impossible_history_is_refused(int repeats, double last, double observed) =>
        Should.Throw<ArgumentException>(() => PurchaseHistories.Of([new PurchaseHistory(repeats, last, observed)]))
            .Message.ShouldContain("t_x");

    [Fact]
    public void No_members_are_refused() => Should.Throw<ArgumentException>(() => PurchaseHistories.Of([]));
}
