namespace Laurel.Insight.Statistics;

/// <summary>What speaks against trusting a forecast of customer value.</summary>
internal static class ValueCaveats
{
    private const double LargestCorrelation = 0.3;
    private const double LargestBias = 0.2;
    private const double LargestRegularity = 1.5;
    private const int FewestForRhythm = 50;

    /// <param name="spend">Null where purchases are known without amounts.</param>
    public static IReadOnlyList<Caveat> For(
        ObservedMember[] members, ModelChoice choice, Fitted<PurchaseModel> model, Fitted<GammaGamma>? spend, PurchaseRhythm rhythm)
    {
        var caveats = new List<Caveat> { new(CaveatKind.ForecastNotEffect, 0, 0) };
        void AddIf(bool holds, CaveatKind kind, double figure, double limit)
        {
            if (holds)
                caveats.Add(new Caveat(kind, figure, limit));
        }

        var best = choice.Best.Test;
        var correlation = spend is null ? 0 : SpendCorrelation(members);
        AddIf(!(Math.Abs(best.Bias) <= LargestBias), CaveatKind.HoldoutBias, best.Bias, LargestBias);
        AddIf(!choice.BeatsNaive, CaveatKind.NoBetterThanNaive, best.RootMeanSquareError, choice.Naive.RootMeanSquareError);
        AddIf(Math.Abs(correlation) > LargestCorrelation, CaveatKind.SpendFollowsFrequency, correlation, LargestCorrelation);
        AddIf(rhythm.Members >= FewestForRhythm && rhythm.Regularity > LargestRegularity,
            CaveatKind.RegularRhythm, rhythm.Regularity, LargestRegularity);
        AddIf(!model.Converged || spend is { Converged: false }, CaveatKind.NotConverged, 0, 0);
        AddIf(model.AtBounds || spend is { AtBounds: true }, CaveatKind.ParameterAtBounds, 0, 0);
        AddIf(model.Model is BgNbd, CaveatKind.SingleBuyersCountAsAlive, 0, 0);
        if (spend is not null)
            AddIf(double.IsInfinity(spend.Model.MeanSpend), CaveatKind.MeanSpendUnbounded, spend.Model.Q, 1);
        return caveats;
    }

    /// <summary>The correlation of x and z̄ over members with repeats; Gamma-Gamma assumes it to be 0.</summary>
    internal static double SpendCorrelation(ObservedMember[] members)
    {
        var (n, x, z, xx, zz, xz) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var member in members)
        {
            var (repeats, mean) = ((double)member.History.Repeats, member.MeanRepeatSpend);
            if (repeats == 0 || mean <= 0)
                continue;
            (n, x, z) = (n + 1, x + repeats, z + mean);
            (xx, zz, xz) = (xx + repeats * repeats, zz + mean * mean, xz + repeats * mean);
        }
        var spread = (xx - x * x / n) * (zz - z * z / n);
        return spread > 0 ? (xz - x * z / n) / Math.Sqrt(spread) : 0;
    }
}
