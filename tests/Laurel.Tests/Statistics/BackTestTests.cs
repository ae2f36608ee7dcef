using Laurel.Insight.Statistics;
using Shouldly;
using Xunit;

namespace Laurel.Tests.Statistics;

/// <summary>Predictions of the 39 weeks after the calibration of CDNOW; references recomputed independently (numpy, CLVTools).</summary>
public sealed class BackTestTests
{
    [Fact]
    public void The_whole_cohort_is_predicted_as_the_references_predict_it()
    {
        var choice = ModelChoice.Among(ObservedMembers.From(Cdnow.Full(), Cdnow.End, Cdnow.HoldoutEnd), Cdnow.HoldoutWeeks);
        ShouldBe(Test(choice, "BG/NBD"), 16873.7335, 0.818742, 1.732911, 0.668790, 19_684);
        ShouldBe(Test(choice, "Pareto/NBD"), 17153.1892, 0.793766, 1.726153, 0.670779, 19_684);
        ShouldBe(choice.Naive, 29010.6451, 1.038054, 2.158216, 0.650992, 19_684);
        choice.Best.Test.Name.ShouldBe("Pareto/NBD");
        choice.Best.Test.Bias.ShouldBe(-0.1286, 0.0001);
        choice.BeatsNaive.ShouldBeTrue();
    }

    [Fact]
    public void The_sample_is_predicted_as_the_references_predict_it()
    {
        var choice = ModelChoice.Among(ObservedMembers.From(Cdnow.Sample(), Cdnow.End, Cdnow.HoldoutEnd), Cdnow.HoldoutWeeks);
        ShouldBe(Test(choice, "BG/NBD"), 1653.42, 0.78546, 1.60801, 0.62563, 1_882);
        ShouldBe(Test(choice, "Pareto/NBD"), 1665.53, 0.75453, 1.60287, 0.63021, 1_882);
        choice.Naive.Predicted.ShouldBe(2930, 1);
    }

    /// <summary>CLVTools on its apparel data: Pareto/NBD predicts 1455.52, actual 1317; parameters by numpy and CLVTools.</summary>
    [Fact]
    public void The_apparel_shop_is_predicted_as_the_peer_predicts_it()
    {
        var (purchases, end, last) = Apparel();
        var members = ObservedMembers.From(purchases, end, last);
        var choice = ModelChoice.Among(members, (last.DayNumber - end.DayNumber) / 7.0);
        var pareto = choice.Candidates.Single(candidate => candidate.Test.Name == "Pareto/NBD");
        pareto.Fit.LogLikelihood.ShouldBe(-5848.0978, 0.001);
        pareto.Test.Predicted.ShouldBe(1455.52, 0.05);
        choice.Candidates.Single(candidate => candidate.Test.Name == "BG/NBD").Fit.LogLikelihood.ShouldBe(-5857.0197, 0.001);
        choice.Naive.Actual.ShouldBe(1317);
    }

    [Fact]
    public void An_unknown_model_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ModelChoice.Fit("BG", PurchaseHistories.Of([new(0, 0, 1)])))
            .Message.ShouldContain("Pareto/NBD");

    private static (DatedPurchase[] Purchases, DateOnly End, DateOnly Last) Apparel()
    {
        DatedPurchase[] purchases =
        [
            .. GzipCsv.Rows("data/apparel_clvtools/apparelTrans.csv.gz", "Id", "Date", "Price")
                .Select(row => new DatedPurchase(row[0].Whole(), row[1].Day(), row[2].Number())),
        ];
        return (purchases, purchases.Min(purchase => purchase.Day).AddDays(104 * 7), purchases.Max(purchase => purchase.Day));
    }

    private static BackTest Test(ModelChoice choice, string name) =>
        choice.Candidates.Select(candidate => candidate.Test).Single(test => test.Name == name);

    private static void ShouldBe(BackTest test, double predicted, double absolute, double root, double correlation, double actual)
    {
        test.Actual.ShouldBe(actual);
        test.Predicted.ShouldBe(predicted, 0.0001 * predicted);
        test.MeanAbsoluteError.ShouldBe(absolute, 0.0001);
        test.RootMeanSquareError.ShouldBe(root, 0.0001);
        test.Correlation.ShouldBe(correlation, 0.0001);
    }
}
