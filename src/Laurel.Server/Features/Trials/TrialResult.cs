using Laurel.Insight.Charts;
using Laurel.Insight.Effects;
using Laurel.Insight.Experiments;
using Laurel.Insight.Questions;
using Laurel.Server.Http;
using Laurel.Server.Ui;
using Laurel.Server.Ui.Measuring;

namespace Laurel.Server.Features.Trials;

/// <summary>What a trial may say, in the order in which it is decided.</summary>
public enum TrialVerdict
{
    /// <summary>Its days or months are not over.</summary>
    Waiting,

    /// <summary>The groups are not what the lottery should have given.</summary>
    Stopped,

    /// <summary>As many joined without an invitation as with one.</summary>
    NobodyMoved,
    Higher,
    Lower,

    /// <summary>A difference, but so few orders could have been drawn that chance shows as much.</summary>
    MayBeChance,

    /// <summary>None was seen, and one that matters would have been.</summary>
    None,

    /// <summary>None was seen, but one that matters could have been there.</summary>
    CannotSee,
}

/// <summary>A trial and what it shows.</summary>
/// <param name="Effect">On everybody invited, or on a place and month; null while there is none.</param>
/// <param name="Without">What it would have been without; major units.</param>
/// <param name="Visible">The smallest relative difference that would have been seen.</param>
public sealed record TrialResult(Trial Trial, TrialVerdict Verdict, Estimate? Effect, double? Without, double? Visible)
{
    private const double MostChance = 0.05;

    public InvitationEffect? Invitation { get; init; }
    public InvitationCourse? Course { get; init; }
    public RolloutEffect? Rollout { get; init; }

    /// <summary>The effect as a share of what it would have been without.</summary>
    public (double Value, Interval Interval)? Relative =>
        Effect is { } effect && Without is > 0 ? (effect.Value / Without.Value, effect.Interval.Times(1 / Without.Value)) : null;

    public Evidence? Rung => Invitation?.Effects is not null ? Evidence.RandomEncouragement : Rollout?.Evidence;

    public static TrialResult Of(Trial trial, InvitationEffect? found, InvitationCourse course)
    {
        var (effect, visible) = (found?.Effects?.OnTheInvited, found?.SmallestVisibleShare);
        var verdict = found switch
        {
            null => TrialVerdict.Waiting,
            { Lottery.Stops: true } => TrialVerdict.Stopped,
            { Effects: null } => TrialVerdict.NobodyMoved,
            _ => Judge(effect!, visible, trial.Smallest),
        };
        return new(trial, verdict, effect, found?.NotInvitedMean, visible) { Invitation = found, Course = course };
    }

    public static TrialResult Of(Trial trial, RolloutEffect? found)
    {
        if (found is null)
            return new(trial, TrialVerdict.Waiting, null, null, null);
        var effect = found.ByChance ?? found.Effects.ByGroup.Overall;
        var mayBeChance = found.ChanceOfAsMuch >= MostChance;
        double? visible = found.Waiting > 0 ? InvitationPower.Errors * effect.StandardError / found.Waiting : null;
        var verdict = Judge(effect, visible, trial.Smallest);
        var isClaim = verdict is TrialVerdict.Higher or TrialVerdict.Lower;
        return new(trial, isClaim && mayBeChance ? TrialVerdict.MayBeChance : verdict, effect, found.Waiting, visible) { Rollout = found };
    }

    private static TrialVerdict Judge(Estimate effect, double? visible, double smallest) => effect switch
    {
        { ExcludesZero: true, Value: > 0 } => TrialVerdict.Higher,
        { ExcludesZero: true } => TrialVerdict.Lower,
        _ => visible <= smallest ? TrialVerdict.None : TrialVerdict.CannotSee,
    };

    /// <summary>Spend of those invited and those not, or the effect by months since a place began; null while there is nothing to draw.</summary>
    public LineChart? Picture(Figures figures, string title, string description, string invited, string notInvited) => this switch
    {
        { Course.Invited.Count: > 0 } => Drawn(figures, title, description) with
        {
            Places = [.. Course.Invited.Select((_, i) => Place.Of($"{i + 1}"))],
            Series = [new Series(invited, [.. Course.Invited.Select(v => (double?)v)]), new Series(notInvited, [.. Course.NotInvited.Select(v => (double?)v)])],
        },
        { Rollout: not null } => Drawn(figures, title, description) with
        {
            Places = [.. Points.Select(p => Place.Of(p.At.ToString("+0;−0;0", figures.Language.Culture())))],
            Series = [new Series(title, [.. Points.Select(p => (double?)p.Estimate.Value)], [.. Points.Select(p => ((double, double)?)(p.Band.Low, p.Band.High))])],
        },
        _ => null,
    };

    private LineChart Drawn(Figures figures, string title, string description) => new()
    {
        Id = "c-" + Trial.Id,
        Title = title,
        Description = description,
        Numbers = figures.Style(Unit.Money),
        Width = 1000,
        Places = [],
        Series = [],
    };

    private IEnumerable<Insight.Causal.SeriesPoint> Points => Rollout!.Effects.ByEventTime.Points.Where(p => p.Estimate.StandardError > 0);

    internal RawTable Raw() => new("trial-" + Trial.Id, ["figure", "rung", "value", "low", "high"],
    [
        .. new (string Name, Estimate? Value)[]
        {
            (Trial.Invitation is null ? "place_and_month" : "everybody_invited", Effect), ("uptake", Invitation?.Effects?.Uptake),
            ("those_who_joined", Invitation?.Effects?.OnThoseWhoJoined),
        }.Concat((Rollout is null ? [] : Points).Select(p => ($"month_{p.At}", (Estimate?)p.Estimate)))
            .Where(row => row.Item2 is not null)
            .Select(row => (IReadOnlyList<object?>)
                [row.Item1, $"{Rung?.Letter()}", row.Item2!.Value, row.Item2.Interval.Low, row.Item2.Interval.High]),
    ]);
}
