using static Laurel.Insight.Statistics.SpecialFunctions;

namespace Laurel.Insight.Statistics;

/// <summary>
/// The log-likelihood of Pareto/NBD over grouped histories and its exact gradient:
/// L = Γ(r+x) α^r β^s / Γ(r) · (A + I), with A and I of <see cref="DropoutIntegral"/>. Powers of α and β are taken out of A and I, so that
/// nothing cancels when a pair of parameters grows together without bound, as it does when all members are alike.
/// </summary>
/// <remarks>Fader and Hardie (2005), equation (18), with the integral kept as an integral.</remarks>
internal static class ParetoLikelihood
{
    public static Fitted<ParetoNbd> Fit(PurchaseHistories histories) => MaximumLikelihood.Fit(
        histories, For, ["r", "alpha", "s", "beta"], Starts, p => new ParetoNbd(p[0], p[1], p[2], p[3]));

    /// <summary>The summed log-likelihood of r, α, s, β.</summary>
    internal static Objective For(PurchaseHistories histories)
    {
        var counts = new double[histories.Repeats.Values.Length];
        for (var i = 0; i < histories.Distinct.Count; i++)
            counts[histories.Repeats.Codes[i]] += histories.Members[i];
        return (parameters, gradient) =>
        {
            gradient.Clear();
            return SumOverRepeats(histories, counts, parameters, gradient) + SumOverGroups(histories, parameters, gradient);
        };
    }

    /// <summary>Starts of the right order: living about as long as observed, buying faster and leaving sooner, or all alike.</summary>
    private static double[][] Starts(PurchaseHistories histories)
    {
        var (interval, observed) = (histories.MeanInterval, histories.MeanObserved);
        return
        [
            [0.5, 0.5 * interval, 0.5, 0.5 * observed],
            [0.5, 0.05 * interval, 0.5, 0.05 * observed],
            [2, 2 * interval, 5, 5 * observed],
        ];
    }

    private static double SumOverRepeats(
        PurchaseHistories histories, double[] counts, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha) = (parameters[0], parameters[1]);
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            var x = histories.Repeats.Values[i];
            sum += counts[i] * (LogGammaStep(r, x) - x * Math.Log(alpha));
            gradient[1] -= counts[i] * x / alpha;
            gradient[0] += counts[i] * (Digamma(r + x) - Digamma(r));
        }
        return sum;
    }

    private static double SumOverGroups(PurchaseHistories histories, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var distinct = (PurchaseHistory[])histories.Distinct;
        var members = (double[])histories.Members;
        var (sum, byR, byAlpha, byS, byBeta) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < distinct.Length; i++)
        {
            var (x, last, end) = distinct[i];
            var weight = members[i];
            var k = r + x;
            var gone = new DropoutIntegral(k, alpha, s, beta, last, end);
            var small = Math.Exp(-Math.Abs(gone.LogOdds));
            var share = (gone.LogOdds > 0 ? 1 : small) / (1 + small);
            var (alive, left) = (weight * (1 - share), weight * share);
            var (logAlpha, logBeta) = (Log1P(end / alpha), Log1P(end / beta));
            sum += weight * (Math.Max(gone.LogOdds, 0) + Math.Log(1 + small) - k * logAlpha - s * logBeta);
            byR -= alive * logAlpha + left * gone.MeanLogAlpha;
            byS -= alive * logBeta + left * (gone.MeanLogBeta - 1 / s);
            byAlpha += k * (alive * end / (alpha + end) + left * (1 - alpha * gone.MeanInverseAlpha));
            byBeta += alive * s * end / (beta + end) + left * (s - (s + 1) * beta * gone.MeanInverseBeta);
        }
        gradient[0] += byR;
        gradient[1] += byAlpha / alpha;
        gradient[2] += byS;
        gradient[3] += byBeta / beta;
        return sum;
    }
}
