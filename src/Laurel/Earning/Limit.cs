using Laurel.Definitions;

namespace Laurel.Earning;

public enum LimitScope
{
    Purchase,
    Member,

    /// <summary>A person, member or not: the shopper where one is known, else the member.</summary>
    Customer,

    /// <summary>All members of a household together; who is in none counts alone.</summary>
    Household,
    Location,
    Program,
}

/// <summary>When, where and whose: what the counter of a limit depends on.</summary>
internal readonly record struct Occasion(DateTimeOffset At, DateOnly Day, string? Location, string? Customer, string? Household = null)
{
    /// <summary>Of a purchase: whoever goes on in another's account is one person with her.</summary>
    public static Occasion Of(Purchase purchase, DateOnly day, Member? buyer) => new(
        purchase.At, day, purchase.Location, purchase.Shopper?.Value ?? buyer?.Id.Value ?? purchase.Member?.Value, buyer?.Household?.Value);
}

/// <summary>How much a rule, reward or unit may give, to whom, in which stretch of the calendar, and what happens beyond.</summary>
public sealed record Limit
{
    /// <summary>In the unit's smallest part, or a number of times.</summary>
    public required long Amount { get; init; }
    public required bool IsTimes { get; init; }
    public required LimitScope Scope { get; init; }

    /// <summary>The unit it counts; null where it counts times or money.</summary>
    public string? Unit { get; init; }

    /// <summary>Null counts for ever.</summary>
    public PeriodUnit? Window { get; init; }

    /// <summary>So many local days in a row, whichever, instead of a stretch of the calendar.</summary>
    public int? Days { get; init; }

    /// <summary>So many hours in a row, whichever; only where nobody else's count.</summary>
    public int? Hours { get; init; }

    /// <summary>Counts a visit: a day at a place.</summary>
    public bool PerVisit { get; init; }

    /// <summary>What was used of it before the program began; <see cref="Amount"/> is what was left.</summary>
    public long UsedBefore { get; init; }

    /// <summary>Beyond the limit nothing is given, rather than what is left.</summary>
    public bool Rejects { get; init; }

    /// <summary>The counter's name for an owner (rule, unit, offer or reward); null when nothing is kept between purchases.</summary>
    internal string? Counter(string owner, int number, Occasion occasion)
    {
        var name = Name(owner, number, occasion);
        return Scope switch
        {
            LimitScope.Member => Counters.OfMember + name,
            LimitScope.Customer => $"customer:{occasion.Customer}:{name}",
            LimitScope.Household => $"household:{occasion.Household ?? occasion.Customer}:{name}",
            LimitScope.Location => $"location:{occasion.Location}:{name}",
            LimitScope.Program => $"program:{name}",
            _ => null,
        };
    }

    /// <summary>The same, of which something was used: whose it is is read off that, whatever has become of her since.</summary>
    internal string? Counter(string owner, int number, Occasion occasion, IReadOnlyList<Use> used)
    {
        var counter = Counter(owner, number, occasion);
        if (Scope is not (LimitScope.Customer or LimitScope.Household))
            return counter;
        var (whose, name) = (Scope == LimitScope.Customer ? "customer:" : "household:", ":" + Name(owner, number, occasion));
        return used.Select(u => u.Counter).FirstOrDefault(c => c.StartsWith(whose, StringComparison.Ordinal) && c.EndsWith(name, StringComparison.Ordinal)) ?? counter;
    }

    /// <summary>The counter's name without whose it is.</summary>
    internal string Name(string owner, int number, Occasion occasion)
    {
        var place = PerVisit ? "@" + occasion.Location : "";
        var since = Days is { } days ? Counters.Rolling(days, occasion.Day)
            : Hours is { } hours ? Counters.RollingHours(hours, occasion.At)
            : Counters.Since(Window, occasion.Day);
        return $"{owner}:{number}{place}:{since}";
    }
}

internal static class Limits
{
    /// <summary>The limits that are kept between purchases, with their counters; those that were used, where something comes back.</summary>
    public static IEnumerable<(Limit Limit, string Counter)> Named(
        this IReadOnlyList<Limit> limits, string owner, Occasion occasion, IReadOnlyList<Use>? used = null)
    {
        for (var i = 0; i < limits.Count; i++)
        {
            if ((used is null ? limits[i].Counter(owner, i, occasion) : limits[i].Counter(owner, i, occasion, used)) is { } counter)
                yield return (limits[i], counter);
        }
    }

    /// <summary>What giving an amount once uses of them.</summary>
    public static Use[] Uses(this IEnumerable<(Limit Limit, string Counter)> limits, long amount) =>
        [.. limits.Select(l => new Use(l.Counter, l.Limit.IsTimes ? 1 : amount))];
}

internal static class LimitReader
{
    private const int MostHours = 366 * 24;

    /// <summary>One limit, or a list of them.</summary>
    public static IReadOnlyList<Limit> ReadAll(Node node, Vocabulary words) => All(node, n => Read(n, words, money: false));

    /// <summary>The same, in money rather than in units: a budget.</summary>
    public static IReadOnlyList<Limit> ReadBudgets(Node node, Vocabulary words) => All(node, n => Read(n, words, money: true));

    private static IReadOnlyList<Limit> All(Node node, Func<Node, Limit> read) =>
        node is Sequence list ? [.. list.Items.Select(read)] : [read(node)];

    /// <summary>
    /// 2 per member per month else reject | 500 beans per member per day | 5000 beans per purchase | 1 per program |
    /// 2 per member per 24 hours | 1000.00 EUR per program else reject
    /// </summary>
    private static Limit Read(Node node, Vocabulary words, bool money)
    {
        var phrase = new Phrase(Fields.Bounded(money ? "budget" : "limit", node));
        var number = phrase.Positive();
        var unit = !money && words.IsUnit(phrase) ? phrase.Peek : null;
        var (amount, isTimes) = Amount(phrase, words, number, money);
        phrase.Expect("per");
        var scope = phrase.Choose(("purchase", LimitScope.Purchase), ("member", LimitScope.Member), ("customer", LimitScope.Customer),
            ("household", LimitScope.Household), ("location", LimitScope.Location), ("program", LimitScope.Program));
        var limit = In(phrase, new Limit { Amount = amount, IsTimes = isTimes, Unit = unit is null ? null : words.Named(unit), Scope = scope });
        var before = phrase.Take("with") ? UsedBefore(phrase, words, amount, isTimes, money) : 0;
        var rejects = isTimes;
        if (phrase.Take("else"))
            rejects = phrase.Choose(("reject", true), ("cap", false));
        phrase.End();
        return limit with { Amount = amount - before, UsedBefore = before, Rejects = rejects };
    }

    /// <summary>per month | per 30 days | per 24 hours | per visit | ever | per lifetime</summary>
    private static Limit In(Phrase phrase, Limit limit)
    {
        if (phrase.Take("ever") || phrase.Take("per lifetime") || !phrase.Take("per"))
            return limit;
        if (phrase.Take("visit"))
            return limit with { Window = PeriodUnit.Day, PerVisit = true };
        if ((phrase.NextIs("hours") ?? phrase.NextIs("hour")) is { } hours)
            return limit with { Hours = Hours(phrase, hours, limit.Scope) };
        return phrase.IsNumber ? limit with { Days = Rolling(phrase) } : limit with { Window = phrase.PeriodUnit() };
    }

    /// <summary>Every instant is kept: of one customer there are few.</summary>
    private static int Hours(Phrase phrase, decimal hours, LimitScope scope)
    {
        if (hours != decimal.Truncate(hours) || hours > MostHours)
            throw phrase.Wrong("rolling-in-days", "366 days");
        return scope is LimitScope.Location or LimitScope.Program ? throw phrase.Wrong("hours-of-one", "7 days") : (int)hours;
    }

    /// <summary>30 days, 2 weeks: any so many local days in a row, at most as many as a year may have.</summary>
    internal static int Rolling(Phrase phrase)
    {
        var (count, unit) = phrase.Period();
        var days = unit switch { PeriodUnit.Day => count, PeriodUnit.Week => 7 * count, _ => 0 };
        return days is > 0 and <= 366 ? days : throw phrase.Wrong("rolling-in-days", "366 days");
    }

    /// <summary>with 900.00 EUR used: what another system had given of it.</summary>
    private static long UsedBefore(Phrase phrase, Vocabulary words, long amount, bool isTimes, bool money)
    {
        var (used, usedIsTimes) = Amount(phrase, words, phrase.Number(), money);
        phrase.Expect("used");
        return used >= 0 && used <= amount && usedIsTimes == isTimes ? used : throw phrase.Wrong("used-beyond-limit", $"{used}");
    }

    private static (long Amount, bool IsTimes) Amount(Phrase phrase, Vocabulary words, decimal number, bool money)
    {
        var isCount = phrase.IsAtEnd || phrase.Peek is "per" or "time" or "times" or "used";
        if (money && !isCount && phrase.Peek != words.Currency.Code)
            throw phrase.Wrong("phrase-word-expected", words.Currency.Code + " | per");
        if (money && phrase.Take(words.Currency.Code))
            return (words.Currency.TryMinor(number) ?? throw phrase.Wrong("currency-precision", words.Currency.Code), false);
        if (!money && !isCount)
            return (Vocabulary.Smallest(phrase, number, words.Unit(phrase)), false);
        _ = phrase.Take("times") || phrase.Take("time");
        return number == decimal.Truncate(number) && number <= int.MaxValue
            ? ((long)number, true)
            : throw phrase.Wrong("phrase-whole-expected", $"{number}");
    }
}
