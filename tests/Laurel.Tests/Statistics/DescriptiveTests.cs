using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>Reference values recomputed independently in Python from the cited formulas (Wilson's there with z = 1.96).</summary>
public sealed class DescriptiveTests
{
    [Theory]
    [InlineData(5, 50, 0.04347576465675888, 0.2136023154861324)]
    [InlineData(0, 20, 0, 0.16112516018512965)]
    [InlineData(2102, 6589, 0.3078706180031598, 0.33037337514077686)]
    public void Wilsons_interval_is_right(long successes, long trials, double low, double high)
    {
        var share = Wilson.Of(successes, trials);
        share.Low.ShouldBe(low, 1e-8);
        share.High.ShouldBe(high, 1e-8);
        share.Share.ShouldBe((double)successes / trials);
    }

    [Fact]
    public void Of_no_trials_nothing_is_known() => Wilson.Of(0, 0).ShouldBe(new ShareEstimate(0, 0, 1, 0));

    [Fact]
    public void More_successes_than_trials_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Of(3, 2));

    /// <summary>Complete Journey, even campaigns: 382 redeeming households of 3,367 mailed.</summary>
    [Fact]
    public void Offer_response_counts_unique_redeemers()
    {
        Surveys.OfferResponse(382, 3_367).Response.Share.ShouldBe(0.11345411345411345, 1e-12);
        Surveys.OfferResponse(382, 3_367).Caveats.ShouldBeEmpty();
        Surveys.OfferResponse(3, 49).Caveats.ShouldHaveSingleItem().Kind.ShouldBe(CaveatKind.FewDeliveries);
    }

    [Theory]
    [InlineData(60, 25, 15, 45, 7.399324293474371, 30.4975907604648, 59.502409239535204)]
    [InlineData(450, 350, 200, 25, 2.4238399287081647, 20.24936099796943, 29.75063900203057)]
    public void The_net_promoter_score_has_an_interval(
        long promoters, long passives, long detractors, double score, double error, double low, double high)
    {
        var nps = Surveys.NetPromoter(promoters, passives, detractors, 1_000);
        nps.Score.ShouldBe(score, 1e-9);
        nps.StandardError.ShouldBe(error, 1e-9);
        nps.Low.ShouldBe(low, 1e-6);
        nps.High.ShouldBe(high, 1e-6);
        nps.Caveats.ShouldBeEmpty();
    }

    [Fact]
    public void Few_answers_from_few_of_those_asked_are_noticed() =>
        Surveys.NetPromoter(30, 10, 10, 1_000).Caveats.ShouldBe(
            [new Caveat(CaveatKind.FewAnswers, 50, 100), new Caveat(CaveatKind.LowResponse, 0.05, 0.1)]);

    [Fact]
    public void No_answers_make_no_score() => Should.Throw<ArgumentOutOfRangeException>(() => Surveys.NetPromoter(0, 0, 0, 10));

    [Fact]
    public void Satisfaction_is_the_two_best_boxes()
    {
        var satisfaction = Surveys.TopTwoBox([5, 10, 25, 80, 80], 400);
        satisfaction.TopTwo.Share.ShouldBe(0.8);
        satisfaction.TopTwo.Low.ShouldBe(0.739145, 1e-6);
        satisfaction.TopTwo.High.ShouldBe(0.849548, 1e-6);
    }

    [Fact]
    public void The_median_of_an_even_number_lies_between_the_middle_two() => Quantiles.Linear([1, 2, 4, 8], 0.5).ShouldBe(3);
}
