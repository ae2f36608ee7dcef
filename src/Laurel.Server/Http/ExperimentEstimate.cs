using Laurel.Insight.Experiments;

namespace Laurel.Server.Http;

/// <summary>A figure with its 95% interval, as the API tells it.</summary>
public sealed record ExperimentEstimate(double Value, double Low, double High, double P)
{
    /// <summary>Null where there is none, or it is no number.</summary>
    internal static ExperimentEstimate? Of(Estimate? estimate) =>
        estimate is { Interval: var between } && double.IsFinite(estimate.Value) && double.IsFinite(between.Low) && double.IsFinite(between.High)
            ? new(estimate.Value, between.Low, between.High, estimate.PValue)
            : null;
}

/// <summary>The effect so many months after (or before) a place began.</summary>
public sealed record RolloutMonth(int At, ExperimentEstimate? Effect);
