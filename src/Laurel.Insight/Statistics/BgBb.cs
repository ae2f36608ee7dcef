namespace Laurel.Insight.Statistics;

/// <summary>A member of something that happens at most once a period, such as a yearly membership.</summary>
/// <param name="Purchases">x: periods with a purchase, after the first one.</param>
/// <param name="Last">t_x: the number of the last period with a purchase, 0 without any; at least <paramref name="Purchases"/>.</param>
/// <param name="Periods">n: periods observed.</param>
public readonly record struct PeriodHistory(int Purchases, int Last, int Periods)
{
    internal void Require()
    {
        if (Purchases < 0 || Last < Purchases || Periods < Last || (Purchases == 0 && Last != 0))
            throw new ArgumentException($"A history of periods needs 0 ≤ x ≤ t_x ≤ n, and t_x = 0 without purchases; this one is {this}.");
    }
}

/// <summary>
/// The BG/BB model of yes-or-no periods: while alive a member buys with chance p ~ beta(α, β) in each period, and leaves before each
/// period with chance θ ~ beta(γ, δ).
/// </summary>
/// <remarks>
/// Fader, Hardie and Shang, "Customer-base analysis in a discrete-time noncontractual setting", Marketing Science 29 (2010).
/// </remarks>
/// <param name="Alpha">First shape of the chance to buy.</param>
/// <param name="Beta">Second shape.</param>
/// <param name="Gamma">First shape of the chance to leave.</param>
/// <param name="Delta">Second shape.</param>
public sealed record BgBb(double Alpha, double Beta, double Gamma, double Delta)
{
    /// <summary>The most likely parameters for groups of members with equal histories.</summary>
    /// <exception cref="ArgumentException">There are none, or a history is impossible.</exception>
    public static Fitted<BgBb> Fit(IReadOnlyList<(PeriodHistory History, double Members)> groups)
    {
        var likelihood = new BgBbLikelihood(groups);
        return MaximumLikelihood.Fit(likelihood.Evaluate, ["alpha", "beta", "gamma", "delta"], [[1, 1, 1, 2]],
            groups.Sum(group => group.Members), p => new BgBb(p[0], p[1], p[2], p[3]));
    }

    /// <summary>E[X(n)]: periods with a purchase among the first <paramref name="periods"/>, for a member nothing is known of.</summary>
    public double ExpectedPurchases(int periods) => Alpha / (Alpha + Beta) * Lived(0, periods);

    /// <summary>E[X* | x, t_x, n]: periods with a purchase among the next ones.</summary>
    public double ExpectedPurchases(PeriodHistory history, int periods)
    {
        var (x, _, n) = history;
        return AliveAtLast(history) * (Alpha + x) / (Alpha + Beta + n) * Lived(n, periods);
    }

    /// <summary>P(alive in the period after the last observed one | x, t_x, n).</summary>
    public double ProbabilityAlive(PeriodHistory history) =>
        AliveAtLast(history) * (Delta + history.Periods) / (Gamma + Delta + history.Periods);

    /// <summary>P(X(n) = x) for a member nothing is known of.</summary>
    /// <remarks>Equation (7).</remarks>
    public double Probability(int purchases, int periods)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        if (purchases > periods)
            return 0;
        var sum = Math.Exp(LogChoose(periods, purchases) + LogBuys(purchases, periods) + LogStays(periods));
        for (var last = purchases; last < periods; last++)
            sum += Math.Exp(LogChoose(last, purchases) + LogBuys(purchases, last) + LogLeaves(last));
        return sum;
    }

    /// <summary>P(not gone before the last observed period | x, t_x, n).</summary>
    private double AliveAtLast(PeriodHistory history)
    {
        history.Require();
        var (x, last, n) = history;
        var alive = LogBuys(x, n) + LogStays(n);
        var odds = 0.0;
        for (var period = last; period < n; period++)
            odds += Math.Exp(LogBuys(x, period) + LogLeaves(period) - alive);
        return 1 / (1 + odds);
    }

    /// <summary>The expected number of the next periods that is lived, given life in the first <paramref name="done"/> ones.</summary>
    private double Lived(int done, int periods)
    {
        var (sum, survival) = (0.0, 1.0);
        for (var period = done; period < done + periods; period++)
        {
            survival *= (Delta + period) / (Gamma + Delta + period);
            sum += survival;
        }
        return sum;
    }

    /// <summary>The chance of x purchases in given places among n lived periods: B(α+x, β+n−x) / B(α, β).</summary>
    private double LogBuys(int x, int n) =>
        SpecialFunctions.LogBeta(Alpha + x, Beta + n - x) - SpecialFunctions.LogBeta(Alpha, Beta);

    /// <summary>The chance to live n periods: B(γ, δ+n) / B(γ, δ).</summary>
    private double LogStays(int n) => SpecialFunctions.LogBeta(Gamma, Delta + n) - SpecialFunctions.LogBeta(Gamma, Delta);

    /// <summary>The chance to live n periods and leave before the next: B(γ+1, δ+n) / B(γ, δ).</summary>
    private double LogLeaves(int n) => SpecialFunctions.LogBeta(Gamma + 1, Delta + n) - SpecialFunctions.LogBeta(Gamma, Delta);

    private static double LogChoose(int n, int k) =>
        SpecialFunctions.LogGamma(n + 1.0) - SpecialFunctions.LogGamma(k + 1.0) - SpecialFunctions.LogGamma(n - k + 1.0);
}
