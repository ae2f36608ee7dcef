using Laurel.Insight.Statistics;

namespace Laurel.Insight.Experiments;

/// <summary>What joining does to those who join because they were invited.</summary>
/// <param name="OnTheInvited">Effect of being invited on everybody invited (intention to treat).</param>
/// <param name="Uptake">How many more join because of the invitation, as a share.</param>
/// <param name="OnThoseWhoJoined">OnTheInvited / Uptake: the effect on compliers, delta-method interval.</param>
/// <param name="Robust">Anderson and Rubin's set for the same, right also when the invitation moved few.</param>
/// <param name="FirstStageF">(Uptake/SE)²; under 10 the delta-method interval cannot be trusted.</param>
public sealed record EncouragementEffects(
    Estimate OnTheInvited, Estimate Uptake, Estimate OnThoseWhoJoined, ConfidenceSet Robust, double FirstStageF)
{
    /// <summary>Staiger and Stock (1997): the usual border of a weak instrument.</summary>
    public const double WeakBelow = 10;

    public bool IsWeak => FirstStageF < WeakBelow;

    public Evidence Evidence => Evidence.RandomEncouragement;

    public IReadOnlyList<Caution> Cautions => IsWeak ? [new(CautionKind.InvitationMovedFew, FirstStageF, WeakBelow)] : [];
}

/// <summary>
/// The honest design for "does joining pay": chance decides who is invited, and the difference between invited and not invited is scaled by
/// how many the invitation moved.
/// </summary>
/// <remarks>
/// Angrist, Imbens and Rubin (1996), "Identification of causal effects using instrumental variables", JASA 91. Assumes that the invitation
/// works only through joining and puts nobody off.
/// </remarks>
public static class Encouragement
{
    /// <param name="invited">x = joined (0 or 1), y = the metric, of all invited.</param>
    /// <param name="notInvited">The same of all who were not invited.</param>
    /// <param name="level">Confidence.</param>
    public static EncouragementEffects Of(PairedSummary invited, PairedSummary notInvited, double level = 0.95)
    {
        var outcome = Welch.Difference(invited.Y.Mean, notInvited.Y.Mean, level);
        var uptake = Welch.Difference(invited.X.Mean, notInvited.X.Mean, level);
        if (uptake.Value == 0)
            throw new UnusableSampleException("moved-nobody");
        var covariance = invited.Covariance / invited.N + notInvited.Covariance / notInvited.N;
        var ratio = new UncertainRatio(
            outcome.Value, uptake.Value, Square(outcome.StandardError), Square(uptake.StandardError), covariance);
        return new(
            outcome,
            uptake,
            Estimate.Normal(ratio.Value, Math.Sqrt(ratio.Variance), level),
            ConfidenceSet.OfRatio(ratio, Distributions.NormalQuantile(0.5 + level / 2)),
            uptake.StandardError > 0 ? Square(uptake.Value / uptake.StandardError) : double.PositiveInfinity);
    }

    private static double Square(double value) => value * value;
}
