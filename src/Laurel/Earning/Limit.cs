using Laurel.Definitions;

namespace Laurel.Earning;

public enum LimitScope
{
    Purchase,
    Member,
    Location,
    Program,
}

/// <summary>How much a rule, reward or unit may give, to whom, in which stretch of the calendar, and what happens beyond.</summary>
public sealed record Limit
{
    /// <summary>In the unit's smallest part, or a number of times.</summary>
    public required long Amount { get; init; }
    public required bool IsTimes { get; init; }
    public required LimitScope Scope { get; init; }

    /// <summary>Null counts for ever.</summary>
    public PeriodUnit? Window { get; init; }

    /// <summary>Beyond the limit nothing is given, rather than what is left.</summary>
    public bool Rejects { get; init; }

    /// <summary>The counter's name for an owner (rule, reward or unit) on a day; null when nothing is kept between purchases.</summary>
    internal string? Counter(string owner, int number, DateOnly day, string? location)
    {
        var since = Window is { } window ? Calendar.StartOf(window, day).ToString("O") : "ever";
        return Scope switch
        {
            LimitScope.Member => $"{Counters.OfMember}{owner}:{number}:{since}",
            LimitScope.Location => $"location:{location}:{owner}:{number}:{since}",
            LimitScope.Program => $"program:{owner}:{number}:{since}",
            _ => null,
        };
    }
}

internal static class LimitReader
{
    /// <summary>One limit, or a list of them.</summary>
    public static IReadOnlyList<Limit> ReadAll(Node node, Vocabulary words) =>
        node is Sequence list ? [.. list.Items.Select(i => Read(i, words))] : [Read(node, words)];

    /// <summary>2 per member per month else reject | 500 beans per member per day | 5000 beans per purchase | 1 per program</summary>
    private static Limit Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var number = phrase.Number();
        var isTimes = !words.IsUnit(phrase);
        if (isTimes)
            _ = phrase.Take("times") || phrase.Take("time");
        var amount = isTimes ? (long)number : Units(phrase, words, number);
        phrase.Expect("per");
        var scope = phrase.Choose(("purchase", LimitScope.Purchase), ("member", LimitScope.Member),
            ("location", LimitScope.Location), ("program", LimitScope.Program));
        PeriodUnit? window = phrase.Take("ever") || !phrase.Take("per") ? null : phrase.PeriodUnit();
        var rejects = isTimes;
        if (phrase.Take("else"))
            rejects = phrase.Choose(("reject", true), ("cap", false));
        phrase.End();
        return new Limit { Amount = amount, IsTimes = isTimes, Scope = scope, Window = window, Rejects = rejects };
    }

    private static long Units(Phrase phrase, Vocabulary words, decimal number) =>
        words.Unit(phrase).TryAmount(number) ?? throw phrase.Wrong("unit-precision", number.ToString());
}
