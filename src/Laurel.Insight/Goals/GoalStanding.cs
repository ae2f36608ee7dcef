using Laurel.Goals;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Questions;

namespace Laurel.Insight.Goals;

/// <summary>How a goal stands.</summary>
public enum GoalVerdict
{
    /// <summary>No figure yet.</summary>
    Unknown,
    UnderWay,
    Reached,

    /// <summary>The figure is there, but it is not established that the program has an effect.</summary>
    Unproven,

    /// <summary>The figure is there, but a guardrail is broken.</summary>
    AtAPrice,

    /// <summary>The day is over.</summary>
    Missed,
}

/// <summary>A guardrail, and its figure as it stands; null while it is not known.</summary>
public sealed record RailStanding(GoalGuardrail Rail, Figure? Now)
{
    public bool IsBroken => Now?.Value is { } value && Rail.IsBrokenAt((decimal)value);
}

/// <summary>A goal, and its figure as it stands.</summary>
/// <param name="Now">Null while it is not known.</param>
/// <param name="Today">In the program's time zone.</param>
public sealed record GoalStanding(Goal Goal, Figure? Now, DateOnly Today)
{
    public IReadOnlyList<RailStanding> Rails { get; init; } = [];

    /// <summary>What joining the program changes; null where that is not known, or not asked.</summary>
    public JoiningEffect? Joining { get; init; }

    /// <summary>Rung A to C, and the interval above zero.</summary>
    public bool HasEffect => Joining is { Effects: var effects } && effects.Evidence.IsEstablished() && effects.ByGroup.Overall.Interval.Low > 0;

    public GoalVerdict Verdict => Now?.Value is not { } now ? GoalVerdict.Unknown
        : !Goal.IsReachedAt((decimal)now) ? Today > Goal.Due ? GoalVerdict.Missed : GoalVerdict.UnderWay
        : Rails.Any(r => r.IsBroken) ? GoalVerdict.AtAPrice
        : Goal.NeedsEffect && !HasEffect ? GoalVerdict.Unproven
        : GoalVerdict.Reached;

    /// <summary>How much of the way from baseline to target is done, in percent; where no baseline is known, from nothing, or not told downwards.</summary>
    public int Percent
    {
        get
        {
            if (Now?.Value is not { } now)
                return 0;
            if (Goal.IsReachedAt((decimal)now))
                return 100;
            var (from, to) = ((double)(Goal.Baseline ?? 0), (double)Goal.Target);
            return Goal.IsDown && Goal.Baseline is null ? 0 : (int)Math.Clamp((now - from) / (to - from) * 100, 0, 100);
        }
    }
}
