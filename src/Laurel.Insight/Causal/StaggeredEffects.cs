using Laurel.Insight.Experiments;

namespace Laurel.Insight.Causal;

/// <summary>How to compare joiners of different periods.</summary>
public sealed record StaggeredOptions
{
    public ComparedWith ComparedWith { get; init; } = ComparedWith.NeverJoined;

    public double Level { get; init; } = 0.95;

    /// <summary>Draws of the bootstrap behind the simultaneous bands.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>The same seed gives the same bands.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>One point of a series of effects.</summary>
/// <param name="At">Period of joining, or periods since joining (negative: before).</param>
/// <param name="Band">Interval that holds for the whole series at once.</param>
public sealed record SeriesPoint(int At, Estimate Estimate, Interval Band);

/// <summary>A series of effects and their average.</summary>
public sealed record EffectSeries(Estimate Overall, IReadOnlyList<SeriesPoint> Points);

/// <summary>What joining did to those who joined, when units join at different times.</summary>
/// <param name="Cells">Every ATT(g, t), by group, then period.</param>
/// <param name="Simple">Average over all cells after joining.</param>
/// <param name="ByGroup">By period of joining; its overall figure is the headline.</param>
/// <param name="ByEventTime">By periods since joining.</param>
/// <param name="BeforeTrend">Whether trends agreed before joining; null when no period before can be compared.</param>
/// <param name="TwoWayFixedEffects">What the usual regression says, for comparison.</param>
/// <param name="Panel">What was analysed and left out.</param>
/// <param name="Evidence">C when trends agreed before, otherwise D.</param>
public sealed record StaggeredEffects(
    IReadOnlyList<GroupTimeEffect> Cells,
    Estimate Simple,
    EffectSeries ByGroup,
    EffectSeries ByEventTime,
    TrendTest? BeforeTrend,
    double? TwoWayFixedEffects,
    PanelReport Panel,
    Evidence Evidence,
    IReadOnlyList<Caution> Cautions)
{
    /// <summary>The headline: the average effect on those who joined.</summary>
    /// <param name="withheld">What those who had not joined went without.</param>
    public Effect Effect(string withheld) => new(ByGroup.Overall, Evidence, withheld);
}
