using static Laurel.Insight.Statistics.SpecialFunctions;

namespace Laurel.Insight.Statistics;

/// <summary>
/// The log-likelihood of BG/NBD and MBG/NBD and its exact gradient over grouped histories. Gamma functions are taken once per
/// value of x and logarithms once per date; a group costs one exponential and one logarithm.
/// </summary>
/// <remarks>
/// L = Γ(r+x) α^r / Γ(r) · B(a, b+n) / B(a, b) · [ (α+T)^−(r+x) + a/(b+n−1) (α+t_x)^−(r+x) ], where n counts the occasions to leave
/// that were survived: x for BG/NBD (no second term at x = 0), x + 1 for MBG/NBD.
/// </remarks>
internal sealed class BetaGeometricLikelihood
{
    private readonly int early;
    private readonly int groups;
    private readonly double[] weights;
    private readonly double[] repeats;
    private readonly int[] repeatsOf;
    private readonly double[] times;
    private readonly int[] timesOf;
    private readonly double total;
    private readonly double[] weightByRepeats;
    private readonly double[] logs;
    private readonly double[] inverses;
    private readonly double[] exponents;
    private readonly double[] leaving;
    private readonly double[] left;

    private BetaGeometricLikelihood(PurchaseHistories histories, int early)
    {
        this.early = early;
        groups = histories.Distinct.Count;
        weights = [.. histories.Customers];
        total = histories.Count;
        (repeats, repeatsOf) = histories.Repeats;
        (times, timesOf) = histories.Times;
        logs = new double[times.Length];
        inverses = new double[times.Length];
        exponents = new double[repeats.Length];
        leaving = new double[repeats.Length];
        left = new double[repeats.Length];
        weightByRepeats = new double[repeats.Length];
        for (var group = 0; group < groups; group++)
            weightByRepeats[repeatsOf[group]] += weights[group];
    }

    public static Fitted<TModel> Fit<TModel>(PurchaseHistories histories, int early, Func<double[], TModel> model)
    {
        var likelihood = new BetaGeometricLikelihood(histories, early);
        return MaximumLikelihood.Fit(likelihood.Evaluate, ["r", "alpha", "a", "b"], Start(histories), histories.Count, model);
    }

    /// <summary>A start of the right order: the mean rate of the shop, and one in three leaving.</summary>
    private static double[] Start(PurchaseHistories histories)
    {
        var purchases = histories.Sum(history => history.Repeats);
        var time = histories.Sum(history => history.Observed);
        return [0.5, 0.5 * Math.Max(time, 1e-6) / Math.Max(purchases, 1), 1, 2];
    }

    private double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        gradient.Clear();
        Array.Clear(left);
        Tabulate(parameters);
        return SumOverGroups(gradient) + SumOverRepeats(parameters, gradient);
    }

    private void Tabulate(ReadOnlySpan<double> parameters)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        for (var i = 0; i < times.Length; i++)
        {
            logs[i] = Math.Log(alpha + times[i]);
            inverses[i] = 1 / (alpha + times[i]);
        }
        for (var i = 0; i < repeats.Length; i++)
        {
            var occasions = repeats[i] + early;
            exponents[i] = r + repeats[i];
            leaving[i] = occasions == 0 ? double.NegativeInfinity : Math.Log(a / (b + occasions - 1));
        }
    }

    /// <summary>The bracket of the likelihood: still alive (to T), or left at the last purchase (at t_x).</summary>
    private double SumOverGroups(Span<double> gradient)
    {
        var (sum, byR, byAlpha) = (0.0, 0.0, 0.0);
        var lasts = timesOf.AsSpan(0, groups);
        var ends = timesOf.AsSpan(groups, groups);
        for (var i = 0; i < lasts.Length; i++)
        {
            var x = repeatsOf[i];
            var (last, end, weight, exponent) = (lasts[i], ends[i], weights[i], exponents[x]);
            var odds = leaving[x] + exponent * (logs[end] - logs[last]);
            var small = Math.Exp(-Math.Abs(odds));
            var share = (odds > 0 ? 1 : small) / (1 + small);
            var log = logs[end] - share * (logs[end] - logs[last]);
            var inverse = inverses[end] - share * (inverses[end] - inverses[last]);
            sum += weight * (Math.Max(odds, 0) + Math.Log(1 + small) - exponent * logs[end]);
            byR -= weight * log;
            byAlpha -= weight * exponent * inverse;
            left[x] += weight * share;
        }
        gradient[0] += byR;
        gradient[1] += byAlpha;
        return sum;
    }

    private double SumOverRepeats(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var logAlpha = Math.Log(alpha);
        var sum = total * r * logAlpha;
        gradient[0] += total * logAlpha;
        gradient[1] += total * r / alpha;
        for (var i = 0; i < repeats.Length; i++)
        {
            var (x, n, weight) = (repeats[i], repeats[i] + early, weightByRepeats[i]);
            sum += weight * (LogGammaStep(r, x) + LogGammaStep(b, n) - LogGammaStep(a + b, n));
            var both = Digamma(a + b) - Digamma(a + b + n);
            gradient[0] += weight * (Digamma(r + x) - Digamma(r));
            gradient[2] += weight * both + left[i] / a;
            gradient[3] += weight * (both + Digamma(b + n) - Digamma(b)) - (n == 0 ? 0 : left[i] / (b + n - 1));
        }
        return sum;
    }
}
