namespace Laurel.Insight.Statistics;

/// <summary>A smooth function to be made small: returns its value and writes its gradient.</summary>
internal delegate double Objective(ReadOnlySpan<double> at, Span<double> gradient);

/// <summary>The lowest point found.</summary>
/// <param name="Converged">
/// Whether the slope vanished there: its largest component below the tolerance, or below a hundred times that where rounding ended
/// the search.
/// </param>
internal sealed record Minimum(double[] At, double Value, double[] Gradient, bool Converged, int Evaluations)
{
    public double Slope => Gradient.Max(Math.Abs);
}

/// <summary>BFGS with a Wolfe line search for functions of a few variables, rescued by Nelder–Mead where it gets stuck.</summary>
/// <remarks>Nocedal and Wright, Numerical Optimization (2006), algorithms 3.5, 6.1 and section 9.5.</remarks>
internal static class Minimizer
{
    private const int MaxIterations = 200;
    private const double LargestStep = 2;
    private const double Noise = 100;

    /// <summary>Finds a local minimum; steps are at most 2 in any variable, so variables should be of the order of one.</summary>
    public static Minimum Find(Objective objective, double[] start, double tolerance)
    {
        var found = Descend(objective, start, tolerance);
        if (found.Converged)
            return found;
        var rescued = NelderMead.Find(objective, double.IsFinite(found.Value) ? found.At : start);
        var again = Descend(objective, rescued.At, tolerance);
        return again with { Evaluations = found.Evaluations + rescued.Evaluations + again.Evaluations };
    }

    private static Minimum Descend(Objective objective, double[] start, double tolerance)
    {
        var search = new LineSearch(objective, start);
        var inverse = SmallMatrix.Identity(start.Length);
        var stuck = false;
        for (var iteration = 0; iteration < MaxIterations && search.Slope > tolerance && !stuck; iteration++)
        {
            var direction = Direction(inverse, search.Gradient);
            if (SmallMatrix.Dot(direction, search.Gradient) >= 0)
            {
                inverse = SmallMatrix.Identity(start.Length);
                direction = Direction(inverse, search.Gradient);
            }
            if (search.Advance(direction) is var (step, change))
                Update(inverse, step, change, iteration == 0);
            else
                stuck = true;
        }
        var flat = search.Slope <= tolerance || (stuck && search.Slope <= Noise * tolerance);
        return new Minimum(search.At, search.Value, search.Gradient, flat, search.Evaluations);
    }

    private static double[] Direction(double[,] inverse, double[] gradient)
    {
        var direction = SmallMatrix.Times(inverse, gradient);
        var longest = direction.Max(Math.Abs);
        var scale = longest > LargestStep ? -LargestStep / longest : -1;
        return Array.ConvertAll(direction, component => scale * component);
    }

    private static void Update(double[,] inverse, double[] step, double[] change, bool first)
    {
        var curvature = SmallMatrix.Dot(step, change);
        if (curvature <= 1e-300)
            return;
        var n = step.Length;
        if (first)
        {
            var scale = curvature / SmallMatrix.Dot(change, change);
            for (var i = 0; i < n; i++)
                inverse[i, i] = scale;
        }
        var moved = SmallMatrix.Times(inverse, change);
        var factor = (1 + SmallMatrix.Dot(change, moved) / curvature) / curvature;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                inverse[i, j] += factor * step[i] * step[j] - (moved[i] * step[j] + step[i] * moved[j]) / curvature;
        }
    }
}
