using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

public sealed class RfmScoringTests
{
    private static readonly DateOnly Day = new(2024, 6, 30);

    /// <summary>Online Retail (UCI) at 2011-12-10, sales of known members; recomputed independently.</summary>
    [Fact]
    public void Online_retail_has_the_known_values()
    {
        var members = RfmScoring.Observe(OnlineRetail(), new DateOnly(2011, 12, 10));
        members.Length.ShouldBe(4_338);
        members.Count(member => member.Frequency == 1).ShouldBe(1_493);
        members.Max(member => member.Frequency).ShouldBe(209);
        members.Average(member => member.Frequency).ShouldBe(4.272014753342554, 1e-9);
        members.Average(member => member.RecencyDays).ShouldBe(93.05947441217151, 1e-9);
        members.Sum(member => member.Monetary).ShouldBe(8911407.904, 1e-3);
        Quantiles.TopShare([.. members.Select(member => member.Monetary)], 0.2).ShouldBe(0.7461713718676614, 1e-6);
        var cuts = RfmScoring.Cut(members, new DateOnly(2011, 12, 10));
        cuts.Monetary.ShouldBe([250.194, 490.096, 942.276, 2058.426], 1e-6);
    }

    [Fact]
    public void Members_are_cut_into_fifths_and_the_most_recent_score_best()
    {
        RfmValues[] members = [.. Enumerable.Range(1, 100).Select(i => new RfmValues(i, i, i, 10 * i))];
        var cuts = RfmScoring.Cut(members, Day);
        members.GroupBy(member => cuts.Score(member).Recency).ShouldAllBe(group => group.Count() == 20);
        cuts.Score(members[0]).ShouldBe(new RfmScore(5, 1, 1));
        cuts.Score(members[99]).ShouldBe(new RfmScore(1, 5, 5));
    }

    [Fact]
    public void Equal_values_get_equal_scores_even_when_half_the_members_tie()
    {
        RfmValues[] members = [.. Enumerable.Range(1, 100).Select(i => new RfmValues(i, 10, i <= 50 ? 1 : i - 49, i))];
        var cuts = RfmScoring.Cut(members, Day);
        members[..50].Select(member => cuts.Score(member).Frequency).Distinct().ShouldHaveSingleItem().ShouldBe(1);
        cuts.Score(members[99]).Frequency.ShouldBe(5);
        RfmScoring.Caveats(members).ShouldHaveSingleItem().ShouldBe(new Caveat(CaveatKind.FewDistinctValues, 1, 5));
    }

    [Fact]
    public void Stored_cuts_score_a_newcomer_without_moving_the_others()
    {
        RfmValues[] members = [.. Enumerable.Range(1, 100).Select(i => new RfmValues(i, i, i, i))];
        var cuts = RfmScoring.Cut(members, Day);
        cuts.Score(new RfmValues(101, 0, 1000, 1_000_000)).ShouldBe(new RfmScore(5, 5, 5));
        cuts.Score(new RfmValues(102, 5000, 0, -20)).ShouldBe(new RfmScore(1, 1, 1));
        cuts.AsOf.ShouldBe(Day);
    }

    [Fact]
    public void A_return_lowers_what_was_paid_and_is_no_purchase()
    {
        DatedPurchase[] purchases = [new(1, Day.AddDays(-30), 50), new(1, Day.AddDays(-3), -20), new(2, Day.AddDays(-1), -5)];
        RfmScoring.Observe(purchases, Day).ShouldHaveSingleItem().ShouldBe(new RfmValues(1, 30, 1, 30));
    }

    [Fact]
    public void Purchases_after_the_day_are_not_looked_at() =>
        RfmScoring.Observe([new(1, Day, 50), new(1, Day.AddDays(1), 70)], Day).ShouldHaveSingleItem().Monetary.ShouldBe(50);

    [Fact]
    public void Nobody_cannot_be_cut_into_fifths() => Should.Throw<ArgumentException>(() => RfmScoring.Cut([], Day));

    private static DatedPurchase[] OnlineRetail() =>
    [
        .. GzipCsv.Rows("data/online_retail/online_retail.csv.gz", OnlineRetailColumns)
            .Where(row => row[1] != "" && row[0][0] != 'C' && row[3].Number() > 0 && row[4].Number() > 0)
            .GroupBy(row => row[0])
            .Select(invoice => new DatedPurchase(
                (int)invoice.First()[1].Number(), invoice.First()[2].Day(), invoice.Sum(row => row[3].Number() * row[4].Number()))),
    ];

    private static readonly string[] OnlineRetailColumns = ["InvoiceNo", "CustomerID", "InvoiceDate", "Quantity", "UnitPrice"];
}
