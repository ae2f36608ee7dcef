namespace Laurel.Insight.Causal;

/// <summary>Which covariates say something that those before them do not.</summary>
internal static class Independent
{
    /// <summary>Share of a column's spread that must be its own.</summary>
    private const double Negligible = 1e-9;

    /// <summary>In their order, whether each is more than a weighted sum of those before it (Gram and Schmidt).</summary>
    public static bool[] Of(IReadOnlyList<Covariate> covariates)
    {
        var kept = new List<double[]>();
        var own = new bool[covariates.Count];
        for (var i = 0; i < own.Length; i++)
        {
            var rest = Centred(covariates[i].Values);
            var spread = Product(rest, rest);
            foreach (var direction in kept)
                Subtract(rest, direction, Product(rest, direction));
            var left = Product(rest, rest);
            own[i] = left > Negligible * spread;
            if (own[i])
                kept.Add([.. rest.Select(value => value / Math.Sqrt(left))]);
        }
        return own;
    }

    private static double[] Centred(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static double Product(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    private static void Subtract(double[] from, double[] direction, double length)
    {
        for (var i = 0; i < from.Length; i++)
            from[i] -= length * direction[i];
    }
}
