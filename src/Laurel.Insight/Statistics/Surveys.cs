namespace Laurel.Insight.Statistics;

/// <summary>The net promoter score of one channel.</summary>
/// <param name="Score">Promoters less detractors in a hundred answers, −100 to 100.</param>
/// <param name="StandardError">In the same points.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Answers">What it rests on.</param>
/// <param name="Cautions">Few answers or a low response.</param>
public sealed record NetPromoterScore(
    double Score, double StandardError, double Low, double High, long Answers, IReadOnlyList<Caution> Cautions);

/// <summary>Satisfaction of one channel: the share of answers in the two best boxes.</summary>
public sealed record Satisfaction(ShareEstimate TopTwo, IReadOnlyList<Caution> Cautions);

/// <summary>Recommendation and satisfaction with their intervals. Compare scores of the same channel only.</summary>
public static class Surveys
{
    private const long FewestAnswers = 100;
    private const double LowestResponse = 0.1;

    /// <summary>NPS = 100 (p − d) with standard error 100 √((p + d − (p − d)²) / n).</summary>
    /// <param name="promoters">Answers of 9 and 10.</param>
    /// <param name="passives">Answers of 7 and 8.</param>
    /// <param name="detractors">Answers of 0 to 6.</param>
    /// <param name="asked">How many were asked.</param>
    /// <remarks>Variance of a difference of multinomial shares; Rocks, "Interval estimation for the net promoter score" (2016).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There are no answers, or more than were asked.</exception>
    public static NetPromoterScore NetPromoter(long promoters, long passives, long detractors, long asked, double confidence = 0.95)
    {
        var answers = promoters + passives + detractors;
        Require(answers, asked, Math.Min(promoters, Math.Min(passives, detractors)));
        double n = answers;
        var difference = (promoters - detractors) / n;
        var error = 100 * Math.Sqrt(((promoters + detractors) / n - difference * difference) / n);
        var half = error * Distributions.NormalQuantile(0.5 + confidence / 2);
        var score = 100 * difference;
        return new NetPromoterScore(
            score, error, Math.Max(-100, score - half), Math.Min(100, score + half), answers, Cautions(answers, asked));
    }

    /// <summary>CSAT: the share of the two highest boxes, with Wilson's interval.</summary>
    /// <param name="answersPerBox">How many chose each box, the worst first; at least three boxes.</param>
    /// <param name="asked">How many were asked.</param>
    public static Satisfaction TopTwoBox(ReadOnlySpan<long> answersPerBox, long asked, double confidence = 0.95)
    {
        if (answersPerBox.Length < 3)
            throw new ArgumentException("A scale with two best boxes has at least three.", nameof(answersPerBox));
        var (answers, fewest) = (0L, long.MaxValue);
        foreach (var count in answersPerBox)
            (answers, fewest) = (answers + count, Math.Min(fewest, count));
        Require(answers, asked, fewest);
        return new Satisfaction(Wilson.Of(answersPerBox[^1] + answersPerBox[^2], answers, confidence), Cautions(answers, asked));
    }

    /// <summary>Unique redeemers over unique deliveries of an offer, with a caution under 50 deliveries.</summary>
    public static (ShareEstimate Response, IReadOnlyList<Caution> Cautions) OfferResponse(long redeemers, long deliveries)
    {
        const long fewest = 50;
        return (Wilson.Of(redeemers, deliveries),
            deliveries < fewest ? [new Caution(CautionKind.FewDeliveries, deliveries, fewest)] : []);
    }

    private static void Require(long answers, long asked, long fewest)
    {
        if (fewest < 0 || answers == 0 || answers > asked)
            throw new ArgumentOutOfRangeException(nameof(answers), $"{answers} answers of {asked} asked make no score.");
    }

    private static IReadOnlyList<Caution> Cautions(long answers, long asked)
    {
        var cautions = new List<Caution>();
        if (answers < FewestAnswers)
            cautions.Add(new Caution(CautionKind.FewAnswers, answers, FewestAnswers));
        if (answers < LowestResponse * asked)
            cautions.Add(new Caution(CautionKind.LowResponse, (double)answers / asked, LowestResponse));
        return cautions;
    }
}
