namespace Laurel.Insight.Statistics;

/// <summary>Whether the arms of a test are as large as they were drawn.</summary>
/// <param name="ChiSquared">The statistic.</param>
/// <param name="PValue">The chance of arms this far off if nothing is wrong.</param>
public readonly record struct SampleRatio(double ChiSquared, double PValue)
{
    private const double StopBelow = 0.001;

    /// <summary>Something is wrong with the assignment or the counting: stop, and believe no result.</summary>
    public bool Mismatch => PValue < StopBelow;

    /// <summary>The caution to show, if any.</summary>
    public IReadOnlyList<Caution> Cautions => Mismatch ? [new Caution(CautionKind.SampleRatioMismatch, PValue, StopBelow)] : [];

    /// <summary>Pearson's χ² of the members per arm against the drawn shares.</summary>
    /// <param name="members">Members counted in each arm.</param>
    /// <param name="shares">Drawn shares or weights in the same order, positive; only their ratios matter.</param>
    /// <remarks>Pearson (1900); the threshold .001 as in Fabijan et al., "Diagnosing sample ratio mismatch" (KDD 2019).</remarks>
    public static SampleRatio Check(ReadOnlySpan<long> members, ReadOnlySpan<double> shares)
    {
        if (members.Length < 2 || members.Length != shares.Length)
            throw new ArgumentException("Every one of at least two arms needs its members and its share.");
        var (total, weights) = (0.0, 0.0);
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i] < 0 || !(shares[i] > 0))
                throw new ArgumentException("Arms have no fewer than no members and a positive share.");
            (total, weights) = (total + members[i], weights + shares[i]);
        }
        if (total == 0)
            return new SampleRatio(0, 1);
        var statistic = 0.0;
        for (var i = 0; i < members.Length; i++)
        {
            var expected = total * shares[i] / weights;
            statistic += (members[i] - expected) * (members[i] - expected) / expected;
        }
        return new SampleRatio(statistic, Distributions.ChiSquaredTail(statistic, members.Length - 1));
    }
}
