namespace Laurel.Insight.Experiments;

/// <summary>What was fixed before a test began; a verdict is judged against it and nothing else.</summary>
public sealed record ExperimentPlan
{
    /// <summary>What the control arm goes without, such as "offers by e-mail"; part of every effect.</summary>
    public required string Withheld { get; init; }

    /// <summary>Units of both arms at the planned end, N*.</summary>
    public required long PlannedUnits { get; init; }

    /// <summary>The smallest true difference worth knowing about, above 0, in the unit of the metric.</summary>
    public required double SmallestThatMatters { get; init; }

    /// <summary>The share of each arm in the lottery, control first; only the proportions matter.</summary>
    public required IReadOnlyList<double> Shares { get; init; }

    /// <summary>A for a hold-out, B when chance decided about invitations or about which store began when.</summary>
    public Evidence Evidence { get; init; } = Evidence.RandomHoldout;

    /// <summary>
    /// Once: nothing is claimed before the planned end, then by the fixed-sample interval. Always: a claim may come at any moment, by an
    /// interval that is wider at the end too. Having both would be claiming twice.
    /// </summary>
    public Looking Looking { get; init; } = Looking.Once;

    /// <summary>Confidence of intervals; the share of false claims at no effect is at most 1 − Level.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Probability of seeing <see cref="SmallestThatMatters"/> below which there is no verdict.</summary>
    public double Power { get; init; } = 0.8;

    internal void Check()
    {
        if (!(SmallestThatMatters > 0) || PlannedUnits < 4)
            throw new UnusableSampleException("plan-too-small");
        if (Evidence > Evidence.RandomEncouragement)
            throw new UnusableSampleException("plan-evidence");
    }
}

/// <summary>What a test shows at one moment.</summary>
public sealed record ExperimentReading
{
    /// <summary>All who were assigned to treatment, whether it reached them or not.</summary>
    public required ArmMean Treated { get; init; }

    /// <summary>All who were assigned to control.</summary>
    public required ArmMean Control { get; init; }

    /// <summary>Units ever assigned to each arm, in the order of <see cref="ExperimentPlan.Shares"/>.</summary>
    public required IReadOnlyList<long> Assigned { get; init; }

    /// <summary>True once the end fixed in the plan has come: only then is a fixed-sample interval right.</summary>
    public required bool Ended { get; init; }

    /// <summary>Share of the control arm that got what was to be withheld, 0 to 1.</summary>
    public double ContaminatedShare { get; init; }

    public IReadOnlyList<Guardrail> Guardrails { get; init; } = [];

    /// <summary>Within each arm everybody has the same figure.</summary>
    internal bool NothingVaries => Treated.IsConstant && Control.IsConstant;
}

/// <summary>A metric that must not get worse while another gets better, such as the return rate.</summary>
/// <param name="Name">Name of the metric.</param>
/// <param name="Tolerated">How much worse is still fine, at least 0, in the unit of the metric.</param>
public sealed record Guardrail(string Name, ArmMean Treated, ArmMean Control, bool HigherIsWorse, double Tolerated = 0);

/// <summary>A guardrail judged: harmed when even the mild end of its interval is worse than tolerated.</summary>
public sealed record GuardrailVerdict(string Name, Estimate Change, bool Harmed);
