using static Laurel.Insight.Statistics.SpecialFunctions;

namespace Laurel.Insight.Statistics;

/// <summary>
/// The log-likelihood of Pareto/NBD over grouped histories and its exact gradient:
/// L = Γ(r+x) α^r β^s / Γ(r) · (A + I), with A and I of <see cref="DropoutIntegral"/>.
/// </summary>
/// <remarks>Fader and Hardie (2005), equation (18), with the integral kept as an integral.</remarks>
internal static class ParetoLikelihood
{
    public static Fitted<ParetoNbd> Fit(PurchaseHistories histories)
    {
        var counts = new double[histories.Repeats.Values.Length];
        for (var i = 0; i < histories.Distinct.Count; i++)
            counts[histories.Repeats.Codes[i]] += histories.Customers[i];
        double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
        {
            gradient.Clear();
            return SumOverRepeats(histories, counts, parameters, gradient) + SumOverGroups(histories, parameters, gradient);
        }

        return MaximumLikelihood.Fit(Evaluate, ["r", "alpha", "s", "beta"], Start(histories), histories.Count,
            p => new ParetoNbd(p[0], p[1], p[2], p[3]));
    }

    /// <summary>A start of the right order: the mean rate of the shop, and lifetimes as long as the observation.</summary>
    private static double[] Start(PurchaseHistories histories)
    {
        var purchases = histories.Sum(history => history.Repeats);
        var time = Math.Max(histories.Sum(history => history.Observed), 1e-6);
        return [0.5, 0.5 * time / Math.Max(purchases, 1), 0.5, 0.5 * time / histories.Count];
    }

    private static double SumOverRepeats(
        PurchaseHistories histories, double[] counts, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        double total = histories.Count;
        var sum = total * (r * Math.Log(alpha) + s * Math.Log(beta));
        gradient[0] += total * Math.Log(alpha);
        gradient[1] += total * r / alpha;
        gradient[2] += total * Math.Log(beta);
        gradient[3] += total * s / beta;
        for (var i = 0; i < counts.Length; i++)
        {
            var x = histories.Repeats.Values[i];
            sum += counts[i] * LogGammaStep(r, x);
            gradient[0] += counts[i] * (Digamma(r + x) - Digamma(r));
        }
        return sum;
    }

    private static double SumOverGroups(PurchaseHistories histories, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (r, alpha, s, beta) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        var distinct = (PurchaseHistory[])histories.Distinct;
        var customers = (double[])histories.Customers;
        var (sum, byR, byAlpha, byS, byBeta) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < distinct.Length; i++)
        {
            var (x, last, end) = distinct[i];
            var weight = customers[i];
            var k = r + x;
            var gone = new DropoutIntegral(k, alpha, s, beta, last, end);
            var small = Math.Exp(-Math.Abs(gone.LogOdds));
            var share = (gone.LogOdds > 0 ? 1 : small) / (1 + small);
            var alive = weight * (1 - share);
            var left = weight * share;
            sum += weight * (Math.Max(gone.LogOdds, 0) + Math.Log(1 + small) - k * gone.LogAlphaEnd - s * gone.LogBetaEnd);
            byR -= alive * gone.LogAlphaEnd + left * gone.MeanLogAlpha;
            byAlpha -= k * (alive / (alpha + end) + left * gone.MeanInverseAlpha);
            byS -= alive * gone.LogBetaEnd + left * (gone.MeanLogBeta - 1 / s);
            byBeta -= alive * s / (beta + end) + left * (s + 1) * gone.MeanInverseBeta;
        }
        gradient[0] += byR;
        gradient[1] += byAlpha;
        gradient[2] += byS;
        gradient[3] += byBeta;
        return sum;
    }
}
