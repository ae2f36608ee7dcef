namespace Laurel.Insight.Statistics;

/// <summary>A share with its interval.</summary>
/// <param name="Share">Successes over trials, 0 to 1.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Trials">What it rests on.</param>
public readonly record struct ShareEstimate(double Share, double Low, double High, long Trials);

/// <summary>The interval of a share that stays between 0 and 1 and is honest for small counts.</summary>
/// <remarks>Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).</remarks>
public static class Wilson
{
    /// <summary>The share with its interval; of no trials nothing is known, so the interval is 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More successes than trials, or fewer than none.</exception>
    public static ShareEstimate Of(long successes, long trials, double confidence = 0.95)
    {
        if (successes < 0 || successes > trials)
            throw new ArgumentOutOfRangeException(nameof(successes), $"{successes} successes in {trials} trials cannot be.");
        if (trials == 0)
            return new ShareEstimate(0, 0, 1, 0);
        double n = trials;
        var share = successes / n;
        var z = Distributions.NormalQuantile(0.5 + confidence / 2);
        var middle = (share + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new ShareEstimate(
            share, successes == 0 ? 0 : Math.Max(0, middle - half), successes == trials ? 1 : Math.Min(1, middle + half), trials);
    }
}
