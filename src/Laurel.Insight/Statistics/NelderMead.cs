namespace Laurel.Insight.Statistics;

/// <summary>The downhill simplex method: slow, but it needs no slope and survives cliffs.</summary>
/// <remarks>Nelder and Mead (1965), with the usual coefficients 1, 2, ½, ½.</remarks>
internal static class NelderMead
{
    private const int MaxEvaluations = 2000;
    private const double Spread = 0.5;
    private const double Precision = 1e-12;

    public static Minimum Find(Objective objective, double[] start)
    {
        var n = start.Length;
        var gradient = new double[n];
        var evaluations = 0;
        double Value(double[] at)
        {
            evaluations++;
            var value = objective(at, gradient);
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        var corners = Enumerable.Range(0, n + 1)
            .Select(corner => Array.ConvertAll(Enumerable.Range(0, n).ToArray(), i => start[i] + (i == corner ? Spread : 0)))
            .Select(at => (At: at, Value: Value(at))).ToArray();
        while (evaluations < MaxEvaluations)
        {
            Array.Sort(corners, (left, right) => left.Value.CompareTo(right.Value));
            if (corners[n].Value - corners[0].Value <= Precision * Math.Abs(corners[0].Value))
                break;
            Step(corners, Value);
        }
        var best = corners.MinBy(corner => corner.Value);
        return new Minimum(best.At, best.Value, gradient, false, evaluations);
    }

    private static void Step((double[] At, double Value)[] corners, Func<double[], double> value)
    {
        var n = corners.Length - 1;
        var middle = new double[n];
        for (var i = 0; i < n; i++)
            middle[i] = corners[..n].Average(corner => corner.At[i]);
        (double[] At, double Value) Along(double factor)
        {
            var at = Between(middle, corners[n].At, factor);
            return (at, value(at));
        }

        var reflected = Along(-1);
        if (reflected.Value < corners[0].Value)
        {
            var expanded = Along(-2);
            corners[n] = expanded.Value < reflected.Value ? expanded : reflected;
            return;
        }
        if (reflected.Value < corners[n - 1].Value)
        {
            corners[n] = reflected;
            return;
        }
        var contracted = Along(reflected.Value < corners[n].Value ? -0.5 : 0.5);
        if (contracted.Value < Math.Min(reflected.Value, corners[n].Value))
        {
            corners[n] = contracted;
            return;
        }
        for (var corner = 1; corner <= n; corner++)
        {
            var at = Between(corners[0].At, corners[corner].At, 0.5);
            corners[corner] = (at, value(at));
        }
    }

    private static double[] Between(double[] from, double[] to, double share)
    {
        var at = new double[from.Length];
        for (var i = 0; i < at.Length; i++)
            at[i] = from[i] + share * (to[i] - from[i]);
        return at;
    }
}
