using System.Runtime.Intrinsics;
using static Laurel.Insight.Statistics.SpecialFunctions;

namespace Laurel.Insight.Statistics;

/// <summary>
/// The part of the Pareto/NBD likelihood in which the member left between the last purchase and the end,
/// I = ∫ s (α+u)^−k (β+u)^−(s+1) du over u from t_x to T with k = r + x, against the part in which he is alive,
/// A = (α+T)^−k (β+T)^−s; and the means of ln(1 + u/α), ln(1 + u/β), 1/(α+u) and 1/(β+u) under the integrand, which make the gradient.
/// </summary>
/// <remarks>
/// Fader and Hardie (2005) write the integral as a difference of two Gaussian hypergeometric functions, which cancels badly
/// when t_x is near T. Here every term is positive and relative to the value at t_x, so nothing cancels or overflows.
/// </remarks>
internal readonly struct DropoutIntegral
{
    private const double Negligible = 1e-16;

    public DropoutIntegral(double k, double alpha, double s, double beta, double last, double end)
    {
        var (alphaLast, betaLast) = (alpha + last, beta + last);
        if (end <= last)
        {
            LogOdds = double.NegativeInfinity;
            return;
        }
        var (alphaRise, betaRise) = (Log1P((end - last) / alphaLast), Log1P((end - last) / betaLast));
        var alphaIsNear = alpha <= beta;
        var (near, far) = alphaIsNear ? (k - 1, s + 1) : (s, k);
        var (nearLast, farLast) = alphaIsNear ? (alphaLast, betaLast) : (betaLast, alphaLast);
        var panels = new LogPanels(alphaIsNear ? alphaRise : betaRise, k * alphaRise + (s + 1) * betaRise);
        var sums = Sum(near, far, nearLast, farLast, panels);
        LogOdds = Math.Log(s * nearLast / betaLast * sums.Total) + k * alphaRise + s * betaRise;
        var (alphaStart, betaStart) = (Log1P(last / alpha), Log1P(last / beta));
        MeanLogAlpha = alphaStart + (alphaIsNear ? sums.NearLog : sums.FarLog) / sums.Total;
        MeanLogBeta = betaStart + (alphaIsNear ? sums.FarLog : sums.NearLog) / sums.Total;
        MeanInverseAlpha = (alphaIsNear ? sums.NearInverse : sums.FarInverse) / sums.Total;
        MeanInverseBeta = (alphaIsNear ? sums.FarInverse : sums.NearInverse) / sums.Total;
    }

    /// <summary>ln(I / A): the odds of having left.</summary>
    public double LogOdds { get; }

    public double MeanLogAlpha { get; }
    public double MeanLogBeta { get; }
    public double MeanInverseAlpha { get; }
    public double MeanInverseBeta { get; }

    private record struct Sums(double Total, double NearLog, double NearInverse, double FarLog, double FarInverse);

    /// <summary>
    /// With γ the nearer parameter, δ the farther one and γ+u = (γ+t_x) e^v: sums of e^(−near·v) ((δ+u)/(δ+t_x))^−far dv.
    /// Four nodes are taken at once.
    /// </summary>
    private static Sums Sum(double near, double far, double nearLast, double farLast, LogPanels panels)
    {
        var (total, nearLogs, nearInverses) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (farLogs, farInverses) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var count = panels.Count;
        var width = panels.Length / count;
        for (var panel = 0; panel < count; panel++)
        {
            var before = total;
            for (var i = 0; i < GaussLegendre.Points; i += Vector256<double>.Count)
            {
                var v = (GaussLegendre.NodesAt(i) + Vector256.Create((double)panel)) * width;
                var growth = Vector256.Exp(v);
                var farGrowth = Vector256<double>.One + (growth - Vector256<double>.One) * (nearLast / farLast);
                var farLog = Vector256.Log(farGrowth);
                var value = GaussLegendre.WeightsAt(i) * Vector256.Exp(v * -near - farLog * far);
                total += value;
                nearLogs += value * v;
                nearInverses += value / growth;
                farLogs += value * farLog;
                farInverses += value / farGrowth;
            }
            if (Vector256.Sum(total - before) < Negligible * Vector256.Sum(total))
                break;
        }
        return new Sums(
            width * Vector256.Sum(total), width * Vector256.Sum(nearLogs), width / nearLast * Vector256.Sum(nearInverses),
            width * Vector256.Sum(farLogs), width / farLast * Vector256.Sum(farInverses));
    }
}
