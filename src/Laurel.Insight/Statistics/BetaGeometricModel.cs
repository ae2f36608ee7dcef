namespace Laurel.Insight.Statistics;

/// <summary>
/// What BG/NBD and MBG/NBD share: rates λ ~ gamma(r, α) while alive, and a chance p ~ beta(a, b) of leaving that is met at each
/// purchase. They differ only in whether the first purchase is already such an occasion.
/// </summary>
/// <param name="R">Shape of the distribution of purchase rates.</param>
/// <param name="Alpha">Its rate parameter, in weeks.</param>
/// <param name="A">First shape of the distribution of the chance to leave.</param>
/// <param name="B">Second shape.</param>
public abstract record BetaGeometricModel(double R, double Alpha, double A, double B) : PurchaseModel
{
    private const double Precision = 1e-13;
    private const int MostPurchases = 100_000;

    /// <summary>Occasions to leave before the first repeat: 0 for BG/NBD, 1 for MBG/NBD.</summary>
    internal abstract int EarlyOccasions { get; }

    /// <inheritdoc/>
    public override double ExpectedPurchases(double time) =>
        EarlySurvival * WhileAlive(EarlyOccasions, R, Alpha, time);

    /// <inheritdoc/>
    public override double ExpectedPurchases(PurchaseHistory history, double time)
    {
        var (x, _, observed) = history;
        return ProbabilityAlive(history) * WhileAlive(x + EarlyOccasions, R + x, Alpha + observed, time);
    }

    /// <inheritdoc/>
    public override double ProbabilityAlive(PurchaseHistory history)
    {
        var (x, last, observed) = history;
        var occasions = x + EarlyOccasions;
        if (occasions == 0)
            return 1;
        var logOdds = Math.Log(A / (B + occasions - 1)) + (R + x) * SpecialFunctions.Log1P((observed - last) / (Alpha + last));
        return 1 / (1 + Math.Exp(logOdds));
    }

    /// <inheritdoc/>
    /// <remarks>Fader, Hardie and Lee (2005), equation (8).</remarks>
    public override double Probability(int purchases, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        var counts = new NegativeBinomial(R, Alpha, time);
        var atLeast = 1.0;
        while (counts.Count < purchases)
        {
            atLeast = counts.Above;
            counts.Next();
        }
        var occasions = purchases + EarlyOccasions;
        var leftAtLast = occasions == 0 ? 0 : Survival(occasions - 1) * A / (A + B + occasions - 1) * atLeast;
        return Survival(occasions) * counts.Probability + leftAtLast;
    }

    private double EarlySurvival => Survival(EarlyOccasions);

    /// <summary>The chance to survive that many occasions: B(a, b + n) / B(a, b).</summary>
    private double Survival(int occasions) => Math.Exp(SpecialFunctions.LogBeta(A, B + occasions) - SpecialFunctions.LogBeta(A, B));

    /// <summary>
    /// Purchases of a living member over a time ahead: Σ_k P(N ≥ k) · P(not gone after k − 1 of them). The same number as the
    /// hypergeometric expression of the papers, but every term is positive, so nothing cancels, at a = 1 or anywhere else.
    /// It ends at 100,000 purchases.
    /// </summary>
    private double WhileAlive(int survived, double shape, double rate, double time)
    {
        var counts = new NegativeBinomial(shape, rate, time);
        var b = B + survived;
        var (sum, survival) = (0.0, 1.0);
        while (counts.Above > Precision * sum * (1 - counts.Ratio) && counts.Count < MostPurchases)
        {
            sum += survival * counts.Above;
            survival *= (b + counts.Count) / (A + b + counts.Count);
            counts.Next();
        }
        return sum;
    }
}
