using Laurel.Insight.Charts;
using Laurel.Insight.Effects;
using Laurel.Insight.Questions;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Experiments;

/// <summary>The experiments of a program with their verdicts, and the planner of the next one.</summary>
public sealed record ExperimentsView
{
    public required Figures Figures { get; init; }
    public required IReadOnlyList<ExperimentResult> Results { get; init; }
    public required PlanForm Form { get; init; }

    /// <summary>What the plan would see; null without members to plan with.</summary>
    public SpendSpread? Spread { get; init; }

    /// <summary>What stands in the way of registering the plan; a key of the texts.</summary>
    public string? Wrong { get; init; }

    public double? Visible => Spread?.SmallestVisible(Form.ShareOf, Spread.Members);

    public long? Needed => Spread?.MembersToSee(Form.ShareOf, Form.SmallestOf);

    /// <summary>What holdouts of several sizes would see among today's members.</summary>
    public LineChart? Power(string title, string description) => Spread is null ? null : new LineChart
    {
        Id = "c-power",
        Title = title,
        Description = description,
        Numbers = Figures.Style(Unit.Ratio),
        Width = 1000,
        Places = [.. PlanForm.Shares.Select(s => Place.Of(Figures.Percent(s)))],
        Series = [new Series(title, [.. PlanForm.Shares.Select(s => Spread.SmallestVisible(s, Spread.Members))])],
    };
}

/// <summary>An experiment and what it shows; the effect is null while an arm has too few members.</summary>
public sealed record ExperimentResult(string Id, string Name, HoldoutPlan Plan, DateTimeOffset MadeAt, HoldoutEffect? Effect)
{
    /// <summary>Set where it is an offer of the definition that has a holdout.</summary>
    public OfferEffect? Offer { get; init; }

    public bool IsOffer { get; init; }

    /// <summary>The p-value of spend, adjusted (Holm) for all effects shown together; null where it is the only one, or there is none.</summary>
    public double? Together { get; init; }

    /// <summary>How many effects are shown together.</summary>
    public int ShownWith { get; init; }

    internal RawTable Raw() => new("experiment-" + Id,
        ["metric", "arm", "n", "mean", "variance", "effect", "low", "high", "lift", "lift_low", "lift_high", "smallest_visible", "outcome"],
        [.. new[] { Effect?.Spend, Effect?.Orders }.OfType<HoldoutMetric>().SelectMany(Rows)]);

    private static IEnumerable<IReadOnlyList<object?>> Rows(HoldoutMetric metric)
    {
        var (verdict, effect, lift) = (metric.Verdict, metric.Verdict.Effect?.Estimate, metric.Verdict.Lift?.Estimate);
        yield return [metric.Metric, "holdout", metric.Control.N, metric.Control.Mean, metric.Control.Variance, null, null, null, null, null, null, null, null];
        yield return
        [
            metric.Metric, "extras", metric.Treated.N, metric.Treated.Mean, metric.Treated.Variance, effect?.Value, effect?.Interval.Low,
            effect?.Interval.High, lift?.Value, lift?.Interval.Low, lift?.Interval.High, verdict.SmallestVisible, verdict.Outcome.ToString(),
        ];
    }
}

/// <summary>The fields of the planner, as they were typed; shares in percent.</summary>
public sealed record PlanForm
{
    public static readonly IReadOnlyList<double> Shares = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5];

    public string? Name { get; init; }
    public string? Withheld { get; init; }
    public double Share { get; init; } = 10;
    public double Smallest { get; init; } = 5;
    public int Days { get; init; } = 90;
    public string? Ends { get; init; }

    public double ShareOf => Math.Clamp(Share, 0.1, 99.9) / 100;

    public double SmallestOf => Math.Clamp(Smallest, 0.1, 1000) / 100;

    public int DaysOf => Math.Clamp(Days, 7, 730);
}
