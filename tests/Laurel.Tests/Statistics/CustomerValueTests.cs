using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class CustomerValueTests
{
    private static readonly ValueSettings Settings = new(Discounting.Monthly(12, 0.01), 39, 0.4);

    [Fact]
    public void The_members_of_cdnow_have_a_value_and_a_back_test()
    {
        var value = CustomerValue.Estimate(Cdnow.Sample(), Cdnow.HoldoutEnd, Settings).ShouldNotBeNull();
        value.Members.Count.ShouldBe(2_357);
        value.Model.Model.Name.ShouldBe(value.BackTest.Best.Test.Name);
        value.Members.ShouldAllBe(member => double.IsFinite(member.Value) && member.Value >= 0);
        value.Total.ShouldBe(value.Members.Sum(member => member.Value));
        value.Caveats.Select(caveat => caveat.Kind).ShouldBe([CaveatKind.ForecastNotEffect]);
    }

    [Fact]
    public void Half_the_margin_is_half_the_value()
    {
        var value = CustomerValue.Estimate(Cdnow.Sample(), Cdnow.HoldoutEnd, Settings)!;
        var half = CustomerValue.Estimate(Cdnow.Sample(), Cdnow.HoldoutEnd, Settings with { Margin = 0.2 })!;
        half.Total.ShouldBe(value.Total / 2, 1e-6 * value.Total);
    }

    /// <summary>Recomputed independently: corr(x, z̄) = .114 on the CDNOW sample.</summary>
    [Fact]
    public void How_much_and_how_often_hardly_go_together_at_cdnow() =>
        ValueCaveats.SpendCorrelation(ObservedMembers.From(Cdnow.Sample(), Cdnow.End)).ShouldBe(0.114, 0.001);

    [Fact]
    public void Too_few_members_have_no_forecast() =>
        CustomerValue.Estimate(Shop(members: 20, random: 3), Day(400), Settings).ShouldBeNull();

    [Fact]
    public void Members_who_buy_like_clockwork_are_noticed()
    {
        var purchases = from member in Enumerable.Range(0, 200)
                        from visit in Enumerable.Range(0, 20)
                        let day = member % 30 + visit * (14 + member % 7) + visit * member % 3
                        select new DatedPurchase(member, Day(day), 10 + member % 9);
        var value = CustomerValue.Estimate([.. purchases], Day(420), Settings).ShouldNotBeNull();
        value.Caveats.ShouldContain(caveat => caveat.Kind == CaveatKind.RegularRhythm && caveat.Figure > 1.5);
    }

    [Fact]
    public void A_shop_that_closed_during_the_hold_out_is_noticed()
    {
        var purchases = Shop(members: 400, random: 5).Where(purchase => purchase.Day < Day(130)).ToArray();
        var value = CustomerValue.Estimate(purchases, Day(400), Settings).ShouldNotBeNull();
        value.Caveats.ShouldContain(caveat => caveat.Kind == CaveatKind.HoldoutBias);
        value.Caveats.ShouldAllBe(caveat => !double.IsNaN(caveat.Figure));
    }

    [Fact]
    public void Frequent_buyers_with_larger_baskets_are_noticed()
    {
        var purchases = Shop(members: 400, random: 7).GroupBy(purchase => purchase.Member)
            .SelectMany(group => group.Select(purchase => purchase with { Amount = 5 + 3 * group.Count() })).ToArray();
        CustomerValue.Estimate(purchases, Day(400), Settings).ShouldNotBeNull()
            .Caveats.ShouldContain(caveat => caveat.Kind == CaveatKind.SpendFollowsFrequency);
    }

    [Fact]
    public void A_margin_of_more_than_everything_is_refused() =>
        Should.Throw<ArgumentException>(() => CustomerValue.Estimate([], Day(1), Settings with { Margin = 1.1 }));

    /// <summary>Random purchases at the rate of the member, of random amounts.</summary>
    private static DatedPurchase[] Shop(int members, int random)
    {
        var chance = new Random(random);
        var purchases = new List<DatedPurchase>();
        for (var member = 0; member < members; member++)
        {
            var days = 15 + 60 * chance.NextDouble();
            for (var day = chance.NextDouble() * 60; day < 400; day -= days * Math.Log(1 - chance.NextDouble()))
                purchases.Add(new DatedPurchase(member, Day((int)day), 5 + 40 * chance.NextDouble()));
        }
        return [.. purchases];
    }

    private static DateOnly Day(int number) => new DateOnly(2024, 1, 1).AddDays(number);
}
