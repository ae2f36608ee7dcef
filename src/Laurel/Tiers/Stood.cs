namespace Laurel.Tiers;

/// <summary>When somebody had the level, spend and visits that she brought: the instant and its local day.</summary>
public sealed record Stood(DateTimeOffset At, DateOnly Day);
