namespace Laurel.Insight.Experiments;

/// <summary>
/// Where a figure about what a program changed comes from: the ladder of evidence, strongest first. Every such figure
/// carries its rung. A raw comparison may be shown, but is never called effect, lift or incremental.
/// </summary>
public enum Evidence
{
    /// <summary>A: chance decided who was left out of the extras, and everybody assigned is counted.</summary>
    RandomHoldout,

    /// <summary>B: chance decided who was invited, which store began when, or which block of days a till ran under.</summary>
    RandomEncouragement,

    /// <summary>C: difference in differences or a synthetic control, whose trends agreed before the start.</summary>
    ParallelTrends,

    /// <summary>D: members against similar non-members, made comparable on what was known before they joined.</summary>
    AdjustedComparison,

    /// <summary>E: members against non-members as they are. They differed before anybody joined.</summary>
    RawComparison,
}

/// <summary>What each rung of the ladder allows.</summary>
public static class EvidenceLadder
{
    /// <summary>The letter people see, A to E.</summary>
    public static char Letter(this Evidence evidence) => "ABCDE"[(int)evidence];

    /// <summary>False only for E: the words effect, lift and incremental are not for raw comparisons.</summary>
    public static bool MayBeCalledEffect(this Evidence evidence) => evidence != Evidence.RawComparison;

    /// <summary>True for A to C: a return on investment computed from anything weaker is marked "not established".</summary>
    public static bool IsEstablished(this Evidence evidence) => evidence <= Evidence.ParallelTrends;

    /// <summary>The rung of a figure that rests on both.</summary>
    public static Evidence Weaker(Evidence one, Evidence other) => one > other ? one : other;
}
