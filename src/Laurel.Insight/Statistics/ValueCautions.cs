namespace Laurel.Insight.Statistics;

/// <summary>What speaks against trusting a forecast of customer value.</summary>
internal static class ValueCautions
{
    private const double LargestCorrelation = 0.3;
    private const double LargestBias = 0.2;
    private const double LargestRegularity = 1.5;
    private const int FewestForRhythm = 50;

    public static IReadOnlyList<Caution> For(
        ObservedCustomer[] customers, ModelChoice choice, Fitted<PurchaseModel> model, Fitted<GammaGamma> spend, PurchaseRhythm rhythm)
    {
        var cautions = new List<Caution> { new(CautionKind.ForecastNotEffect, 0, 0) };
        void AddIf(bool holds, CautionKind kind, double figure, double limit)
        {
            if (holds)
                cautions.Add(new Caution(kind, figure, limit));
        }

        var best = choice.Best.Test;
        var correlation = SpendCorrelation(customers);
        AddIf(!(Math.Abs(best.Bias) <= LargestBias), CautionKind.HoldoutBias, best.Bias, LargestBias);
        AddIf(!choice.BeatsNaive, CautionKind.NoBetterThanNaive, best.RootMeanSquareError, choice.Naive.RootMeanSquareError);
        AddIf(Math.Abs(correlation) > LargestCorrelation, CautionKind.SpendFollowsFrequency, correlation, LargestCorrelation);
        AddIf(rhythm.Customers >= FewestForRhythm && rhythm.Regularity > LargestRegularity,
            CautionKind.RegularRhythm, rhythm.Regularity, LargestRegularity);
        AddIf(!model.Converged || !spend.Converged, CautionKind.NotConverged, 0, 0);
        AddIf(model.AtBounds || spend.AtBounds, CautionKind.ParameterAtBounds, 0, 0);
        AddIf(model.Model is BgNbd, CautionKind.SingleBuyersCountAsAlive, 0, 0);
        AddIf(double.IsInfinity(spend.Model.MeanSpend), CautionKind.MeanSpendUnbounded, spend.Model.Q, 1);
        return cautions;
    }

    /// <summary>The correlation of x and z̄ over customers with repeats; Gamma-Gamma assumes it to be 0.</summary>
    internal static double SpendCorrelation(ObservedCustomer[] customers)
    {
        var (n, x, z, xx, zz, xz) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var customer in customers)
        {
            var (repeats, mean) = ((double)customer.History.Repeats, customer.MeanRepeatSpend);
            if (repeats == 0 || mean <= 0)
                continue;
            (n, x, z) = (n + 1, x + repeats, z + mean);
            (xx, zz, xz) = (xx + repeats * repeats, zz + mean * mean, xz + repeats * mean);
        }
        var spread = (xx - x * x / n) * (zz - z * z / n);
        return spread > 0 ? (xz - x * z / n) / Math.Sqrt(spread) : 0;
    }
}
