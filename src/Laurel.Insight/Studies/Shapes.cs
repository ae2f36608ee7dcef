using Laurel.Insight.Experiments;
using Laurel.Insight.Statistics;
using Estimate = Laurel.Insight.Experiments.Estimate;

namespace Laurel.Insight.Studies;

/// <summary>A figure with its uncertainty, as JSON has it.</summary>
/// <param name="Estimate">In the unit of what was measured.</param>
/// <param name="PValue">Two-sided, against 0.</param>
public sealed record EstimateShape(double Estimate, double StandardError, double IntervalLow, double IntervalHigh, double PValue)
{
    internal static EstimateShape Of(Estimate estimate) =>
        new(estimate.Value, estimate.StandardError, estimate.Interval.Low, estimate.Interval.High, estimate.PValue);

    internal static EstimateShape? Of(RelativeLift? lift) => lift is null ? null : Of(lift.Estimate);
}

/// <summary>A share with Wilson's interval.</summary>
/// <param name="Count">How many did.</param>
/// <param name="Of">How many could have.</param>
public sealed record ShareShape(long Count, long Of, double Share, double IntervalLow, double IntervalHigh)
{
    internal static ShareShape From(long count, long of, double level)
    {
        var share = Wilson.Of(count, of, level);
        return new(count, of, of == 0 ? double.NaN : share.Share, share.Low, share.High);
    }
}
