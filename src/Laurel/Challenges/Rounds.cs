namespace Laurel.Challenges;

/// <summary>
/// How often marks meet a challenge: they are taken in the order in which they happened, and a round is met as soon as they suffice.
/// What is over of an amount begins the next round, everything else begins afresh.
/// </summary>
internal sealed class Rounds
{
    /// <summary>More rounds than that are not looked for at once.</summary>
    private const int Most = 100;

    private readonly Challenge challenge;
    private readonly Calendar calendar;
    private readonly List<Round> met = [];
    private List<Mark> open = [];
    private DateOnly? closed;

    private Rounds(Challenge challenge, Calendar calendar) => (this.challenge, this.calendar) = (challenge, calendar);

    /// <summary>A round that is met.</summary>
    /// <param name="Day">The local day on which it was.</param>
    /// <param name="Marks">The marks up to then, of all.</param>
    /// <param name="Over">What is over of them.</param>
    public sealed record Round(DateOnly Day, IReadOnlyList<Mark> Marks, IReadOnlyList<Mark> Over);

    /// <summary>Rounds met, oldest first.</summary>
    public IReadOnlyList<Round> Met => met;

    /// <summary>The marks that count for the round that is going on.</summary>
    public IReadOnlyList<Mark> Open => open;

    /// <summary>Counts the rounds of marks, where some were met before the marks begin.</summary>
    public static Rounds Of(Challenge challenge, IReadOnlyList<Mark> marks, int already, Calendar calendar)
    {
        var rounds = new Rounds(challenge, calendar);
        rounds.Run([.. marks.OrderBy(m => m.At).ThenBy(m => rounds.Place(m.Step))], already);
        return rounds;
    }

    /// <summary>What the open marks come to, step by step.</summary>
    public static IReadOnlyList<StepTally> Tally(Challenge challenge, IEnumerable<Mark> marks)
    {
        var tallies = challenge.Steps.Select(s => new StepTally(s)).ToArray();
        foreach (var mark in marks)
        {
            var i = Array.FindIndex(tallies, t => t.Step.Id == mark.Step);
            if (i >= 0 && !(challenge.InOrder && tallies.Take(i).Any(t => !t.IsDone)))
                tallies[i].Add(mark);
        }
        return tallies;
    }

    /// <summary>Forgets of the open marks what no longer counts on a day.</summary>
    public IReadOnlyList<Mark> OpenOn(DateOnly day)
    {
        Leave(day);
        return open;
    }

    private int Place(string step) => challenge.Steps.TakeWhile(s => s.Id != step).Count();

    private void Run(Mark[] marks, int already)
    {
        for (var i = 0; i < marks.Length && !IsOver(already); i++)
        {
            var day = calendar.Day(marks[i].At);
            Leave(day);
            if (challenge.Stretch is { } unit && closed == Calendar.StartOf(unit, day))
                continue;
            open.Add(marks[i]);
            while (!IsOver(already) && IsMet())
                Close(day, marks[..(i + 1)]);
        }
    }

    private bool IsOver(int already) => met.Count >= Most || already + met.Count >= challenge.Times;

    private bool IsMet() => Tally(challenge, open).Count(t => t.IsDone) >= challenge.Needs;

    private void Close(DateOnly day, Mark[] upTo)
    {
        Mark[] over = challenge.Stretch is null
            ? [.. Tally(challenge, open).Where(t => t.Step.IsSum && t.Value > t.Step.Target).Select(t => new Mark(t.Step.Id, "", upTo[^1].At, t.Value - t.Step.Target))]
            : [];
        met.Add(new Round(day, upTo, over));
        open = [.. over];
        closed = challenge.Stretch is { } unit ? Calendar.StartOf(unit, day) : null;
    }

    private void Leave(DateOnly day)
    {
        if (challenge.Within is { } within)
            open.RemoveAll(m => within.After(calendar.Day(m.At)) <= day);
        else if (challenge.Stretch is { } unit)
            open.RemoveAll(m => Calendar.StartOf(unit, calendar.Day(m.At)) != Calendar.StartOf(unit, day));
    }
}

/// <summary>What marks come to in one step.</summary>
internal sealed class StepTally(ChallengeStep step)
{
    private readonly Dictionary<string, long> keys = [];
    private int? last;
    private int missed;

    public ChallengeStep Step => step;

    /// <summary>Minor units, millionths of items, or a number; of a streak the run that goes on.</summary>
    public long Value { get; private set; }

    public bool IsDone => Value >= step.Target;

    /// <summary>The categories, products, brands or places that count.</summary>
    public IEnumerable<string> Keys => keys.Where(k => k.Value > 0).Select(k => k.Key);

    private int GraceLeft => step.Grace - missed;

    /// <summary>Whether a streak can still go on; everything else can.</summary>
    public bool IsAlive(DateOnly today) =>
        IsDone || step.Every is not { } unit || last is null || Streak.Number(unit, today) - last - 1 <= GraceLeft;

    /// <summary>The last day on which a streak can still go on.</summary>
    public DateOnly? Deadline(DateOnly today) => step.Every is { } unit && last is { } number && !IsDone && IsAlive(today)
        ? Streak.End(unit, today, number + 1 + GraceLeft - Streak.Number(unit, today))
        : null;

    public void Add(Mark mark)
    {
        if (step.IsSum)
            Value += mark.Amount;
        else if (step.Counts == Counts.InARow)
            Run(Streak.Number(step.Every!.Value, DateOnly.ParseExact(mark.Key, "O", System.Globalization.CultureInfo.InvariantCulture)), mark.Amount);
        else
        {
            keys[mark.Key] = keys.GetValueOrDefault(mark.Key) + mark.Amount;
            Value = keys.Count(k => k.Value > 0);
        }
    }

    private void Run(int stretch, long amount)
    {
        if (amount <= 0 || stretch == last || IsDone)
            return;
        var gap = stretch - last - 1;
        var goesOn = gap is { } g && g >= 0 && g <= GraceLeft;
        (Value, missed) = goesOn ? (Value + 1, missed + gap!.Value) : (1, 0);
        last = stretch;
    }
}

/// <summary>Stretches of calendar, numbered without gap.</summary>
internal static class Streak
{
    public static int Number(PeriodUnit unit, DateOnly day) => unit switch
    {
        PeriodUnit.Day => day.DayNumber,
        PeriodUnit.Week => day.DayNumber / 7,
        PeriodUnit.Month => day.Year * 12 + day.Month - 1,
        PeriodUnit.Quarter => day.Year * 4 + (day.Month - 1) / 3,
        _ => day.Year,
    };

    /// <summary>The last day of the stretch that comes so many after the one a day lies in.</summary>
    public static DateOnly End(PeriodUnit unit, DateOnly day, int later) =>
        new Period(later + 1, unit).After(Calendar.StartOf(unit, day)).AddDays(-1);
}
