namespace Laurel.Insight.Statistics;

/// <summary>
/// The part of the Pareto/NBD likelihood in which the customer left between the last purchase and the end,
/// I = ∫ s (α+u)^−k (β+u)^−(s+1) du over u from t_x to T with k = r + x, against the part in which he is alive,
/// A = (α+T)^−k (β+T)^−s; and the means of the logarithms and inverses under the integrand, which make the gradient.
/// </summary>
/// <remarks>
/// Fader and Hardie (2005) write the integral as a difference of two Gaussian hypergeometric functions, which cancels badly
/// when t_x is near T.
/// Here every term is positive and relative to the value at t_x, so nothing cancels or overflows.
/// </remarks>
internal readonly struct DropoutIntegral
{
    private const double Negligible = 1e-16;

    public DropoutIntegral(double k, double alpha, double s, double beta, double last, double end)
    {
        var (alphaLast, betaLast) = (alpha + last, beta + last);
        LogAlphaEnd = Math.Log(alpha + end);
        LogBetaEnd = Math.Log(beta + end);
        if (end <= last)
        {
            LogOdds = double.NegativeInfinity;
            return;
        }
        var (logAlpha, logBeta) = (Math.Log(alphaLast), Math.Log(betaLast));
        var smaller = Math.Min(alphaLast, betaLast);
        var sums = alpha <= beta
            ? Sum(k - 1, s + 1, alphaLast, beta - alpha, logBeta, new LogPanels(alpha, last, end, k + s + 1))
            : Sum(s, k, betaLast, alpha - beta, logAlpha, new LogPanels(beta, last, end, k + s + 1));
        var logIntegral = Math.Log(s * smaller * sums.Total) - k * logAlpha - (s + 1) * logBeta;
        LogOdds = logIntegral + k * LogAlphaEnd + s * LogBetaEnd;
        var near = (Log: Math.Log(smaller) + sums.V / sums.Total, Inverse: sums.NearInverse / sums.Total);
        var far = (Log: sums.FarLog / sums.Total, Inverse: sums.FarInverse / sums.Total);
        (MeanLogAlpha, MeanInverseAlpha) = alpha <= beta ? near : far;
        (MeanLogBeta, MeanInverseBeta) = alpha <= beta ? far : near;
    }

    /// <summary>ln(I / A): the odds of having left.</summary>
    public double LogOdds { get; }

    public double LogAlphaEnd { get; }
    public double LogBetaEnd { get; }
    public double MeanLogAlpha { get; }
    public double MeanLogBeta { get; }
    public double MeanInverseAlpha { get; }
    public double MeanInverseBeta { get; }

    private record struct Sums(double Total, double V, double NearInverse, double FarLog, double FarInverse);

    /// <summary>
    /// With γ the nearer parameter and w = (γ+t_x) e^v = γ+u: sums of e^(−near·v) ((w+gap)/(w₀+gap))^−far dv.
    /// </summary>
    private static Sums Sum(double near, double far, double start, double gap, double farLogAtStart, LogPanels panels)
    {
        var sums = default(Sums);
        var count = panels.Count;
        var width = panels.Length / count;
        for (var panel = 0; panel < count; panel++)
        {
            var before = sums.Total;
            for (var i = 0; i < GaussLegendre.Points; i++)
            {
                var v = (panel + GaussLegendre.Nodes[i]) * width;
                var w = start * Math.Exp(v);
                var farLog = Math.Log(w + gap);
                var value = width * GaussLegendre.Weights[i] * Math.Exp(-near * v - far * (farLog - farLogAtStart));
                sums.Total += value;
                sums.V += value * v;
                sums.NearInverse += value / w;
                sums.FarLog += value * farLog;
                sums.FarInverse += value / (w + gap);
            }
            if (sums.Total - before < Negligible * sums.Total)
                break;
        }
        return sums;
    }
}
