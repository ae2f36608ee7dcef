namespace Laurel.Insight.Experiments;

/// <summary>The sums of one value over the units of an arm; sums of disjoint sets of units add up.</summary>
public readonly record struct ArmSummary(long N, double Sum, double SumOfSquares)
{
    public double Average => N == 0 ? 0 : Sum / N;

    /// <summary>Mean and variance (n − 1 in the denominator).</summary>
    public ArmMean Mean => new(N, Average, N < 2 ? 0 : Math.Max(0, SumOfSquares - Sum * Sum / N) / (N - 1));

    public static ArmSummary operator +(ArmSummary one, ArmSummary other) =>
        new(one.N + other.N, one.Sum + other.Sum, one.SumOfSquares + other.SumOfSquares);

    public static ArmSummary Of(ReadOnlySpan<double> values)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
            (sum, squares) = (sum + value, squares + value * value);
        return new(values.Length, sum, squares);
    }

    /// <summary>The sums after each value v became v − amount.</summary>
    internal ArmSummary Minus(double amount) => new(
        N, Sum - N * amount, SumOfSquares - 2 * amount * Sum + N * amount * amount);
}

/// <summary>The sums and cross products of two values of the same units; sums of disjoint sets of units add up.</summary>
public readonly record struct PairedSummary(long N, double SumX, double SumY, double SumXX, double SumYY, double SumXY)
{
    public ArmSummary X => new(N, SumX, SumXX);

    public ArmSummary Y => new(N, SumY, SumYY);

    /// <summary>Covariance of x and y over the units (n − 1 in the denominator).</summary>
    public double Covariance => N < 2 ? 0 : (SumXY - SumX * SumY / N) / (N - 1);

    public static PairedSummary operator +(PairedSummary one, PairedSummary other) => new(one.N + other.N, one.SumX + other.SumX,
        one.SumY + other.SumY, one.SumXX + other.SumXX, one.SumYY + other.SumYY, one.SumXY + other.SumXY);

    public static PairedSummary Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new UnusableSampleException("unequal-values", ("one", x.Length), ("other", y.Length));
        var sums = default(PairedSummary);
        for (var i = 0; i < x.Length; i++)
            sums = sums.With(x[i], y[i]);
        return sums;
    }

    /// <summary>The sums with one more unit.</summary>
    public PairedSummary With(double x, double y) =>
        new(N + 1, SumX + x, SumY + y, SumXX + x * x, SumYY + y * y, SumXY + x * y);

    /// <summary>
    /// ΣY/ΣX as one mean per arm: average order value is revenue over orders, but the unit stays the member. Variance by the delta
    /// method: (Var Y − 2R·Cov + R²·Var X)/X̄².
    /// </summary>
    /// <remarks>Deng, Knoblich and Lu (2018), "Applying the delta method in metric analytics", KDD.</remarks>
    public ArmMean Ratio()
    {
        if (SumX == 0)
            throw new UnusableSampleException("denominator-zero");
        var (x, y) = (X.Mean, Y.Mean);
        var ratio = y.Mean / x.Mean;
        var variance = y.Variance - 2 * ratio * Covariance + ratio * ratio * x.Variance;
        return new(N, ratio, Math.Max(0, variance) / (x.Mean * x.Mean));
    }
}
