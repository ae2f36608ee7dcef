namespace Laurel.Insight.Experiments;

/// <summary>One arm with what its units did before assignment, where that is known.</summary>
/// <param name="Known">x = the same metric before assignment, y = the metric now.</param>
/// <param name="Unknown">The metric now of units that have no past, such as new members.</param>
public readonly record struct CovariateArm(PairedSummary Known, ArmSummary Unknown)
{
    /// <summary>Without any adjustment.</summary>
    public ArmSummary Raw => Known.Y + Unknown;

    /// <summary>One arm from its units; a past that is not known is null. The past must lie strictly before the assignment.</summary>
    public static CovariateArm Of(ReadOnlySpan<double> now, ReadOnlySpan<double?> before)
    {
        if (now.Length != before.Length)
            throw new UnusableSampleException("unequal-pasts", ("units", now.Length), ("pasts", before.Length));
        var (known, unknown) = (default(PairedSummary), default(ArmSummary));
        for (var i = 0; i < now.Length; i++)
        {
            if (before[i] is { } past)
                known = known.With(past, now[i]);
            else
                unknown += new ArmSummary(1, now[i], now[i] * now[i]);
        }
        return new(known, unknown);
    }
}

/// <summary>The arms after what was to be expected from their past has been taken out: same difference on average, less noise.</summary>
/// <param name="Theta">θ = Cov(Y, X)/Var(X) over the units of all arms that have a past.</param>
/// <param name="MissingTheta">How much more units without a past average; their flag is a second covariate.</param>
/// <param name="Arms">The adjusted arms, in the order given.</param>
/// <param name="VarianceKept">Variance after over variance before; 1 − ρ² when every past is known.</param>
/// <param name="MissingShare">Share of units without a past, 0 to 1.</param>
public sealed record CupedArms(
    double Theta, double MissingTheta, IReadOnlyList<ArmMean> Arms, double VarianceKept, double MissingShare)
{
    /// <summary>Share of the variance that the past has to remove to be worth showing.</summary>
    public const double WorthIt = 0.05;

    public IReadOnlyList<Caution> Cautions =>
        1 - VarianceKept < WorthIt ? [new(CautionKind.PastExplainsLittle, 1 - VarianceKept, WorthIt)] : [];
}

/// <summary>Adjusts a metric by its own past: Y′ = Y − θ(X − X̄).</summary>
/// <remarks>
/// Deng, Xu, Kohavi and Walker (2013), "Improving the sensitivity of online controlled experiments by utilizing pre-experiment data",
/// WSDM. A unit without a past gets the mean and a flag: since the imputed x is then orthogonal to the flag, the two coefficients are the
/// slope among the known and the difference of the two groups' means.
/// </remarks>
public static class Cuped
{
    public static CupedArms Adjust(params IReadOnlyList<CovariateArm> arms)
    {
        if (arms.Count == 0)
            throw new UnusableSampleException("no-arm");
        var all = arms.Aggregate((one, other) => new(one.Known + other.Known, one.Unknown + other.Unknown));
        var missing = all.Unknown.N / (double)all.Raw.N;
        var theta = Slope(all.Known);
        var flag = all.Known.N == 0 || all.Unknown.N == 0 ? 0 : all.Unknown.Average - all.Known.Y.Average;
        var center = all.Known.X.Average;
        ArmSummary Adjusted(CovariateArm arm) =>
            Residuals(arm.Known, theta, center).Minus(-flag * missing) + arm.Unknown.Minus(flag * (1 - missing));
        var before = all.Raw.Mean.Variance;
        var after = Adjusted(all).Mean.Variance;
        return new(theta, flag, [.. arms.Select(arm => Adjusted(arm).Mean)], before > 0 ? after / before : 1, missing);
    }

    private static double Slope(PairedSummary known)
    {
        var variance = known.N < 2 ? 0 : known.X.Mean.Variance;
        return variance > 0 ? known.Covariance / variance : 0;
    }

    /// <summary>The sums of y − θ(x − center).</summary>
    private static ArmSummary Residuals(PairedSummary known, double theta, double center)
    {
        var sum = known.SumY - theta * known.SumX;
        var squares = known.SumYY - 2 * theta * known.SumXY + theta * theta * known.SumXX;
        return new ArmSummary(known.N, sum, squares).Minus(-theta * center);
    }
}
