using Laurel.Insight.Forecasts;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Forecasts;

public sealed class DatedRatesTests
{
    private static readonly OwedCohort[] Cohorts =
    [
        Cohort(1, 20, 40, 40), Cohort(2, 20, 40), Cohort(3, 60),
    ];

    [Fact]
    public void Before_anything_can_be_expected_all_is_expected() => new DatedRates(Cohorts).At(0, 0).ShouldBe(1);

    [Fact]
    public void A_month_is_booked_by_what_was_known_at_its_end()
    {
        var rates = new DatedRates(Cohorts);
        rates.At(1, 0).ShouldBe(0.4m);
        rates.At(0, 1).ShouldBe(0.4m);
        rates.At(2, 0).ShouldBe(1);
    }

    [Fact]
    public void Of_which_nothing_was_redeemed_yet_as_much_is_expected_as_of_the_month_before() =>
        new DatedRates([Cohort(1, 20, 40, 40), Cohort(2, 20, 40), Cohort(3, 0)]).At(2, 0).ShouldBe(0.4m);

    [Fact]
    public void What_came_later_changes_no_month_before() =>
        new DatedRates(Cohorts[..2]).At(1, 0).ShouldBe(new DatedRates(Cohorts).At(1, 0));

    private static OwedCohort Cohort(int month, params long[] redeemed) => new(new(2026, month, 1), 100, redeemed[^1], 0, 100 - redeemed[^1], redeemed);
}
