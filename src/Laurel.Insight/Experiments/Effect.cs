namespace Laurel.Insight.Experiments;

/// <summary>
/// What something changed: the estimate, the rung of evidence it stands on, and what the others went without. It cannot be made
/// from a raw comparison.
/// </summary>
public sealed record Effect
{
    /// <param name="estimate">Treated minus not treated, in the unit of the metric per unit of randomisation.</param>
    /// <param name="evidence">Rung A to D.</param>
    /// <param name="withheld">What those compared with did not get, such as "offers by e-mail"; never empty.</param>
    /// <exception cref="NotAnEffectException">On rung E.</exception>
    public Effect(Estimate estimate, Evidence evidence, string withheld)
    {
        if (!evidence.MayBeCalledEffect())
            throw new NotAnEffectException();
        if (string.IsNullOrWhiteSpace(withheld))
            throw new UnusableSampleException("nothing-withheld");
        Estimate = estimate;
        Evidence = evidence;
        Withheld = withheld;
    }

    public Estimate Estimate { get; }

    public Evidence Evidence { get; }

    public string Withheld { get; }

    /// <summary>The effect on all who were treated together: incremental revenue is the difference times n.</summary>
    public Estimate Total(long treated) => Estimate.Times(treated);
}

/// <summary>
/// Two groups as they are, rung E: a difference without a cause. It has no property called effect, lift or incremental, and none can be
/// made from it.
/// </summary>
/// <param name="Difference">First mean minus second mean.</param>
/// <param name="Relative">First mean over second mean, minus 1; null when the second is 0.</param>
/// <param name="DifferenceBefore">The same difference before anybody joined, where it is known: how different they already were.</param>
public sealed record Comparison(Estimate Difference, RelativeLift? Relative, Estimate? DifferenceBefore)
{
    public Evidence Evidence => Evidence.RawComparison;

    /// <summary>Compares members with non-members by Welch's test; the before-figures are of the same people before they joined.</summary>
    public static Comparison Of(
        ArmMean members, ArmMean others, (ArmMean Members, ArmMean Others)? before = null, double level = 0.95) => new(
        Welch.Difference(members, others, level),
        others.Mean == 0 ? null : RelativeLift.Of(members, others, level),
        before is { } earlier ? Welch.Difference(earlier.Members, earlier.Others, level) : null);
}
