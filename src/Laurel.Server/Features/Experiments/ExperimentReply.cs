using System.Text.Json.Serialization;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Experiments;

public sealed record ExperimentsReply(IReadOnlyList<ExperimentReply> Data);

/// <summary>An experiment as it was planned, and what it shows.</summary>
public sealed record ExperimentReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>holdout (of members, from the extras) or offer (an offer of the definition with a holdout of its own).</summary>
    public required string Kind { get; init; }

    /// <summary>What the holdout goes without.</summary>
    public required string Withheld { get; init; }

    /// <summary>Of members, who go without, 0 to 1.</summary>
    public required double Share { get; init; }
    public required double SmallestThatMatters { get; init; }

    /// <summary>Members of both arms at which the interval is narrowest.</summary>
    public required long PlannedUnits { get; init; }
    public required int Days { get; init; }
    public DateOnly? Ends { get; init; }
    public ExperimentOutcome? Result { get; init; }

    internal static ExperimentReply Of(ExperimentResult result) => new()
    {
        Id = result.Id,
        Name = result.Name,
        Kind = result.IsOffer ? "offer" : "holdout",
        Withheld = result.Plan.Withheld,
        Share = result.Plan.Share,
        SmallestThatMatters = result.Plan.SmallestThatMatters,
        PlannedUnits = result.Plan.PlannedUnits,
        Days = result.Plan.Days,
        Ends = result.Plan.Ends,
        Result = result.Effect is { } effect ? ExperimentOutcome.Of(effect, result.Together) : null,
    };
}

/// <summary>What an experiment shows by now.</summary>
public sealed record ExperimentOutcome
{
    /// <summary>stopped, cannot-see, still-running, no-difference-seen, higher or lower; of spend.</summary>
    public required string Verdict { get; init; }

    /// <summary>The rung of evidence, A to E.</summary>
    public required string Evidence { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day that is not seen.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Members ever assigned: the holdout first.</summary>
    public required IReadOnlyList<long> Assigned { get; init; }

    /// <summary>Probability of such sizes if the lottery worked; under 0.001 there is no effect to read.</summary>
    public required double LotteryP { get; init; }

    /// <summary>Of spend, adjusted (Holm) for all effects shown together; absent where it is the only one.</summary>
    public double? PTogether { get; init; }

    /// <summary>Major units of the currency a member.</summary>
    public required ExperimentMetric Spend { get; init; }
    public required ExperimentMetric Orders { get; init; }

    internal static ExperimentOutcome Of(HoldoutEffect effect, double? together) => new()
    {
        Verdict = Word(effect.Spend.Verdict.Outcome),
        Evidence = $"{Insight.Experiments.Evidence.RandomHoldout.Letter()}",
        From = effect.From,
        AsOf = effect.AsOf,
        Assigned = effect.Assigned,
        LotteryP = effect.Spend.Verdict.Lottery.PValue,
        PTogether = together,
        Spend = ExperimentMetric.Of(effect.Spend),
        Orders = ExperimentMetric.Of(effect.Orders),
    };

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Stopped => "stopped",
        Outcome.CannotSee => "cannot-see",
        Outcome.StillRunning => "still-running",
        Outcome.NoDifferenceSeen => "no-difference-seen",
        Outcome.NothingVaries => "nothing-varies",
        Outcome.Higher => "higher",
        _ => "lower",
    };
}

/// <summary>One metric of both arms; the effect is absent when the lottery stopped the test, or when nothing varies within the arms.</summary>
public sealed record ExperimentMetric
{
    public required ExperimentArm Treated { get; init; }
    public required ExperimentArm Control { get; init; }

    /// <summary>Per member, with its 95% interval.</summary>
    public ExperimentEstimate? Effect { get; init; }

    /// <summary>Relative to those who go without.</summary>
    public ExperimentEstimate? Lift { get; init; }

    /// <summary>The smallest true difference that could have been seen.</summary>
    public required double SmallestVisible { get; init; }

    internal static ExperimentMetric Of(HoldoutMetric metric) => new()
    {
        Treated = new(metric.Treated.N, metric.Treated.Mean),
        Control = new(metric.Control.N, metric.Control.Mean),
        Effect = ExperimentEstimate.Of(metric.Verdict.Effect?.Estimate),
        Lift = ExperimentEstimate.Of(metric.Verdict.Lift?.Estimate),
        SmallestVisible = metric.Verdict.SmallestVisible,
    };
}

public sealed record ExperimentArm(long N, double Mean);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExperimentsReply))]
[JsonSerializable(typeof(PlanBody))]
[JsonSerializable(typeof(InvitationReply))]
[JsonSerializable(typeof(RolloutReply))]
internal sealed partial class ExperimentsJson : JsonSerializerContext;
