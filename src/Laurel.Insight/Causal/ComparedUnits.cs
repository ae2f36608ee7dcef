using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>Something known about every unit.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Values">One per unit; a yes or no is 1 or 0.</param>
/// <param name="KnownBeforeJoining">
/// False for anything measured after somebody could have joined: adjusting for that would take away part of what joining did.
/// </param>
public sealed record Covariate(string Name, IReadOnlyList<double> Values, bool KnownBeforeJoining = true);

/// <summary>Joiners and others, what happened to them later, and what was known of them before.</summary>
public sealed record ComparedUnits
{
    /// <exception cref="UnusableSampleException">When lengths differ, a value is no number, a group has fewer than two units more than
    /// there are covariates, or a covariate was measured after joining or does not vary.</exception>
    public ComparedUnits(IReadOnlyList<bool> joined, IReadOnlyList<double> outcome, IReadOnlyList<Covariate> covariates)
    {
        (Joined, Outcome, Covariates) = (joined, outcome, covariates);
        JoinedCount = joined.Count(one => one);
        if (outcome.Count != Count || !outcome.All(double.IsFinite))
            throw new UnusableSampleException("outcome-no-number", ("n", Count));
        if (Math.Min(JoinedCount, OthersCount) < covariates.Count + 2)
            throw new UnusableSampleException(
                "too-few-to-adjust", ("joined", JoinedCount), ("others", OthersCount), ("needed", covariates.Count + 2), ("covariates", covariates.Count));
        foreach (var covariate in covariates)
            Check(covariate);
    }

    public IReadOnlyList<bool> Joined { get; }

    public IReadOnlyList<double> Outcome { get; }

    public IReadOnlyList<Covariate> Covariates { get; }

    public int Count => Joined.Count;

    public int JoinedCount { get; }

    public int OthersCount => Count - JoinedCount;

    /// <summary>The outcome of one of the two groups.</summary>
    public ArmSummary Group(bool joined) => ArmSummary.Of([.. Outcome.Where((_, i) => Joined[i] == joined)]);

    private void Check(Covariate covariate)
    {
        if (!covariate.KnownBeforeJoining)
            throw new UnusableSampleException("covariate-after-joining", ("covariate", covariate.Name));
        if (covariate.Values.Count != Count || !covariate.Values.All(double.IsFinite))
            throw new UnusableSampleException("covariate-no-number", ("covariate", covariate.Name), ("n", Count));
        if (covariate.Values.All(value => value == covariate.Values[0]))
            throw new UnusableSampleException("covariate-constant", ("covariate", covariate.Name));
    }
}
