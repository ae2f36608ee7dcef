using static Laurel.Insight.Statistics.SpecialFunctions;

namespace Laurel.Insight.Statistics;

/// <summary>
/// The log-likelihood of Gamma-Gamma and its exact gradient; gamma functions once per value of x, one logarithm per member.
/// </summary>
/// <remarks>Fader and Hardie (2013), equation (1a): L = Γ(px+q) / (Γ(px) Γ(q)) · v^q x^px z̄^(px−1) / (v + x z̄)^(px+q).</remarks>
internal sealed class GammaGammaLikelihood
{
    private readonly SpendHistory[] members;
    private readonly Coded repeats;
    private readonly double[] counts;
    private readonly double[] logSpends;

    public GammaGammaLikelihood(SpendHistory[] members)
    {
        if (members.Length == 0)
            throw new ArgumentException("Spend is learned from repeat purchases, and there are none with a spend.", nameof(members));
        this.members = members;
        repeats = Coded.Of(members, member => (double)member.Repeats);
        counts = new double[repeats.Values.Length];
        logSpends = new double[repeats.Values.Length];
        for (var i = 0; i < members.Length; i++)
        {
            counts[repeats.Codes[i]]++;
            logSpends[repeats.Codes[i]] += Math.Log(members[i].MeanSpend);
        }
    }

    public double Members => members.Length;

    /// <summary>Spends that vary within and between members about alike, around the observed mean.</summary>
    public double[] Start => [2, 3, members.Average(member => member.MeanSpend)];

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var v = parameters[2];
        var (logs, inverses) = (new double[counts.Length], new double[counts.Length]);
        for (var i = 0; i < members.Length; i++)
        {
            var total = v + members[i].Repeats * members[i].MeanSpend;
            logs[repeats.Codes[i]] += Math.Log(total);
            inverses[repeats.Codes[i]] += 1 / total;
        }
        gradient.Clear();
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
            sum += AddValue(i, parameters, gradient, logs[i], inverses[i]);
        return sum;
    }

    private double AddValue(int i, ReadOnlySpan<double> parameters, Span<double> gradient, double logs, double inverses)
    {
        var (p, q, v) = (parameters[0], parameters[1], parameters[2]);
        var (x, count) = (repeats.Values[i], counts[i]);
        var both = Digamma(p * x + q);
        gradient[0] += x * (count * (both - Digamma(p * x) + Math.Log(x)) + logSpends[i] - logs);
        gradient[1] += count * (both - Digamma(q) + Math.Log(v)) - logs;
        gradient[2] += count * q / v - (p * x + q) * inverses;
        return count * (LogGammaStep(p * x, q) - LogGamma(q) + q * Math.Log(v) + p * x * Math.Log(x))
            + (p * x - 1) * logSpends[i] - (p * x + q) * logs;
    }
}
