using System.Globalization;
using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class OutstandingUnitsTests
{
    private static readonly DateOnly January = new(2017, 1, 1);

    /// <summary>A synthetic airline program of 2017–2018 with some months recorded twice; counted independently.</summary>
    [Fact]
    public void The_airline_owes_what_it_owes_and_its_missing_opening_balances_are_found()
    {
        string[] columns = ["loyalty_number", "year", "month", "points_accumulated", "points_redeemed"];
        var outstanding = OutstandingUnits.Of(
        [
            .. GzipCsv.Rows("data/airline_loyalty/flight_activity_nonzero.csv.gz", columns).Select(row => new UnitFlow(
                row[0].Whole(), new DateOnly(row[1].Whole(), row[2].Whole(), 1), Units(row[3]), Units(row[4]))),
        ]);
        outstanding.Issued.ShouldBe(50_172_736.25m);
        outstanding.Redeemed.ShouldBe(12_451_388m);
        outstanding.Outstanding.ShouldBe(37_721_348.25m);
        outstanding.Overdrawn.Count.ShouldBe(3_321);
    }

    [Fact]
    public void A_balance_that_recovers_was_still_overdrawn() =>
        OutstandingUnits.Of([new(1, January, 10, 30), new(1, January.AddMonths(1), 50, 0)])
            .Overdrawn.ShouldHaveSingleItem().ShouldBe(new OverdrawnMember(1, -20));

    [Fact]
    public void Rows_of_one_period_are_added_up_before_the_balance_is_judged() =>
        OutstandingUnits.Of([new(1, January, 0, 30), new(1, January, 40, 0)]).Overdrawn.ShouldBeEmpty();

    private static decimal Units(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);
}
