namespace Laurel.Insight.Experiments;

/// <summary>Intervals and p-values that stay right however often, and whenever, somebody looks.</summary>
/// <remarks>
/// Asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2021), "Time-uniform central limit theory and
/// asymptotic confidence sequences", arXiv:2103.06476, theorem 2.2 and the ρ of its section 2.3; asymptotic, so it wants about 100 units
/// an arm. The ratio test is the mixture of Robbins (1970), in the form of Johari, Koomen, Pekelis and Walsh (2017), "Peeking at A/B
/// tests", KDD.
/// </remarks>
public static class AlwaysValid
{
    /// <summary>Difference of two means.</summary>
    /// <param name="treated">The treated arm so far.</param>
    /// <param name="control">The control arm so far.</param>
    /// <param name="level">Confidence over the whole life of the test.</param>
    /// <param name="tunedTo">Units of both arms together at which the interval shall be narrowest, N*; chosen beforehand.</param>
    public static Estimate Difference(ArmMean treated, ArmMean control, double level, long tunedTo) => Around(
        treated.Mean - control.Mean, Welch.StandardError(treated, control), treated.N + control.N, level, tunedTo);

    /// <summary>
    /// Half-width s·√(2(nρ²+1)/(nρ)²·ln(√(nρ²+1)/α)) with s² = n·SE² around any asymptotically normal estimate from n units;
    /// the p-value is the smallest α whose interval excludes zero.
    /// </summary>
    public static Estimate Around(double value, double standardError, long n, double level, long tunedTo)
    {
        Confidence.Check(level);
        if (n < 1 || tunedTo < 1)
            throw new UnusableSampleException("no-planned-size");
        var rho = Rho(1 - level, tunedTo);
        var spread = n * rho * rho + 1;
        var deviation = standardError * Math.Sqrt(n);
        var half = deviation * Math.Sqrt(2 * spread / Square(n * rho) * Math.Log(Math.Sqrt(spread) / (1 - level)));
        var z = value / deviation;
        var p = deviation > 0 ? Math.Min(1, Math.Sqrt(spread) * Math.Exp(-Square(z * n * rho) / (2 * spread))) : value == 0 ? 1 : 0;
        return new(value, standardError, new(value - half, value + half), p, level, Looking.Always);
    }

    /// <summary>ρ = √((−2 ln α + ln(1 − 2 ln α))/N*), which makes the interval about narrowest at N* units.</summary>
    public static double Rho(double alpha, long tunedTo) =>
        Math.Sqrt((-2 * Math.Log(alpha) + Math.Log(1 - 2 * Math.Log(alpha))) / tunedTo);

    /// <summary>
    /// p = min(1, 1/L) of the mixture sequential ratio test, L = √(V/(V+τ²))·exp(τ²θ²/(2V(V+τ²))), V = SE².
    /// </summary>
    /// <param name="value">The estimate θ so far.</param>
    /// <param name="standardError">Its standard error, above 0.</param>
    /// <param name="tau">How large effects tend to be: their standard deviation beforehand, above 0, same unit.</param>
    public static double RatioTest(double value, double standardError, double tau)
    {
        if (!(standardError > 0) || !(tau > 0))
            throw new UnusableSampleException("no-standard-error");
        var (v, t) = (Square(standardError), Square(tau));
        var logarithm = 0.5 * Math.Log(v / (v + t)) + t * value * value / (2 * v * (v + t));
        return Math.Min(1, Math.Exp(-logarithm));
    }

    private static double Square(double value) => value * value;
}
