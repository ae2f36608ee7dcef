namespace Laurel.Insight.Statistics;

/// <summary>
/// Quadrature over from…to in the variable v = ln(γ + u), in which powers of (α + u) and (β + u) with α, β ≥ γ are smooth exponentials:
/// enough ten-point panels that none of them spans more than 1.5 in v or 8 in the exponent.
/// </summary>
/// <param name="gamma">γ, the smaller of the two rate parameters.</param>
/// <param name="steepness">The sum of the powers' exponents.</param>
internal readonly record struct LogPanels(double Gamma, double From, double To, double Steepness)
{
    private const double LargestWidth = 1.5;
    private const double LargestFall = 8;

    /// <summary>v from the lower to the upper end.</summary>
    public double Length => SpecialFunctions.Log1P((To - From) / (Gamma + From));

    /// <summary>How many panels of equal width serve.</summary>
    public int Count => (int)Math.Ceiling(Math.Min(10_000, Length * Math.Max(1 / LargestWidth, Steepness / LargestFall)));

    /// <summary>Points u and weights w with ∫ f(u) du ≈ Σ w f(u).</summary>
    public IEnumerable<(double At, double Weight)> Nodes()
    {
        var count = Count;
        var width = Length / count;
        for (var i = 0; i < count * GaussLegendre.Points; i++)
        {
            var v = (i / GaussLegendre.Points + GaussLegendre.Nodes[i % GaussLegendre.Points]) * width;
            var rest = (Gamma + From) * Math.Exp(v);
            yield return (rest - Gamma, width * GaussLegendre.Weights[i % GaussLegendre.Points] * rest);
        }
    }
}
