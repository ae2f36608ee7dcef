using Laurel.Insight.Charts;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Questions;
using Laurel.Insight.Reports;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Effects;

/// <summary>Whether the program works: the comparison as it is beside what joining and the extras change, and what that is worth.</summary>
public sealed record EffectsView
{
    public required Figures Figures { get; init; }

    /// <summary>Members beside others, as they are; null while nothing is known.</summary>
    public MeasureCard? Naive { get; init; }
    public BeforeJoining? Before { get; init; }
    public JoiningEffect? Spend { get; init; }
    public JoiningEffect? Orders { get; init; }
    public HoldoutEffect? Extras { get; init; }
    public required ProgramResult Result { get; init; }

    /// <summary>What running it cost, as it was typed.</summary>
    public string? Running { get; init; }
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>How much more members spent, as they are.</summary>
    public Figure? NaiveDifference => Naive?.Answer.Find("spend_difference", "difference");

    /// <summary>The effect of joining on spend, relative to what would have been spent without; null where it is not known.</summary>
    public (double Value, Interval Interval)? Relative => Spend?.Relative;

    /// <summary>The effect by months since joining, with the band that holds for all of them at once.</summary>
    public LineChart? Course(string title, string description) => Orders is null ? null : new LineChart
    {
        Id = "c-joining",
        Title = title,
        Description = description,
        Numbers = Figures.Style(Unit.Mean),
        Width = 1000,
        Places = [.. Points.Select(p => Place.Of(p.At.ToString("+0;−0;0", Figures.Language.Culture())))],
        Series = [new Series(title, [.. Points.Select(p => (double?)p.Estimate.Value)],
            [.. Points.Select(p => ((double, double)?)(p.Band.Low, p.Band.High))])],
    };

    /// <summary>Before joining everything should be about zero; far ends rest on few.</summary>
    private IEnumerable<Insight.Causal.SeriesPoint> Points => Orders!.Effects.ByEventTime.Points.Where(p => Math.Abs(p.At) <= 6);

    internal RawTable Raw() => new("effect", ["figure", "rung", "value", "low", "high", "relative", "relative_low", "relative_high"],
    [
        .. new[]
        {
            Row("members_vs_others_spend", Evidence.RawComparison, null, NaiveDifference is { Value: { } v } f ? (v, f.Interval ?? default) : null),
            Row("joining_spend", Spend?.Effects.Evidence, Spend?.Effects.ByGroup.Overall, Spend?.Relative),
            Row("joining_orders", Orders?.Effects.Evidence, Orders?.Effects.ByGroup.Overall, Orders?.Relative),
            Row("extras_spend", Evidence.RandomHoldout, Extras?.Spend.Verdict.Effect?.Estimate, Lift(Extras?.Spend)),
            Row("extras_orders", Evidence.RandomHoldout, Extras?.Orders.Verdict.Effect?.Estimate, Lift(Extras?.Orders)),
        }.OfType<object?[]>(),
    ]);

    private static (double, Interval)? Lift(HoldoutMetric? metric) =>
        metric?.Verdict.Lift?.Estimate is { } lift ? (lift.Value, lift.Interval) : null;

    private static object?[]? Row(string name, Evidence? rung, Estimate? estimate, (double Value, Interval Interval)? relative) =>
        rung is null || (estimate is null && relative is null) ? null :
        [
            name, rung.Value.Letter().ToString(), estimate?.Value, estimate?.Interval.Low, estimate?.Interval.High,
            relative?.Value, relative?.Interval.Low, relative?.Interval.High,
        ];
}

/// <summary>A well-known claim: what is said, what was really measured, where, and the merchant's own figure beside it.</summary>
/// <param name="Name">Its text is <c>effects.claim.{name}</c>.</param>
/// <param name="Own">Null while it is not known.</param>
public sealed record Claim(string Name, string? Own);
