namespace Laurel.Insight.Statistics;

/// <summary>
/// A point that moves downhill, each step long enough and short enough for BFGS (the strong Wolfe conditions' weak form).
/// </summary>
internal sealed class LineSearch
{
    private const double Decrease = 1e-4;
    private const double Flattening = 0.9;
    private const double Rounding = 1e-12;
    private const int MaxTrials = 40;

    private readonly Objective objective;

    public LineSearch(Objective objective, double[] start)
    {
        this.objective = objective;
        At = [.. start];
        Gradient = new double[start.Length];
        Value = Evaluate(At, Gradient);
    }

    public double[] At { get; private set; }
    public double[] Gradient { get; private set; }
    public double Value { get; private set; }
    public int Evaluations { get; private set; }
    public double Slope => double.IsFinite(Value) ? Gradient.Max(Math.Abs) : double.PositiveInfinity;

    /// <summary>Moves along a direction of descent; returns the step and the change of gradient, or null when no step goes down.</summary>
    public (double[] Step, double[] Change)? Advance(double[] direction)
    {
        var slope = SmallMatrix.Dot(direction, Gradient);
        var (low, high, length) = (0.0, double.PositiveInfinity, 1.0);
        var (at, gradient) = (new double[At.Length], new double[At.Length]);
        for (var trial = 0; trial < MaxTrials; trial++)
        {
            for (var i = 0; i < at.Length; i++)
                at[i] = At[i] + length * direction[i];
            var value = Evaluate(at, gradient);
            var slopeThere = SmallMatrix.Dot(direction, gradient);
            if (!Decreases(value, length * slope, slopeThere / slope))
                (high, length) = (length, Shorter(low, length, value, slope));
            else if (slopeThere < Flattening * slope)
                (low, length) = (length, double.IsInfinity(high) ? 2 * length : 0.5 * (length + high));
            else
                return Move(at, gradient, value);
        }
        return null;
    }

    /// <summary>
    /// Whether the step went down enough; where values differ by rounding only, the slopes decide (Hager and Zhang 2005).
    /// </summary>
    private bool Decreases(double value, double promised, double slopeRatio) => double.IsFinite(value)
        && (value <= Value + Decrease * promised
            || (value <= Value + Rounding * (1 + Math.Abs(Value)) && slopeRatio >= 2 * Decrease - 1));

    private double Shorter(double low, double length, double value, double slope)
    {
        var parabola = -0.5 * slope * length * length / (value - Value - slope * length);
        var inside = double.IsFinite(parabola) && parabola > low + 0.1 * (length - low) && parabola < length - 0.1 * (length - low);
        return inside ? parabola : 0.5 * (low + length);
    }

    private (double[] Step, double[] Change) Move(double[] at, double[] gradient, double value)
    {
        var step = new double[at.Length];
        var change = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
            (step[i], change[i]) = (at[i] - At[i], gradient[i] - Gradient[i]);
        (At, Gradient, Value) = (at, gradient, value);
        return (step, change);
    }

    private double Evaluate(double[] at, double[] gradient)
    {
        Evaluations++;
        return objective(at, gradient);
    }
}
