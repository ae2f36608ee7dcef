namespace Laurel.Insight.Statistics;

/// <summary>The MBG/NBD model of repeat buying: as BG/NBD, but a member may already leave after the first purchase.</summary>
/// <remarks>
/// Batislam, Denizel and Filiztekin, "Empirical validation and comparison of models for customer base analysis", IJRM 24 (2007).
/// </remarks>
public sealed record MbgNbd(double R, double Alpha, double A, double B) : BetaGeometricModel(R, Alpha, A, B)
{
    /// <inheritdoc/>
    public override string Name => "MBG/NBD";

    internal override int EarlyOccasions => 1;

    /// <summary>The most likely parameters for the histories of members.</summary>
    public static Fitted<MbgNbd> Fit(PurchaseHistories histories) =>
        BetaGeometricLikelihood.Fit(histories, 1, p => new MbgNbd(p[0], p[1], p[2], p[3]));
}
