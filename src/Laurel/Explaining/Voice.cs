using Laurel.Definitions;
using Laurel.Prizes;
using Laurel.Units;

namespace Laurel.Explaining;

/// <summary>How a definition sounds in a language: its units, money, days, lists and names.</summary>
internal sealed class Voice(Definition definition, Language language)
{
    private const string MinusSign = "−";

    public Definition Definition => definition;

    public Language Language => language;

    public string Say(Texts texts, string key, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Spoken.Typeset(texts.Say(language, key, values), language);

    public string Word(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Say(Spoken.Words, key, values);

    public string Phrase(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Say(Spoken.Phrases, key, values);

    public string Plain(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Say(Spoken.Plain, key, values);

    public string In(LocalText text) => text.In(language);

    public string Number(decimal number)
    {
        var magnitude = Math.Abs(number).ToString("#,0.######", language.Culture());
        return number < 0 ? MinusSign + magnitude : magnitude;
    }

    /// <summary>12 beans</summary>
    public string Amount(long amount, UnitRule unit) => Amount(unit.ToDecimal(amount), unit);

    /// <summary>An amount without its sign, by whose number a sentence chooses its forms.</summary>
    public Inflected Counted(long amount, UnitRule unit) => new(Amount(Math.Abs(amount), unit)) { Number = unit.ToDecimal(amount) };

    /// <summary>0.5 beans</summary>
    public string Amount(decimal number, UnitRule unit) => $"{Number(number)} {unit.Name.For(number, language)}";

    /// <summary>+12 beans, −9 beans</summary>
    public string Signed(long amount, UnitRule unit) => amount > 0 ? "+" + Amount(amount, unit) : Amount(amount, unit);

    /// <summary>The unit's name for many; <c>one</c> where the language wants that.</summary>
    public Inflected Named(UnitRule unit) => new(unit.Name.Many[(int)language])
    {
        Form = form => form == "one" ? unit.Name.One[(int)language] : Label(unit),
    };

    /// <summary>What stands before a sentence about the unit: Beans.</summary>
    public string Label(UnitRule unit) =>
        Capital((language == Language.Estonian ? unit.Name.One : unit.Name.Many)[(int)language]);

    public string Money(long minor, Currency currency) => Minus(minor < 0, currency.Show(Math.Abs(minor), language));

    /// <summary>With more decimals than the currency where the amount has them: €0.005.</summary>
    public string Money(Money money)
    {
        var (minor, currency) = (money.Minor, money.Currency);
        while (minor != decimal.Truncate(minor) && currency.Decimals < 8)
            (minor, currency) = (minor * 10, currency with { Decimals = currency.Decimals + 1 });
        return Money(Round.Money(minor), currency);
    }

    /// <summary>12 months; <c>of</c> in the case that "within" asks for.</summary>
    public Inflected Period(Period period) => new(Counted("period.", period))
    {
        Form = form => Counted($"period.{form}.", period),
    };

    /// <summary>3 items; <c>of</c> in the genitive.</summary>
    public Inflected Items(decimal number) => new(Word("items", ("number", Number(number)), ("n", number)))
    {
        Form = form => Word("items." + form, ("number", Number(number)), ("n", number)),
    };

    /// <summary>A partner's name, or its id in quotes where it has none.</summary>
    public string Partner(string id) => Definition.Partner(id)?.Name is { } name ? In(name) : Quote(id);

    /// <summary>A cause's name, or its id in quotes where it has none.</summary>
    public string Cause(string id) => Definition.Causes.FirstOrDefault(c => c.Id == id)?.Name is { } name ? In(name) : Quote(id);

    public string Visits(long number) => Word("visits", ("number", Number(number)), ("n", number));

    public string Rounding(Rounding rounding) => Phrase("round." + rounding switch
    {
        Laurel.Rounding.Up => "up",
        Laurel.Rounding.HalfUp => "half-up",
        Laurel.Rounding.HalfEven => "half-even",
        _ => "down",
    });

    public string Weekday(DayOfWeek day) => Spoken.Words.Word(language, "weekdays", (int)day);

    public string Day(DateOnly day) => Date("date", day);

    /// <summary>A day, in the cases its sentence may ask for: on it, of it, from it, to it.</summary>
    public Inflected Cases(DateOnly day) => new(() => Day(day)) { Form = form => Date("date." + form, day) };

    /// <summary>31 December, in the genitive.</summary>
    public string DayOfYear(int month, int day) => Date("date.yearly", new DateOnly(2000, month, day));

    /// <summary>The last local day before an instant at which something ends.</summary>
    public DateOnly LastDay(DateTimeOffset end) => definition.Calendar.Day(end.AddTicks(-1));

    public static string Time(TimeOnly time) => time.ToString("HH':'mm", System.Globalization.CultureInfo.InvariantCulture);

    public string Quote(string it) => Word("quote", ("it", it));

    public string Quoted(IEnumerable<string> any) => Or([.. any.Select(Quote)]);

    /// <summary>Phrases that may hold commas themselves, one after the other.</summary>
    public string Series(IEnumerable<string> all) => string.Join(Word("separator"), all);

    public string And(IReadOnlyList<string> all) => Joined("and", all);

    public string Or(IReadOnlyList<string> any) => Joined("or", any);

    public static string Capital(string said) => said.Length == 0 ? said : char.ToUpperInvariant(said[0]) + said[1..];

    /// <summary>A level by its name, else by its id.</summary>
    /// <summary>What an allowance is for: its text, or that it comes by the calendar.</summary>
    public string Allowance(string id) => definition.Allowances.FirstOrDefault(a => a.Id == id) is not { } allowance ? Quote(id)
        : allowance.Text is { } text ? In(text)
        : Say(Spoken.Events, "part.allowance." + allowance.Each.ToString().ToLowerInvariant());

    public string Level(string id) =>
        definition.Tiers?.Levels.FirstOrDefault(l => l.Id == id)?.Name is { } name ? In(name) : Capital(Readable(id));

    /// <summary>A badge by its name, else by its id, in quotes.</summary>
    public string Badge(string id) =>
        Quote(definition.Badges.FirstOrDefault(b => b.Id == id)?.Name is { } name ? In(name) : Capital(Readable(id)));

    /// <summary>A challenge, game, leaderboard or club by its name, else by its id, in quotes.</summary>
    public string Part(string id)
    {
        var name = definition.Challenge(id)?.Name ?? definition.Game(id)?.Name ?? definition.Gatherings.FirstOrDefault(g => g.Id == id)?.Name;
        return Quote(name is null ? Capital(Readable(id)) : In(name));
    }

    /// <summary>80 beans, or a reward by its name.</summary>
    public string Prize(Prize prize, Teller teller) => prize.Reward is { } reward
        ? Reward(reward)
        : Amount(prize.Amount, teller.Unit(prize.Unit!, int.MaxValue).Unit);

    /// <summary>A reward or an offer by its name, else by its id, in quotes.</summary>
    public string Reward(string id)
    {
        var name = definition.Reward(id)?.Name ?? definition.Offers.FirstOrDefault(o => o.Id == id)?.Name;
        return Quote(name is null ? Capital(Readable(id)) : In(name));
    }

    /// <summary>A perk by its text, else a reward by its name, in quotes.</summary>
    public string Unlocked(string id) => definition.Perks.FirstOrDefault(p => p.Id == id) is { } perk ? Quote(Perk(perk)) : Reward(id);

    /// <summary>A membership by its name, else by its id, in quotes.</summary>
    public string Membership(string id) =>
        Quote(definition.Membership(id)?.Name is { } name ? In(name) : Capital(Readable(id)));

    /// <summary>A perk by its text, else by its id.</summary>
    public string Perk(Rewards.Perk perk) => perk.Text is { } text ? In(text) : Capital(Readable(perk.Id));

    public static string Readable(string id) => id.Replace('-', ' ');

    private static string Minus(bool isNegative, string shown) => isNegative ? MinusSign + shown : shown;

    private string Counted(string kind, Period period) =>
        Word(kind + period.Unit.ToString().ToLowerInvariant(), ("n", period.Count));

    private string Date(string form, DateOnly day)
    {
        var d = day.Day == 1 && language == Language.French ? "1er" : $"{day.Day}";
        return Word(form, ("d", d), ("month", Month("months", day)), ("of", Month("months.of", day)), ("year", $"{day.Year}"));
    }

    private string Month(string form, DateOnly day) => Spoken.Words.Word(language, form, day.Month - 1);

    private string Joined(string word, IReadOnlyList<string> all) => all.Count switch
    {
        0 => "",
        1 => all[0],
        _ => Word(word, ("rest", string.Join(", ", all.Take(all.Count - 1))), ("last", all[^1])),
    };
}
