namespace Laurel.Insight.Statistics;

/// <summary>
/// Counts 0, 1, 2, … of a Poisson process whose rate is gamma distributed (the NBD), walked upwards one at a time:
/// P(N = n) and P(N &gt; n), without underflow for heavy buyers.
/// </summary>
internal struct NegativeBinomial
{
    private const double SafeLog = -600;

    private readonly double shape;
    private readonly double ratio;
    private double logProbability;

    /// <param name="shape">r of the gamma distribution of rates.</param>
    /// <param name="rate">Its α.</param>
    /// <param name="time">The length of the counted period, in the unit of 1/α.</param>
    public NegativeBinomial(double shape, double rate, double time)
    {
        this.shape = shape;
        ratio = time / (rate + time);
        logProbability = -shape * SpecialFunctions.Log1P(time / rate);
        Probability = Math.Exp(logProbability);
        Above = -SpecialFunctions.ExpM1(logProbability);
    }

    /// <summary>n, from 0.</summary>
    public int Count { get; private set; }

    /// <summary>P(N = n).</summary>
    public double Probability { get; private set; }

    /// <summary>P(N &gt; n).</summary>
    public double Above { get; private set; }

    /// <summary>The share by which tails shrink in the long run, t / (α + t).</summary>
    public readonly double Ratio => ratio;

    /// <summary>Goes from n to n + 1.</summary>
    public void Next()
    {
        var factor = (shape + Count) / (Count + 1.0) * ratio;
        Count++;
        if (logProbability < SafeLog)
        {
            logProbability += Math.Log(factor);
            Probability = Math.Exp(logProbability);
        }
        else
            Probability *= factor;
        Above = Math.Min(Math.Max(0, Above - Probability), LargestTail);
    }

    /// <summary>
    /// Tails fall at least as fast as a geometric series with the larger of the next two ratios; without this bound the rounding of
    /// 1 − Σ P would stay behind for ever.
    /// </summary>
    private readonly double LargestTail
    {
        get
        {
            var fall = Math.Max(ratio, (shape + Count) / (Count + 1.0) * ratio);
            return fall < 1 ? Probability * fall / (1 - fall) : 1;
        }
    }
}
