namespace Laurel.Insight.Experiments;

/// <summary>The shape that the plausible values of a ratio take.</summary>
public enum ConfidenceSetShape
{
    /// <summary>Everything between the two ends.</summary>
    Between,

    /// <summary>Everything except what lies strictly between the two ends: the denominator may have either sign.</summary>
    Outside,

    /// <summary>Every value is plausible: the denominator cannot be told from zero.</summary>
    Everything,
}

/// <summary>
/// The values of num/den that the data cannot refuse. Unlike the delta method it stays right when the denominator is small,
/// and says so when nothing can be said.
/// </summary>
/// <remarks>
/// Fieller (1954), "Some problems in interval estimation", J. R. Stat. Soc. B 16. For an instrumental variable this is the set of
/// Anderson and Rubin (1949).
/// </remarks>
public readonly record struct ConfidenceSet(ConfidenceSetShape Shape, double Low, double High)
{
    public bool Contains(double value) => Shape switch
    {
        ConfidenceSetShape.Between => Low <= value && value <= High,
        ConfidenceSetShape.Outside => value <= Low || High <= value,
        _ => true,
    };

    /// <summary>All θ with (num − θ·den)² ≤ c²·Var(num − θ·den), c being the critical value.</summary>
    public static ConfidenceSet OfRatio(UncertainRatio ratio, double critical)
    {
        var squared = critical * critical;
        var a = ratio.Denominator * ratio.Denominator - squared * ratio.DenominatorVariance;
        var b = ratio.Numerator * ratio.Denominator - squared * ratio.Covariance;
        var c = ratio.Numerator * ratio.Numerator - squared * ratio.NumeratorVariance;
        var discriminant = b * b - a * c;
        if (discriminant < 0 || a == 0)
            return new(ConfidenceSetShape.Everything, double.NegativeInfinity, double.PositiveInfinity);
        var (one, other) = ((b - Math.Sqrt(discriminant)) / a, (b + Math.Sqrt(discriminant)) / a);
        var shape = a > 0 ? ConfidenceSetShape.Between : ConfidenceSetShape.Outside;
        return new(shape, Math.Min(one, other), Math.Max(one, other));
    }
}

/// <summary>Two estimates whose ratio is wanted, with the variances of the estimates and their covariance.</summary>
public readonly record struct UncertainRatio(
    double Numerator, double Denominator, double NumeratorVariance, double DenominatorVariance, double Covariance = 0)
{
    public double Value => Numerator / Denominator;

    /// <summary>Variance of the ratio by the delta method: (Vₙ − 2r·C + r²·V_d)/den².</summary>
    public double Variance => Math.Max(0, NumeratorVariance - 2 * Value * Covariance + Value * Value * DenominatorVariance)
        / (Denominator * Denominator);
}
