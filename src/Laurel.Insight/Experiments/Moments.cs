namespace Laurel.Insight.Experiments;

/// <summary>
/// Means and products of several values of the same units, one unit at a time (Welford), so that large values lose nothing. Two of disjoint
/// sets of units add up.
/// </summary>
/// <param name="width">How many values a unit has.</param>
public sealed class Moments(int width)
{
    private readonly double[] means = new double[width];
    private readonly double[,] products = new double[width, width];

    /// <summary>Units.</summary>
    public long N { get; private set; }

    /// <summary>One unit more.</summary>
    /// <param name="values">As many as the width says.</param>
    public void Add(ReadOnlySpan<double> values)
    {
        N++;
        Span<double> before = stackalloc double[width];
        for (var i = 0; i < width; i++)
        {
            before[i] = values[i] - means[i];
            means[i] += before[i] / N;
        }
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j < width; j++)
                products[i, j] += before[i] * (values[j] - means[j]);
        }
    }

    /// <summary>Both sets of units together.</summary>
    /// <remarks>Chan, Golub and LeVeque (1983).</remarks>
    public Moments Plus(Moments other)
    {
        var both = new Moments(width) { N = N + other.N };
        var share = both.N == 0 ? 0 : other.N / (double)both.N;
        for (var i = 0; i < width; i++)
        {
            both.means[i] = means[i] + (other.means[i] - means[i]) * share;
            for (var j = 0; j < width; j++)
                both.products[i, j] = products[i, j] + other.products[i, j]
                    + (other.means[i] - means[i]) * (other.means[j] - means[j]) * N * share;
        }
        return both;
    }

    /// <summary>The mean of one of the values; 0 without units.</summary>
    public double Mean(int value) => means[value];

    /// <summary>The mean of a weighted sum of the values.</summary>
    public double Mean(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * means[i];
        return sum;
    }

    /// <summary>The sum over the units of the product of two weighted sums, each counted from its mean.</summary>
    public double Products(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length; j++)
                sum += one[i] * other[j] * products[i, j];
        }
        return sum;
    }
}
