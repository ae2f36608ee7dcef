namespace Laurel.Insight.Statistics;

/// <summary>The net promoter score of one channel.</summary>
/// <param name="Score">Promoters less detractors in a hundred answers, −100 to 100.</param>
/// <param name="StandardError">In the same points.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Answers">What it rests on.</param>
/// <param name="Caveats">Few answers or a low response.</param>
public sealed record NetPromoterScore(
    double Score, double StandardError, double Low, double High, long Answers, IReadOnlyList<Caveat> Caveats);

/// <summary>Satisfaction of one channel: the share of answers in the two best boxes.</summary>
public sealed record Satisfaction(ShareEstimate TopTwo, IReadOnlyList<Caveat> Caveats);

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
            score, error, Math.Max(-100, score - half), Math.Min(100, score + half), answers, Caveats(answers, asked));
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
        return new Satisfaction(Wilson.Of(answersPerBox[^1] + answersPerBox[^2], answers, confidence), Caveats(answers, asked));
    }

    /// <summary>Unique redeemers over unique deliveries of an offer, with a caveat under 50 deliveries.</summary>
    public static (ShareEstimate Response, IReadOnlyList<Caveat> Caveats) OfferResponse(long redeemers, long deliveries)
    {
        const long fewest = 50;
        return (Wilson.Of(redeemers, deliveries),
            deliveries < fewest ? [new Caveat(CaveatKind.FewDeliveries, deliveries, fewest)] : []);
    }

    private static void Require(long answers, long asked, long fewest)
    {
        if (fewest < 0 || answers == 0 || answers > asked)
            throw new ArgumentOutOfRangeException(nameof(answers), $"{answers} answers of {asked} asked make no score.");
    }

    private static IReadOnlyList<Caveat> Caveats(long answers, long asked)
    {
        var caveats = new List<Caveat>();
        if (answers < FewestAnswers)
            caveats.Add(new Caveat(CaveatKind.FewAnswers, answers, FewestAnswers));
        if (answers < LowestResponse * asked)
            caveats.Add(new Caveat(CaveatKind.LowResponse, (double)answers / asked, LowestResponse));
        return caveats;
    }
}
