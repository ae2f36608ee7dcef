namespace Laurel.Insight.Experiments;

/// <summary>The values between two ends, both included; an end may be infinite.</summary>
public readonly record struct Interval(double Low, double High)
{
    public double Width => High - Low;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The interval of the same quantity measured in another unit, such as per member turned into in total.</summary>
    public Interval Times(double factor) => factor >= 0 ? new(Low * factor, High * factor) : new(High * factor, Low * factor);
}
