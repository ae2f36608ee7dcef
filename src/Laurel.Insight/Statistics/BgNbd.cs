namespace Laurel.Insight.Statistics;

/// <summary>
/// The BG/NBD model of repeat buying: members may leave after each repeat purchase.
/// A member without repeats is always counted as alive.
/// </summary>
/// <remarks>Fader, Hardie and Lee, "“Counting your customers” the easy way", Marketing Science 24 (2005).</remarks>
public sealed record BgNbd(double R, double Alpha, double A, double B) : BetaGeometricModel(R, Alpha, A, B)
{
    /// <inheritdoc/>
    public override string Name => "BG/NBD";

    internal override int EarlyOccasions => 0;

    /// <summary>The most likely parameters for the histories of members.</summary>
    public static Fitted<BgNbd> Fit(PurchaseHistories histories) =>
        BetaGeometricLikelihood.Fit(histories, 0, p => new BgNbd(p[0], p[1], p[2], p[3]));
}
