namespace Laurel.Insight.Statistics;

/// <summary>What one member spent on repeat purchases.</summary>
/// <param name="Repeats">x: repeat purchase days, 0 or more.</param>
/// <param name="MeanSpend">z̄: mean spend of one of them; 0 without repeats.</param>
public readonly record struct SpendHistory(int Repeats, double MeanSpend);

/// <summary>
/// The Gamma-Gamma model of spend per purchase: spends of a member are gamma(p, ν), ν ~ gamma(q, v) over members. It assumes that
/// how much is spent does not depend on how often.
/// </summary>
/// <remarks>Fader and Hardie, "The Gamma-Gamma model of monetary value" (2013).</remarks>
/// <param name="P">Shape of the spends of one member.</param>
/// <param name="Q">Shape of the distribution over members.</param>
/// <param name="V">Its rate parameter, in the currency of the spends.</param>
public sealed record GammaGamma(double P, double Q, double V)
{
    /// <summary>The mean spend over all members, p·v / (q − 1); infinite when q ≤ 1, where the data set no bound to it.</summary>
    public double MeanSpend => Q > 1 ? P * V / (Q - 1) : double.PositiveInfinity;

    /// <summary>The most likely parameters; members without repeats or without spend say nothing and are left out.</summary>
    /// <exception cref="ArgumentException">Nobody has spent anything on a repeat purchase.</exception>
    public static Fitted<GammaGamma> Fit(IEnumerable<SpendHistory> members)
    {
        var likelihood = new GammaGammaLikelihood([.. members.Where(member => member is { Repeats: > 0, MeanSpend: > 0 })]);
        return MaximumLikelihood.Fit(
            likelihood.Evaluate, ["p", "q", "v"], [likelihood.Start], likelihood.Members, p => new GammaGamma(p[0], p[1], p[2]));
    }

    /// <summary>E[M | x, z̄]: the expected spend of a purchase to come, between the member's own mean and that of all.</summary>
    public double ExpectedSpend(SpendHistory member)
    {
        var (x, mean) = member;
        return x == 0 ? MeanSpend : P * (V + x * mean) / (P * x + Q - 1);
    }
}
