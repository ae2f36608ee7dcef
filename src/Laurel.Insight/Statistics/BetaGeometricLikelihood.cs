using static Laurel.Insight.Statistics.SpecialFunctions;

namespace Laurel.Insight.Statistics;

/// <summary>
/// The log-likelihood of BG/NBD and MBG/NBD and its exact gradient over grouped histories. Gamma functions are taken once per
/// value of x and logarithms once per date; a group costs one exponential and one logarithm.
/// </summary>
/// <remarks>
/// L = Γ(r+x) α^r / Γ(r) · B(a, b+n) / B(a, b) · [ (α+T)^−(r+x) + a/(b+n−1) (α+t_x)^−(r+x) ], where n counts the occasions to leave
/// that were survived: x for BG/NBD (no second term at x = 0), x + 1 for MBG/NBD. Powers of α are taken out of the bracket, so that
/// nothing cancels when r and α grow together without bound, as they do when all members buy at one rate.
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
    private readonly double purchases;
    private readonly double[] weightByRepeats;
    private readonly double[] logs;
    private readonly double[] shares;
    private readonly double[] exponents;
    private readonly double[] leaving;
    private readonly double[] left;

    private BetaGeometricLikelihood(PurchaseHistories histories, int early)
    {
        this.early = early;
        groups = histories.Distinct.Count;
        weights = [.. histories.Members];
        purchases = histories.Sum(history => history.Repeats);
        (repeats, repeatsOf) = histories.Repeats;
        (times, timesOf) = histories.Times;
        logs = new double[times.Length];
        shares = new double[times.Length];
        exponents = new double[repeats.Length];
        leaving = new double[repeats.Length];
        left = new double[repeats.Length];
        weightByRepeats = new double[repeats.Length];
        for (var group = 0; group < groups; group++)
            weightByRepeats[repeatsOf[group]] += weights[group];
    }

    public static Fitted<TModel> Fit<TModel>(PurchaseHistories histories, int early, Func<double[], TModel> model) =>
        MaximumLikelihood.Fit(histories, some => For(some, early), ["r", "alpha", "a", "b"], Starts, model);

    /// <summary>The summed log-likelihood of r, α, a, b.</summary>
    /// <param name="early">Occasions to leave before the first repeat: 0 for BG/NBD, 1 for MBG/NBD.</param>
    internal static Objective For(PurchaseHistories histories, int early) => new BetaGeometricLikelihood(histories, early).Evaluate;

    /// <summary>Starts of the right order: buying at the mean rate of the shop, much faster but leaving soon, or all alike.</summary>
    private static double[][] Starts(PurchaseHistories histories)
    {
        var interval = histories.MeanInterval;
        return [[0.5, 0.5 * interval, 1, 2], [0.5, 0.05 * interval, 1, 1], [1, interval, 10, 40]];
    }

    private double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        gradient.Clear();
        Array.Clear(left);
        Tabulate(parameters);
        var sum = SumOverGroups(gradient) + SumOverRepeats(parameters, gradient);
        gradient[1] /= parameters[1];
        return sum;
    }

    private void Tabulate(ReadOnlySpan<double> parameters)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        for (var i = 0; i < times.Length; i++)
        {
            logs[i] = Log1P(times[i] / alpha);
            shares[i] = times[i] / (alpha + times[i]);
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
            var gone = (odds > 0 ? 1 : small) / (1 + small);
            var log = logs[end] - gone * (logs[end] - logs[last]);
            var share = shares[end] - gone * (shares[end] - shares[last]);
            sum += weight * (Math.Max(odds, 0) + Math.Log(1 + small) - exponent * logs[end]);
            byR -= weight * log;
            byAlpha += weight * exponent * share;
            left[x] += weight * gone;
        }
        gradient[0] += byR;
        gradient[1] += byAlpha;
        return sum;
    }

    private double SumOverRepeats(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var sum = -purchases * Math.Log(alpha);
        gradient[1] -= purchases;
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
