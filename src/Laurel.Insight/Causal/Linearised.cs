using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>
/// An estimate together with what each unit contributes to its error: θ̂ − θ ≈ (1/n)Σψᵢ. Estimates that are linearised can be added,
/// averaged and compared, and their errors follow.
/// </summary>
/// <remarks>Influence functions: Hampel (1974), "The influence curve and its role in robust estimation", JASA 69.</remarks>
internal sealed record Linearised(double Value, double[] Influence)
{
    public static Linearised Zero(int units) => new(0, new double[units]);

    /// <summary>Σ weight·term.</summary>
    public static Linearised Combine(IReadOnlyList<Linearised> terms, IReadOnlyList<double> weights)
    {
        var influence = new double[terms[0].Influence.Length];
        var value = 0.0;
        for (var k = 0; k < terms.Count; k++)
        {
            value += weights[k] * terms[k].Value;
            for (var i = 0; i < influence.Length; i++)
                influence[i] += weights[k] * terms[k].Influence[i];
        }
        return new(value, influence);
    }

    public static Linearised Average(IReadOnlyList<Linearised> terms) =>
        Combine(terms, [.. Enumerable.Repeat(1.0 / terms.Count, terms.Count)]);

    public static Linearised operator -(Linearised one, Linearised other) => Combine([one, other], [1, -1]);

    /// <summary>√Σψ²/n; with clusters the contributions of a cluster are summed before they are squared.</summary>
    public double StandardError(Clusters clusters)
    {
        var squares = 0.0;
        foreach (var sum in clusters.Sums(Influence))
            squares += sum * sum;
        return Math.Sqrt(squares) / Influence.Length;
    }

    public Estimate ToEstimate(double level, Clusters clusters) => Estimate.Normal(Value, StandardError(clusters), level);
}

/// <summary>Which units belong together, such as the members of a store; by default each stands alone.</summary>
internal sealed class Clusters
{
    private readonly int[]? of;

    private Clusters(int[]? of, int count) => (this.of, Count) = (of, count);

    public int Count { get; }

    public bool AreGiven => of is not null;

    public static Clusters None(int units) => new(null, units);

    public static Clusters Of(IReadOnlyList<string?> names)
    {
        if (names.All(name => name is null))
            return None(names.Count);
        var numbers = new Dictionary<string, int>();
        var of = new int[names.Count];
        for (var i = 0; i < of.Length; i++)
        {
            var name = names[i] ?? throw new UnusableSampleException("some-clusters");
            numbers.TryAdd(name, numbers.Count);
            of[i] = numbers[name];
        }
        return new(of, numbers.Count);
    }

    /// <summary>The sum of the contributions of each cluster.</summary>
    public double[] Sums(double[] influence)
    {
        if (of is null)
            return influence;
        var sums = new double[Count];
        for (var i = 0; i < influence.Length; i++)
            sums[of[i]] += influence[i];
        return sums;
    }
}
