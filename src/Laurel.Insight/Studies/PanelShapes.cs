namespace Laurel.Insight.Studies;

/// <summary>The estimates of a staggered difference in differences. Periods are numbers where the file has whole numbers, else its
/// texts.</summary>
/// <param name="AttGt">Every ATT(g, t), by group, then period.</param>
/// <param name="Simple">The average over all cells after joining.</param>
/// <param name="Group">By period of joining; its overall figure is the headline.</param>
/// <param name="Dynamic">By periods since joining.</param>
/// <param name="TwoWayFixedEffects">What the usual regression says, only for comparison; null when it says nothing.</param>
public sealed record PanelEstimates(
    IReadOnlyList<GroupTimeShape> AttGt, EstimateShape Simple, GroupSeries Group, EventSeries Dynamic, double? TwoWayFixedEffects);

/// <summary>ATT(g, t), the average effect on those who joined in g, seen in t, against the base period.</summary>
/// <param name="BandLow">Lower end of the band that holds for all cells at once.</param>
/// <param name="BandHigh">Its upper end.</param>
/// <param name="AfterJoining">False for the cells before joining, which test the assumption.</param>
public sealed record GroupTimeShape(
    object Group, object Time, object BaseTime, bool AfterJoining, double Estimate, double StandardError, double IntervalLow,
    double IntervalHigh, double PValue, double BandLow, double BandHigh, int Units, int Controls);

/// <summary>Averages by period of joining.</summary>
public sealed record GroupSeries(EstimateShape Overall, IReadOnlyList<GroupPoint> Groups);

/// <summary>The average over the periods since one group joined.</summary>
public sealed record GroupPoint(
    object Group, double Estimate, double StandardError, double IntervalLow, double IntervalHigh, double PValue, double BandLow,
    double BandHigh);

/// <summary>Averages by periods since joining; the overall figure is their plain average from 0 on.</summary>
public sealed record EventSeries(EstimateShape Overall, IReadOnlyList<EventPoint> EventTimes);

/// <summary>The average so many periods since joining; negative before.</summary>
public sealed record EventPoint(
    int EventTime, double Estimate, double StandardError, double IntervalLow, double IntervalHigh, double PValue, double BandLow,
    double BandHigh);

/// <summary>What was analysed, and whether trends agreed before anybody joined.</summary>
/// <param name="PreTrend">Null when there is no period before joining to compare.</param>
/// <param name="ComparedWith"><c>never</c> or <c>not-yet</c>.</param>
/// <param name="MissingPeriods">Units left out because a period was missing, at most 20 of them by name.</param>
/// <param name="JoinedBeforeFirstPeriod">Units left out because they had joined by the first period, at most 20 by name.</param>
public sealed record PanelDiagnostics(
    PreTrendShape? PreTrend, string ComparedWith, int Units, int UnitsUsed, int NeverJoined, IReadOnlyList<object> Periods,
    IReadOnlyList<GroupSize> Groups, int UnitsMissingPeriods, IReadOnlyList<string> MissingPeriods,
    int UnitsJoinedBeforeFirstPeriod, IReadOnlyList<string> JoinedBeforeFirstPeriod);

/// <summary>How many joined in a period.</summary>
public sealed record GroupSize(object Group, int Units);

/// <summary>Wald test of what differs before joining; it warns below 0.1.</summary>
/// <param name="Compared"><c>cells</c>: every group in every period before it joined; <c>event_times</c>: their averages by time before joining.</param>
public sealed record PreTrendShape(string Compared, double Wald, int Degrees, double PValue, bool Passed);
