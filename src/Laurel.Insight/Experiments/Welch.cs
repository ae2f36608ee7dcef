namespace Laurel.Insight.Experiments;

/// <summary>The difference of two means whose variances differ.</summary>
/// <remarks>
/// SE² = s²_T/n_T + s²_C/n_C; degrees of freedom by Welch (1947), "The generalization of Student's problem when several different
/// population variances are involved", Biometrika 34. Counting all who were assigned makes it the intention-to-treat effect, and SE
/// Neyman's.
/// </remarks>
public static class Welch
{
    /// <summary>Treated minus control, in the unit of the metric; a fixed-sample interval, to be looked at once.</summary>
    public static Estimate Difference(ArmMean treated, ArmMean control, double level = 0.95) =>
        Estimate.StudentT(treated.Mean - control.Mean, StandardError(treated, control), Degrees(treated, control), level);

    public static double StandardError(ArmMean treated, ArmMean control) => Math.Sqrt(treated.SquaredError + control.SquaredError);

    /// <summary>The degrees of freedom of Welch and Satterthwaite.</summary>
    public static double Degrees(ArmMean treated, ArmMean control)
    {
        var (t, c) = (treated.SquaredError, control.SquaredError);
        return t + c == 0
            ? treated.N + control.N - 2
            : (t + c) * (t + c) / (t * t / (treated.N - 1) + c * c / (control.N - 1));
    }
}
