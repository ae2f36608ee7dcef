using Laurel.Tiers;

namespace Laurel.Linting.Checks;

/// <summary>Levels that nobody can reach, and levels that contradict themselves.</summary>
internal sealed class Levels(Subject subject, HeavyCustomer heavy)
{
    /// <summary>More visits in a day than anybody makes.</summary>
    private const int VisitsADay = 3;

    /// <summary>Days that are played one by one.</summary>
    private const int LongestWindow = 366;

    public IEnumerable<Finding> Run()
    {
        if (subject.Definition.Tiers is not { } tiers)
            yield break;
        if (tiers.Levels[0].At.Count > 0)
            yield return Contradictory(tiers.Levels[0], "first", FirstLevel());
        if (tiers.Levels[0].Keep.Count > 0)
            yield return Contradictory(tiers.Levels[0], "lowest", Lowest(tiers.Levels[0]));
        for (var rank = 1; rank < tiers.Levels.Count; rank++)
        {
            var level = tiers.Levels[rank];
            if (rank > heavy.Rank && Example(tiers, level) is { } unreachable)
                yield return unreachable;
            else if (rank > heavy.RankInTime && TooLate(tiers, level) is { } late)
                yield return late;
            else if (tiers.Down == Downgrade.Never && level.Keep.Count > 0)
                yield return Contradictory(level, "never", NeverLost(tiers, level));
            else if (level.Keep.Any(k => level.At.Any(a => a.Merit == k.Merit && a.Unit == k.Unit && k.Amount > a.Amount)))
                yield return Contradictory(level, "keep", Lost(tiers, level));
        }
    }

    private Finding Contradictory(Level level, string form, string example) => new()
    {
        Code = "tier-contradictory",
        Severity = Severity.Warning,
        About = level.Id,
        Line = subject.LineOf("tiers", "levels", level.Id, form == "first" ? "at" : "keep"),
        Form = form,
        Example = example,
    };

    /// <summary>Not even with the most that the window can hold; null where she reaches it after all.</summary>
    private Finding? Example(TierRule tiers, Level level)
    {
        var window = DaysOf(tiers);
        var (story, gained) = Given(level, window);
        if (Rank(story) >= tiers.Rank(level.Id))
            return null;
        if (IsWithin(level, gained) && (window > LongestWindow || new HeavyCustomer(subject, 2 * window).Rank >= tiers.Rank(level.Id)))
            return null;
        story.Expect(story.State());
        return Unreachable(level, story.Example($"whoever buys more than anybody does not reach {level.Id}"));
    }

    /// <summary>Not with the most that fits between the first and the last day of the program; null where it does, or where one of them is open.</summary>
    private Finding? TooLate(TierRule tiers, Level level)
    {
        if (subject.Definition is not { Starts: { } starts, Ends: { } ends } || ends.DayNumber - starts.DayNumber + 1 is var days && days >= DaysOf(tiers))
            return null;
        var (story, gained) = Given(level, days);
        if (Rank(story) >= tiers.Rank(level.Id) || IsWithin(level, gained))
            return null;
        story.Now = ends.ToDateTime(new TimeOnly(23, 0));
        story.Look(story.State());
        return Unreachable(level, story.Example($"whoever buys more than anybody does not reach {level.Id} before the program ends")) with
        {
            Form = "ends",
            Facts = [("from", language => Day(starts, language)), ("to", language => Day(ends, language))],
        };
    }

    private static string Day(DateOnly day, Language language) => day.ToString("d MMM yyyy", language.Culture());

    private int DaysOf(TierRule tiers) => tiers.Window == Window.Ever ? 3650 : tiers.Length.After(subject.Today).DayNumber - subject.Today.DayNumber;

    /// <summary>Somebody who brings the most that so many days can hold and then buys once; and what they would bring her of the unit that the level asks.</summary>
    private (Story Story, long Gained) Given(Level level, int window)
    {
        var spend = subject.Typical.Basket.Sum(l => l.UnitPrice * l.Quantity) * HeavyCustomer.Times * window;
        var unit = UnitOf(level);
        var story = subject.Begin(new Cast("ada")
        {
            Joined = subject.Noon.AddHours(-1),
            Visits = VisitsADay * window,
            Spend = (long)Math.Min(spend, Amounts.Largest / 10),
        });
        var gained = unit is null ? 0 : EarnedIn(unit, window);
        story.Buy(new Buying("ada", HeavyCustomer.Basket(subject)) { Location = "shop" });
        return (story, gained);
    }

    private static bool IsWithin(Level level, long gained)
    {
        var unit = UnitOf(level);
        return gained >= level.At.Where(t => t.Unit == unit).Select(t => t.Amount).DefaultIfEmpty(long.MaxValue).Min();
    }

    private static string? UnitOf(Level level) => level.At.Where(t => t.Merit == Merit.Units).Select(t => t.Unit).FirstOrDefault();

    private Finding Unreachable(Level level, string example) => new()
    {
        Code = "tier-unreachable",
        Severity = Severity.Warning,
        About = level.Id,
        Line = subject.LineOf("tiers", "levels", level.Id),
        Example = example,
    };

    /// <summary>What the heaviest day brings, so many times; a unit's limit cuts it.</summary>
    private long EarnedIn(string unit, int days) =>
        heavy.FirstDay is { } first ? first.Member().Account(unit).Counted * Math.Min(days, 3650) : 0;

    private int Rank(Story story) => subject.Definition.Tiers!.Rank(Climbing.TierAt(subject.Rules, story.Member(), story.At));

    private string FirstLevel()
    {
        var story = subject.Begin();
        story.Look(story.State());
        return story.Example("whoever just joined is in the first level already");
    }

    private string Lowest(Level level)
    {
        var story = subject.Begin();
        story.Now = story.Now.AddYears(3);
        story.Look(story.State());
        return story.Example($"whoever never comes back stays in {level.Id}, the lowest level");
    }

    private string NeverLost(TierRule tiers, Level level)
    {
        var story = Reached(tiers, level);
        story.Now = story.Now.AddYears(3);
        story.Look(story.State());
        return story.Example($"{level.Id} is kept for ever by whoever never comes back");
    }

    /// <summary>At the next review she falls, though she still has all that took her there.</summary>
    private string Lost(TierRule tiers, Level level)
    {
        var story = Reached(tiers, level);
        story.Look(story.State());
        for (var month = 0; month < 30 && Rank(story) >= tiers.Rank(level.Id); month++)
            story.Now = story.Now.AddMonths(1);
        story.Look(story.State());
        return story.Example($"{level.Id} is lost by whoever did what it took to reach it");
    }

    /// <summary>Somebody who bought just what the level asks.</summary>
    private Story Reached(TierRule tiers, Level level)
    {
        var at = level.At[0];
        var story = subject.Begin(new Cast("ada")
        {
            Joined = subject.Noon.AddHours(-1),
            Spend = at.Merit == Merit.Spend ? at.Amount : 0,
            Visits = at.Merit == Merit.Visits ? (int)at.Amount : 0,
        });
        for (var i = 0; i < 40 && Rank(story) < tiers.Rank(level.Id); i++)
            story.Buy(new Buying("ada", at.Merit == Merit.Units ? HeavyCustomer.Basket(subject) : [subject.LineFor(Earning.LineFilter.All)]) { Location = "shop" });
        return story;
    }
}
