using Laurel.Earning.Conditions;

namespace Laurel.Challenges;

/// <summary>Where a member stands in a challenge.</summary>
public enum ChallengeState
{
    /// <summary>She can go on.</summary>
    Open,

    /// <summary>She has met it as often as it can be met.</summary>
    Met,

    /// <summary>It counts once she joins it.</summary>
    ToJoin,
    NotYet,
    Over,

    /// <summary>It is for other members.</summary>
    NotForHer,
}

/// <summary>A member's way through a challenge at an instant: what she has, what is missing, and by when.</summary>
public sealed record Progress
{
    public required Challenge Challenge { get; init; }
    public required ChallengeState State { get; init; }

    /// <summary>How often it was met.</summary>
    public required int Times { get; init; }
    public required IReadOnlyList<StepProgress> Steps { get; init; }

    /// <summary>The last local day on which what is missing helps; null without one.</summary>
    public DateOnly? By { get; init; }

    /// <summary>Her progress in every challenge of the program that is not over.</summary>
    public static IReadOnlyList<Progress> Of(Rules rules, Member member, DateTimeOffset at) =>
        [.. rules.Definition.Challenges.Select(c => Of(rules, member, c, at))];

    /// <summary>Her progress in one.</summary>
    public static Progress Of(Rules rules, Member member, Challenge challenge, DateTimeOffset at)
    {
        var (calendar, today) = (rules.Calendar, rules.Calendar.Day(at));
        var standing = member.Challenge(challenge.Id) ?? new ChallengeStanding { Challenge = challenge.Id };
        var state = StateOf(rules, member, challenge, standing, at);
        var marks = Rounds.Of(challenge, [.. standing.Marks.Where(m => m.At <= at)], standing.Settled, calendar).OpenOn(today);
        var tallies = state == ChallengeState.Met ? [] : Rounds.Tally(challenge, marks);
        return new Progress
        {
            Challenge = challenge,
            State = state,
            Times = standing.Times,
            Steps = [.. tallies.Select(t => StepProgress.Of(t, today))],
            By = state == ChallengeState.Open ? Deadline(challenge, tallies, marks, calendar, today) : null,
        };
    }

    private static ChallengeState StateOf(Rules rules, Member member, Challenge challenge, ChallengeStanding standing, DateTimeOffset at)
    {
        var today = rules.Calendar.Day(at);
        var nothing = Basket.WithoutPurchase(rules, member, Traits.None, at);
        return standing.Times >= challenge.Times ? ChallengeState.Met
            : today < challenge.Valid?.From ? ChallengeState.NotYet
            : today > challenge.Valid?.To ? ChallengeState.Over
            : !challenge.For.Where(c => c is not (InSegment or WithAttribute)).All(c => c.Holds(nothing, [])) ? ChallengeState.NotForHer
            : !Taking.Part(member, challenge, at) ? ChallengeState.ToJoin
            : ChallengeState.Open;
    }

    private static DateOnly? Deadline(Challenge challenge, IReadOnlyList<StepTally> tallies, IReadOnlyList<Mark> marks, Calendar calendar, DateOnly today)
    {
        var window = challenge.Stretch is { } unit ? Calendar.EndOf(unit, today)
            : challenge.Within is { } within && marks.Count > 0 ? within.After(calendar.Day(marks.Min(m => m.At))).AddDays(-1)
            : (DateOnly?)null;
        var streaks = tallies.Select(t => t.Deadline(today));
        return streaks.Append(window).Append(challenge.Valid?.To).Min();
    }
}

/// <summary>One step of a challenge and how far it is done.</summary>
/// <param name="Step">The step.</param>
/// <param name="Have">Minor units, millionths of items, or a number.</param>
/// <param name="Keys">The categories, products, brands or places that count so far.</param>
public sealed record StepProgress(ChallengeStep Step, long Have, IReadOnlyList<string> Keys)
{
    public long Missing => Math.Max(0, Step.Target - Have);

    public bool IsDone => Missing == 0;

    internal static StepProgress Of(StepTally tally, DateOnly today) =>
        new(tally.Step, tally.IsAlive(today) ? tally.Value : 0, tally.Step.Counts is Counts.Visits ? [] : [.. tally.Keys.Order(StringComparer.Ordinal)]);
}
