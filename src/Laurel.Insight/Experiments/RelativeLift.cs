using Laurel.Insight.Statistics;

namespace Laurel.Insight.Experiments;

/// <summary>How much higher one mean is than another, as a share of the other: 0.05 is five percent more.</summary>
/// <param name="Estimate">
/// Delta method: δ = (ȳ_T − ȳ_C)/ȳ_C, Var = s²_T/(n_T ȳ_C²) + s²_C ȳ_T²/(n_C ȳ_C⁴). Its interval is not the absolute interval divided by
/// the mean.
/// </param>
/// <param name="Exact">Fieller's set: the one to show when the control mean is near zero.</param>
/// <param name="ControlNearZero">True when ȳ_C is under ten standard errors: the delta method cannot be trusted.</param>
public sealed record RelativeLift(Estimate Estimate, ConfidenceSet Exact, bool ControlNearZero)
{
    /// <summary>Standard errors that the control mean has to be away from zero.</summary>
    public const double ErrorsFromZero = 10;

    public static RelativeLift Of(ArmMean treated, ArmMean control, double level = 0.95)
    {
        if (control.Mean == 0)
            throw new UnusableSampleException("control-mean-zero");
        Confidence.Check(level);
        var degrees = Welch.Degrees(treated, control);
        var ratio = Ratio(treated, control);
        var estimate = Estimate.StudentT(ratio.Value - 1, Math.Sqrt(ratio.Variance), degrees, level);
        var exact = ConfidenceSet.OfRatio(ratio, Distributions.StudentTQuantile(0.5 + level / 2, degrees));
        return new(estimate, exact with { Low = exact.Low - 1, High = exact.High - 1 }, IsNearZero(control));
    }

    /// <summary>The same lift for a page that is watched while the test runs; see <see cref="AlwaysValid"/>.</summary>
    public static RelativeLift Watched(ArmMean treated, ArmMean control, double level, long tunedTo)
    {
        var once = Of(treated, control, level);
        var watched = AlwaysValid.Around(
            once.Estimate.Value, once.Estimate.StandardError, treated.N + control.N, level, tunedTo);
        return once with { Estimate = watched };
    }

    private static UncertainRatio Ratio(ArmMean treated, ArmMean control) =>
        new(treated.Mean, control.Mean, treated.SquaredError, control.SquaredError);

    private static bool IsNearZero(ArmMean control) =>
        Math.Abs(control.Mean) < ErrorsFromZero * Math.Sqrt(control.SquaredError);
}
