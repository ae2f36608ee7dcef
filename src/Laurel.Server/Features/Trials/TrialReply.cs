using System.Text.Json.Serialization;
using Laurel.Insight.Experiments;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Trials;

public sealed record TrialsReply(IReadOnlyList<TrialReply> Data);

/// <summary>A trial of the program itself as it was planned, and what it shows.</summary>
public sealed record TrialReply
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>invitation (chance decides who is invited to join) or rollout (chance decides which place begins when).</summary>
    public required string Kind { get; init; }

    /// <summary>What is withheld; every effect is of this.</summary>
    public required string Withheld { get; init; }

    /// <summary>The smallest relative difference worth knowing about.</summary>
    public required double SmallestThatMatters { get; init; }
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>The day of the invitation, or the first day of the first month in which a place begins.</summary>
    public required DateOnly Starts { get; init; }

    /// <summary>Of an invitation: of customers who have not joined, who are invited, 0 to 1.</summary>
    public double? Share { get; init; }

    /// <summary>Of an invitation: how many days are compared.</summary>
    public int? Days { get; init; }

    /// <summary>Of an invitation, where a shopper was named: whether she is invited; the same for ever.</summary>
    public bool? IsInvited { get; init; }

    /// <summary>Of a roll-out: which place begins when, as chance decided.</summary>
    public IReadOnlyList<TrialPlace>? Places { get; init; }
    public required TrialOutcome Result { get; init; }

    internal static TrialReply Of(TrialResult result, bool? isInvited = null)
    {
        var trial = result.Trial;
        return new()
        {
            Id = trial.Id,
            Name = trial.Name,
            Kind = trial.Kind,
            Withheld = trial.Invitation is null ? Http.Withheld.Rollout : Http.Withheld.Invitation,
            SmallestThatMatters = trial.Smallest,
            PlannedAt = trial.MadeAt,
            Starts = trial.Starts,
            Share = trial.Invitation?.Share,
            Days = trial.Invitation?.Days,
            IsInvited = isInvited,
            Places = trial.Rollout is { } plan ? [.. plan.Places.Select(p => new TrialPlace(p.Location, p.Begins))] : null,
            Result = TrialOutcome.Of(result),
        };
    }
}

/// <summary>A place and the first day of the month in which it is to begin.</summary>
public sealed record TrialPlace(string Location, DateOnly Begins);

/// <summary>What a trial shows by now; figures are absent before its days or months are over. Major units of the currency.</summary>
public sealed record TrialOutcome
{
    /// <summary>waiting, stopped, nobody-moved, higher, lower, may-be-chance, none or cannot-see.</summary>
    public required string Verdict { get; init; }

    /// <summary>The rung of evidence.</summary>
    public string? Evidence { get; init; }

    /// <summary>On a customer invited in the days compared, or on a place and month.</summary>
    public ExperimentEstimate? Effect { get; init; }

    /// <summary>What it would have been without.</summary>
    public double? Without { get; init; }

    /// <summary>The smallest relative difference that 80 of 100 such trials would have seen.</summary>
    public double? SmallestVisible { get; init; }
    public long? Invited { get; init; }
    public long? NotInvited { get; init; }

    /// <summary>Probability of such numbers if the lottery worked; under 0.001 there is no effect to read.</summary>
    public double? LotteryP { get; init; }

    /// <summary>How many more join because of the invitation, 0 to 1.</summary>
    public ExperimentEstimate? Uptake { get; init; }

    /// <summary>The effect on those who joined because of the invitation.</summary>
    public ExperimentEstimate? OnThoseWhoJoined { get; init; }

    /// <summary>Share of orders in which places could have begun as well that show as much.</summary>
    public double? ChanceOfAsMuch { get; init; }

    /// <summary>Of a roll-out, by months since a place began; negative is before.</summary>
    public IReadOnlyList<RolloutMonth>? ByMonth { get; init; }

    internal static TrialOutcome Of(TrialResult result) => new()
    {
        Verdict = Word(result.Verdict),
        Evidence = result.Rung is { } rung ? $"{rung.Letter()}" : null,
        Effect = ExperimentEstimate.Of(result.Effect),
        Without = result.Without,
        SmallestVisible = result.Visible is { } visible && double.IsFinite(visible) ? visible : null,
        Invited = result.Invitation?.Invited,
        NotInvited = result.Invitation?.NotInvited,
        LotteryP = result.Invitation?.Lottery.PValue,
        Uptake = ExperimentEstimate.Of(result.Invitation?.Effects?.Uptake),
        OnThoseWhoJoined = ExperimentEstimate.Of(result.Invitation?.Effects?.OnThoseWhoJoined),
        ChanceOfAsMuch = result.Rollout?.ChanceOfAsMuch,
        ByMonth = result.Rollout is { } rollout
            ? [.. rollout.Effects.ByEventTime.Points.Select(p => new RolloutMonth(p.At, ExperimentEstimate.Of(p.Estimate)))]
            : null,
    };

    private static string Word(TrialVerdict verdict) => verdict switch
    {
        TrialVerdict.Waiting => "waiting",
        TrialVerdict.Stopped => "stopped",
        TrialVerdict.NobodyMoved => "nobody-moved",
        TrialVerdict.Higher => "higher",
        TrialVerdict.Lower => "lower",
        TrialVerdict.MayBeChance => "may-be-chance",
        TrialVerdict.None => "none",
        _ => "cannot-see",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrialsReply))]
[JsonSerializable(typeof(TrialBody))]
internal sealed partial class TrialsJson : JsonSerializerContext;
