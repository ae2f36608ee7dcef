using Laurel.Definitions;
using Laurel.Earning;

namespace Laurel.Tiers;

/// <summary>What counts towards a tier; never the balance.</summary>
public enum Merit
{
    Spend,
    Visits,
    Units,
}

/// <summary>Over which time it counts.</summary>
public enum Window
{
    Ever,

    /// <summary>The last so many days, months or years, up to and with the day.</summary>
    Rolling,

    /// <summary>The calendar year, quarter or month.</summary>
    Calendar,

    /// <summary>Years that begin on the anniversary of joining.</summary>
    MembershipYear,
}

/// <summary>When a member who no longer reaches a level leaves it.</summary>
public enum Downgrade
{
    Never,
    AtOnce,
    AtPeriodEnd,
}

/// <summary>How members climb and fall.</summary>
public sealed record TierRule
{
    /// <summary>What a bare number of units counts in; null where only money and visits count.</summary>
    public string? Unit { get; init; }
    public Window Window { get; init; } = Window.Ever;
    public Period Length { get; init; } = new(1, PeriodUnit.Year);
    public Downgrade Down { get; init; } = Downgrade.Never;
    public PeriodUnit DownPeriod { get; init; } = PeriodUnit.Year;

    /// <summary>The period is a year that begins on the anniversary of joining.</summary>
    public bool DownOnAnniversary { get; init; }

    /// <summary>Falls at most one level at a time.</summary>
    public bool OneLevel { get; init; }

    /// <summary>How long after the period's end a member can still make up for it; what she does until then counts.</summary>
    public Period? Grace { get; init; }

    /// <summary>What everybody in a household brings counts together, and all of them stand where it brings them.</summary>
    public bool PerHousehold { get; init; }

    /// <summary>Whoever leaves a household, and those who stay, keep at once only what is theirs then; otherwise they fall as everybody does.</summary>
    public bool PartsAtOnce { get; init; }

    /// <summary>Whoever is below falls in that moment; with a grace she is looked at when it is over.</summary>
    internal bool FallsAtOnce => Down == Downgrade.AtOnce && Grace is null;

    /// <summary>There are days on which it is looked at who falls.</summary>
    internal bool IsReviewed => Down != Downgrade.Never && !FallsAtOnce;

    /// <summary>Days that the grace may take at most.</summary>
    internal int LongestGrace => Grace is { } grace ? grace.After(DateOnly.MinValue).DayNumber + 1 : 0;

    public required IReadOnlyList<Level> Levels { get; init; }

    /// <summary>The last day of the period, at whose end levels are looked at, for a member who joined on a day; where they fall at once it is every day.</summary>
    internal DateOnly PeriodEnd(DateOnly day, DateOnly joined) => this switch
    {
        { Down: Downgrade.AtOnce } => day,
        { DownOnAnniversary: true } => MembershipYear.EndOf(joined, day),
        _ => Calendar.EndOf(DownPeriod, day),
    };

    public int Rank(string? level)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            if (Levels[i].Id == level)
                return i;
        }
        return 0;
    }

    public Level Level(string? id) => Levels[Rank(id)];
}

/// <summary>A tier: reached when any of the thresholds is met, kept when any of the lower ones is.</summary>
public sealed record Level
{
    public required string Id { get; init; }

    /// <summary>By whom postings name it.</summary>
    internal string Owner => "tier:" + Id;
    public LocalText? Name { get; init; }
    public IReadOnlyList<Threshold> At { get; init; } = [];
    public IReadOnlyList<Threshold> Keep { get; init; } = [];

    /// <summary>What it takes to keep the level.</summary>
    internal IReadOnlyList<Threshold> ToKeep => Keep.Count > 0 ? Keep : At;

    /// <summary>Given once in a lifetime when the level is first reached or passed.</summary>
    public (long Amount, string Unit)? Gives { get; init; }
    public IReadOnlyList<LocalText> Benefits { get; init; } = [];
}

/// <summary>At least so much of a merit: minor units of money, visits, or the unit's smallest part.</summary>
public sealed record Threshold(Merit Merit, long Amount, string? Unit)
{
    /// <summary>What is needed besides: 300.00 EUR and 6 visits.</summary>
    public Threshold? And { get; init; }

    /// <summary>It and all that is needed besides.</summary>
    internal IEnumerable<Threshold> Together => And is null ? [this] : And.Together.Prepend(this);
}

internal static class TierReader
{
    public static TierRule? Read(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var rule = new TierRule { Levels = [] };
        rule = fields.Read("counts", rule, n => Sentences.Like("counts", n, s => ReadCounts(s, rule, words)));
        rule = fields.Read("down", rule, n => Sentences.Like("down", n, s => ReadDown(s, rule)));
        rule = rule with
        {
            PerHousehold = fields.Choice("counted", false, ("per member", false), ("per household", true)),
            PartsAtOnce = fields.Choice("parting", false, ("as down says", false), ("at once", true)),
        };
        var levels = fields.Require<IReadOnlyList<Level>>("levels", [], n => ReadLevels(n, words, problems));
        fields.End();
        return levels.Count == 0 ? null : rule with { Levels = levels };
    }

    public static IReadOnlyList<string> Names(Node? node) =>
        (node as Mapping)?["levels"] is Mapping levels ? [.. levels.Pairs.Select(p => p.Key)] : [];

    /// <summary>spend in the last 12 months | visits in the calendar year | points earned ever | spend in the membership year</summary>
    private static TierRule ReadCounts(Node node, TierRule rule, Vocabulary words)
    {
        var phrase = new Phrase(node);
        string? unit = null;
        if (!phrase.Take("spend") && !phrase.Take("visits"))
        {
            unit = words.Unit(phrase).Id;
            phrase.Expect("earned");
        }
        rule = rule with { Unit = unit };
        if (phrase.Take("ever"))
            rule = rule with { Window = Window.Ever };
        else if (phrase.Take("in the last"))
            rule = rule with { Window = Window.Rolling, Length = Rolling(phrase) };
        else if (phrase.Take("in the calendar"))
            rule = rule with { Window = Window.Calendar, Length = new Period(1, phrase.PeriodUnit()) };
        else if (phrase.Take("in the membership year"))
            rule = rule with { Window = Window.MembershipYear };
        else
            throw phrase.Wrong("phrase-word-expected", "ever | in the last 12 months | in the calendar year | in the membership year");
        phrase.End();
        return rule;
    }

    private static Period Rolling(Phrase phrase)
    {
        var length = phrase.Period();
        var days = length.After(DateOnly.MinValue).DayNumber;
        return days <= Member.DaysKept ? length : throw phrase.Wrong("window-too-long", $"{Member.DaysKept}");
    }

    /// <summary>never | at once | at end of year | one level at end of month after 30 days of grace</summary>
    private static TierRule ReadDown(Node node, TierRule rule)
    {
        var phrase = new Phrase(node);
        if (phrase.Take("never"))
            rule = rule with { Down = Downgrade.Never };
        else
        {
            rule = rule with { OneLevel = phrase.Take("one level") };
            rule = phrase.Take("at once")
                ? rule with { Down = Downgrade.AtOnce }
                : AtEnd(phrase, rule);
            if (phrase.Take("after"))
            {
                rule = rule with { Grace = phrase.Period() };
                phrase.Expect("of grace");
            }
        }
        phrase.End();
        return rule;
    }

    private static TierRule AtEnd(Phrase phrase, TierRule rule)
    {
        phrase.Expect("at end of");
        if (phrase.Take("membership year"))
            return rule with { Down = Downgrade.AtPeriodEnd, DownOnAnniversary = true };
        return rule with { Down = Downgrade.AtPeriodEnd, DownPeriod = phrase.PeriodUnit() };
    }

    private static IReadOnlyList<Level> ReadLevels(Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var levels = fields.Named((id, n) => ReadLevel(id, n, words, problems));
        for (var i = 2; i < levels.Count; i++)
        {
            if (levels[i].At.Any(t => levels[i - 1].At.Any(below => below.Merit == t.Merit && below.Unit == t.Unit && below.Amount >= t.Amount)))
                problems.Add(new Problem(fields.Pairs[i].Line, "levels-descend", levels[i].Id));
        }
        return levels;
    }

    private static Level ReadLevel(string id, Node node, Vocabulary words, List<Problem> problems)
    {
        var fields = new Fields(node, problems);
        var level = new Level
        {
            Id = id,
            Name = fields.Read<LocalText?>("name", null, n => LocalText.Read(n, problems)),
            At = fields.Read<IReadOnlyList<Threshold>>("at", [], n => Sentences.Like("at", n, s => ReadThresholds(s, words))),
            Keep = fields.Read<IReadOnlyList<Threshold>>("keep", [], n => Sentences.Like("at", n, s => ReadThresholds(s, words))),
            Gives = fields.Read<(long, string)?>("gives", null, n => ReadGift(n, words)),
            Benefits = fields.Read<IReadOnlyList<LocalText>>("benefits", [], n => n is Sequence list
                ? [.. list.Items.Select(i => LocalText.Read(i, problems))]
                : [LocalText.Read(n, problems)]),
        };
        fields.End();
        return level;
    }

    /// <summary>500.00 EUR or 12 visits | 300.00 EUR and 6 visits</summary>
    private static List<Threshold> ReadThresholds(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var any = new List<Threshold>();
        do
            any.Add(ReadThreshold(phrase, words));
        while (phrase.Take("or"));
        phrase.End();
        return any;
    }

    private static Threshold ReadThreshold(Phrase phrase, Vocabulary words)
    {
        var threshold = ReadOne(phrase, words);
        return phrase.Take("and") ? threshold with { And = ReadThreshold(phrase, words) } : threshold;
    }

    private static Threshold ReadOne(Phrase phrase, Vocabulary words)
    {
        var number = phrase.Positive();
        if (phrase.Take("visits") || phrase.Take("visit"))
            return new Threshold(Merit.Visits, (long)Math.Min(decimal.Ceiling(number), int.MaxValue), null);
        if (!words.IsUnit(phrase))
            return new Threshold(Merit.Spend, MinorOf(phrase, number, words), null);
        var unit = words.Unit(phrase);
        return new Threshold(Merit.Units, Vocabulary.Smallest(phrase, number, unit), unit.Id);
    }

    private static long MinorOf(Phrase phrase, decimal number, Vocabulary words)
    {
        phrase.Expect(words.Currency.Code);
        return words.Currency.TryMinor(number) ?? throw phrase.Wrong("currency-precision", words.Currency.Code);
    }

    private static (long, string) ReadGift(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var (amount, unit) = words.Amount(phrase);
        phrase.End();
        return amount > 0 ? (amount, unit.Id) : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }
}
