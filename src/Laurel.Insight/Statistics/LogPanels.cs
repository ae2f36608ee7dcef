namespace Laurel.Insight.Statistics;

/// <summary>
/// Quadrature in the variable v = ln(γ + u), in which powers of (α + u) and (β + u) with α, β ≥ γ are smooth exponentials: enough
/// twelve-point panels that none of them spans more than 2 in v, or 7 in the logarithm of the integrand if that were to fall evenly.
/// </summary>
/// <param name="Length">v from the lower to the upper end.</param>
/// <param name="Fall">How far the logarithm of the integrand falls from one end to the other.</param>
internal readonly record struct LogPanels(double Length, double Fall)
{
    private const double LargestWidth = 2;
    private const double LargestFall = 7;
    private const double Most = 10_000;

    /// <summary>How many panels of equal width serve.</summary>
    public int Count => (int)Math.Ceiling(Math.Clamp(Math.Max(Length / LargestWidth, Fall / LargestFall), 1, Most));

    /// <summary>Points v and weights w with ∫ f(v) dv ≈ Σ w f(v).</summary>
    public IEnumerable<(double At, double Weight)> Nodes()
    {
        var width = Length / Count;
        for (var i = 0; i < Count * GaussLegendre.Points; i++)
        {
            var node = i % GaussLegendre.Points;
            yield return ((i / GaussLegendre.Points + GaussLegendre.Nodes[node]) * width, width * GaussLegendre.Weights[node]);
        }
    }
}
