namespace Laurel.Insight.Statistics;

/// <summary>
/// A story of how members buy and leave, at known parameters. Times are in the unit of the histories it was fitted to (weeks);
/// purchases are purchase days after the first one.
/// </summary>
public abstract record PurchaseModel
{
    /// <summary>The name in the literature.</summary>
    public abstract string Name { get; }

    /// <summary>E[X(t)]: repeat purchases of a member nothing is known of, from the first purchase to <paramref name="time"/>.</summary>
    public abstract double ExpectedPurchases(double time);

    /// <summary>P(X(t) = n) for a member nothing is known of.</summary>
    public abstract double Probability(int purchases, double time);

    /// <summary>E[Y(t) | x, t_x, T]: purchases in the <paramref name="time"/> after the end of the observation.</summary>
    public abstract double ExpectedPurchases(PurchaseHistory history, double time);

    /// <summary>P(alive | x, t_x, T) at the end of the observation, 0 to 1.</summary>
    public abstract double ProbabilityAlive(PurchaseHistory history);

    /// <summary>
    /// Expected purchases of the coming periods, each discounted to today from the end of its period:
    /// Σ_k (E[Y(k·p)] − E[Y((k−1)·p)]) / (1 + d)^k.
    /// </summary>
    public double DiscountedPurchases(PurchaseHistory history, Discounting discounting)
    {
        var (sum, before, factor) = (0.0, 0.0, 1.0);
        for (var period = 1; period <= discounting.Periods; period++)
        {
            var expected = ExpectedPurchases(history, period * discounting.PeriodLength);
            factor /= 1 + discounting.RatePerPeriod;
            sum += (expected - before) * factor;
            before = expected;
        }
        return sum;
    }
}

/// <summary>How future money is brought to today.</summary>
/// <param name="Periods">How many periods are looked ahead, at least 1.</param>
/// <param name="PeriodLength">The length of a period in the unit of the histories (weeks).</param>
/// <param name="RatePerPeriod">The discount rate of one period; .01 is one percent, 0 does not discount.</param>
public readonly record struct Discounting(int Periods, double PeriodLength, double RatePerPeriod)
{
    /// <summary>Weeks in a month, 365.25 / 12 / 7 rounded as the `lifetimes` package rounds it.</summary>
    public const double WeeksPerMonth = 4.345;

    /// <summary>Monthly periods over histories counted in weeks.</summary>
    public static Discounting Monthly(int months, double ratePerMonth) => new(months, WeeksPerMonth, ratePerMonth);
}
