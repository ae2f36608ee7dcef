namespace Laurel.Insight.Experiments;

/// <summary>What may be said about a test; the names are stable.</summary>
public enum Outcome
{
    /// <summary>The lottery or the counting is broken: there is no effect to read.</summary>
    Stopped,

    /// <summary>The test is too small for what matters: there is no verdict, only what it could have seen.</summary>
    CannotSee,

    /// <summary>Nothing can be said yet.</summary>
    StillRunning,

    /// <summary>The test could have seen what matters, and saw no difference.</summary>
    NoDifferenceSeen,

    /// <summary>Within each arm everybody has the same figure: without a spread there is no telling chance from effect.</summary>
    NothingVaries,

    /// <summary>Treated are higher.</summary>
    Higher,

    /// <summary>Treated are lower.</summary>
    Lower,
}

/// <summary>A test judged against its plan.</summary>
/// <param name="Outcome">What may be said.</param>
/// <param name="Effect">Per unit; null when the sample ratio stopped the test, or when nothing varies.</param>
/// <param name="Lift">Relative to control; null when stopped, when nothing varies, or when the control mean is 0.</param>
/// <param name="SmallestVisible">The smallest true difference this test could have seen (running: will have at its end) with the planned
/// power.</param>
/// <param name="UnitsToSeeWhatMatters">Units of both arms, in the proportions so far, that would see the smallest difference that
/// matters.</param>
/// <param name="Lottery">The check of the arms' sizes.</param>
public sealed record ExperimentVerdict(
    Outcome Outcome,
    Effect? Effect,
    RelativeLift? Lift,
    double SmallestVisible,
    long UnitsToSeeWhatMatters,
    SampleRatio Lottery,
    IReadOnlyList<GuardrailVerdict> Guardrails,
    IReadOnlyList<Caution> Cautions)
{
    /// <summary>True when the effect may be acted upon: it was seen, and no guardrail was harmed.</summary>
    public bool IsClear => Outcome is Outcome.Higher or Outcome.Lower && !Guardrails.Any(guardrail => guardrail.Harmed);
}
