namespace Laurel.Insight.Statistics;

/// <summary>
/// The Pareto/NBD model of repeat buying: rates λ ~ gamma(r, α) while alive, and lifetimes that are exponential with μ ~ gamma(s, β),
/// so that members may leave at any moment.
/// </summary>
/// <remarks>
/// Schmittlein, Morrison and Colombo (1987); Fader and Hardie, "A note on deriving the Pareto/NBD model and related expressions" (2005).
/// </remarks>
/// <param name="R">Shape of the distribution of purchase rates.</param>
/// <param name="Alpha">Its rate parameter, in weeks.</param>
/// <param name="S">Shape of the distribution of leaving rates.</param>
/// <param name="Beta">Its rate parameter, in weeks.</param>
public sealed record ParetoNbd(double R, double Alpha, double S, double Beta) : PurchaseModel
{
    /// <inheritdoc/>
    public override string Name => "Pareto/NBD";

    /// <summary>The most likely parameters for the histories of members.</summary>
    public static Fitted<ParetoNbd> Fit(PurchaseHistories histories) => ParetoLikelihood.Fit(histories);

    /// <inheritdoc/>
    public override double ExpectedPurchases(double time) => R / Alpha * Lifetime(Beta, time);

    /// <inheritdoc/>
    public override double ExpectedPurchases(PurchaseHistory history, double time)
    {
        var (x, _, observed) = history;
        return ProbabilityAlive(history) * (R + x) / (Alpha + observed) * Lifetime(Beta + observed, time);
    }

    /// <inheritdoc/>
    public override double ProbabilityAlive(PurchaseHistory history)
    {
        var (x, last, observed) = history;
        return 1 / (1 + Math.Exp(new DropoutIntegral(R + x, Alpha, S, Beta, last, observed).LogOdds));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Alive for all of the time, or gone after u of it: P(n by u), integrated over the Pareto distribution of lifetimes.
    /// </remarks>
    public override double Probability(int purchases, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        var alive = Count(purchases, time) * Math.Exp(-S * SpecialFunctions.Log1P(time / Beta));
        var gamma = Math.Min(Alpha, Beta);
        var fall = (R + purchases) * SpecialFunctions.Log1P(time / Alpha) + (S + 1) * SpecialFunctions.Log1P(time / Beta);
        var gone = 0.0;
        foreach (var (v, weight) in new LogPanels(SpecialFunctions.Log1P(time / gamma), fall).Nodes())
        {
            var u = gamma * SpecialFunctions.ExpM1(v);
            var density = S / Beta * Math.Exp(-(S + 1) * SpecialFunctions.Log1P(u / Beta));
            gone += weight * (gamma + u) * density * Count(purchases, u);
        }
        return alive + gone;
    }

    private double Count(int purchases, double time)
    {
        var logarithm = SpecialFunctions.LogGammaStep(R, purchases) - SpecialFunctions.LogGamma(purchases + 1)
            - R * SpecialFunctions.Log1P(time / Alpha);
        return purchases == 0 ? Math.Exp(logarithm) : Math.Exp(logarithm + purchases * Math.Log(time / (Alpha + time)));
    }

    /// <summary>The expected part of a time ahead that is lived: β/(s−1) · [1 − (β/(β+t))^(s−1)], and its limit at s = 1.</summary>
    private double Lifetime(double beta, double time)
    {
        var log = SpecialFunctions.Log1P(time / beta);
        var excess = (S - 1) * log;
        return beta * log * (excess == 0 ? 1 : -SpecialFunctions.ExpM1(-excess) / excess);
    }
}
