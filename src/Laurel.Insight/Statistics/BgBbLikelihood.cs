namespace Laurel.Insight.Statistics;

/// <summary>
/// The log-likelihood of BG/BB and its exact gradient. Every gamma function has an argument of a parameter plus a whole number, so
/// all of them come from five tables.
/// </summary>
/// <remarks>
/// Fader, Hardie and Shang (2010), equation (5): a member is alive at n, or left after one of the periods from t_x to n − 1.
/// </remarks>
internal sealed class BgBbLikelihood
{
    private readonly IReadOnlyList<(PeriodHistory History, double Members)> groups;
    private readonly GammaSteps alpha, beta, alphaBeta, delta, gammaDelta;

    public BgBbLikelihood(IReadOnlyList<(PeriodHistory History, double Members)> groups)
    {
        if (groups.Count == 0)
            throw new ArgumentException("There are no members to learn from.", nameof(groups));
        foreach (var (history, _) in groups)
            history.Require();
        this.groups = groups;
        var size = groups.Max(group => group.History.Periods) + 2;
        (alpha, beta, alphaBeta) = (new GammaSteps(size), new GammaSteps(size), new GammaSteps(size));
        (delta, gammaDelta) = (new GammaSteps(size), new GammaSteps(size));
    }

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        var (a, b, c, d) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        alpha.From(a);
        beta.From(b);
        alphaBeta.From(a + b);
        delta.From(d);
        gammaDelta.From(c + d);
        gradient.Clear();
        var sum = 0.0;
        foreach (var (history, members) in groups)
            sum += members * Group(history, members, c, gradient);
        return sum;
    }

    /// <summary>The logarithm of a sum of chances, and its gradient: the mean of theirs, each weighing what it contributes.</summary>
    private double Group(PeriodHistory history, double members, double gamma, Span<double> gradient)
    {
        var (x, last, n) = history;
        var alive = LogBuys(x, n) + delta.Log[n] - gammaDelta.Log[n];
        Span<double> slopes = stackalloc double[4];
        slopes.Clear();
        AddSlopes(slopes, 1, x, n, -gammaDelta.Slope[n], delta.Slope[n] - gammaDelta.Slope[n]);
        var total = 1.0;
        for (var m = last; m < n; m++)
        {
            var odds = Math.Exp(LogBuys(x, m) + Math.Log(gamma) + delta.Log[m] - gammaDelta.Log[m + 1] - alive);
            AddSlopes(slopes, odds, x, m, 1 / gamma - gammaDelta.Slope[m + 1], delta.Slope[m] - gammaDelta.Slope[m + 1]);
            total += odds;
        }
        for (var i = 0; i < slopes.Length; i++)
            gradient[i] += members * slopes[i] / total;
        return alive + Math.Log(total);
    }

    private double LogBuys(int x, int n) => alpha.Log[x] + beta.Log[n - x] - alphaBeta.Log[n];

    private void AddSlopes(Span<double> slopes, double weight, int x, int n, double byGamma, double byDelta)
    {
        slopes[0] += weight * (alpha.Slope[x] - alphaBeta.Slope[n]);
        slopes[1] += weight * (beta.Slope[n - x] - alphaBeta.Slope[n]);
        slopes[2] += weight * byGamma;
        slopes[3] += weight * byDelta;
    }

    /// <summary>ln Γ(p + k) − ln Γ(p) and its derivative in p, for k = 0, 1, 2, …</summary>
    private sealed class GammaSteps(int size)
    {
        public double[] Log { get; } = new double[size];
        public double[] Slope { get; } = new double[size];

        public void From(double p)
        {
            for (var k = 1; k < size; k++)
            {
                Log[k] = Log[k - 1] + Math.Log(p + k - 1);
                Slope[k] = Slope[k - 1] + 1 / (p + k - 1);
            }
        }
    }
}
