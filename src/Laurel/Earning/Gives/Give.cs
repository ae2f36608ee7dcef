using Laurel.Definitions;
using Laurel.Rewards.Benefits;

namespace Laurel.Earning.Gives;

/// <summary>What a rule gives for the lines it matches. Each kind is a file of this folder.</summary>
public abstract record Give
{
    public abstract Counting Counting { get; }

    /// <summary>The unit given; null where it is that of the rules it multiplies.</summary>
    public string? Unit { get; init; }

    /// <summary>What the lines are worth before rounding; null where the kind is not proportional.</summary>
    public virtual Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency) => null;

    /// <summary>What was counted, for the explanation.</summary>
    public virtual decimal Counted(IReadOnlyList<BasketLine> lines) => 0;

    /// <summary>Units for each step, for the explanation.</summary>
    public virtual decimal Each => 0;

    public virtual long Step => 0;

    /// <summary>Whether purchases in this currency can earn by it.</summary>
    public virtual bool Takes(string currency) => true;
}

internal static class GiveReader
{
    /// <summary>More for one step than anybody means; with at most four decimals, products stay within 128 bits.</summary>
    private const decimal Largest = 1_000_000_000;

    /// <summary>
    /// 1 bean per 1.00 EUR | 1 bean for every full 10.00 EUR | 2 beans per 1.00 EUR of margin | 1 stamp for every item |
    /// 1 stamp for every full 3 items | 10 beans for every full 100.00 EUR spent per month | 50 beans | 2% | 3% credit | 1% of margin
    /// </summary>
    public static Give Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        if (phrase.Peek is { } word && word.EndsWith('%'))
            return ReadShare(phrase, words);
        var number = phrase.Positive();
        var unit = words.Unit(phrase);
        if (number > Largest)
            throw phrase.Wrong("number-too-large", $"{number}");
        var give = ReadRest(phrase, number, unit);
        phrase.End();
        return give with { Unit = unit.Id };
    }

    /// <summary>A share of what is paid, in money: 2% of spend is 0.02 EUR per 1.00 EUR.</summary>
    private static Give ReadShare(Phrase phrase, Vocabulary words)
    {
        var text = phrase.Word("2%");
        var share = Percent.Parse(text) is { } parsed and > 0 ? parsed : throw phrase.Wrong("percent-expected", text);
        var unit = phrase.Peek is null or "of" && words.Units is [{ Money: not null } only] ? only : words.Unit(phrase);
        var whole = unit.Money is { } currency
            ? new Money(currency.Scale, currency)
            : throw phrase.Wrong("phrase-word-expected", $"{share} {unit.Id} per 1.00 {words.Currency.Code}");
        var rate = Rate(phrase, share, unit);
        Give give = phrase.Take("of margin") ? new PerMargin(rate, whole) : new PerAmount(rate, whole);
        phrase.Take("of spend");
        phrase.End();
        return give with { Unit = unit.Id };
    }

    private static Give ReadRest(Phrase phrase, decimal number, Units.UnitRule unit)
    {
        if (phrase.Take("for every item") || phrase.Take("per item"))
            return new PerItem(Rate(phrase, number, unit));
        if (phrase.Take("for every full"))
            return ReadFull(phrase, Whole(phrase, number, unit));
        if (!phrase.Take("per"))
            return new Fixed(Whole(phrase, number, unit));
        var step = phrase.WholeMoney();
        return phrase.Take("of margin") ? new PerMargin(Rate(phrase, number, unit), step) : new PerAmount(Rate(phrase, number, unit), step);
    }

    private static Give ReadFull(Phrase phrase, long amount)
    {
        if (phrase.NextIs("items") is { } items)
            return new ForEveryFullItems(amount, items);
        var full = phrase.WholeMoney();
        if (!phrase.Take("spent"))
            return new ForEveryFull(amount, full);
        var isEver = phrase.Take("ever") || !phrase.Take("per");
        return new ForEveryFullSpent(amount, full, isEver ? null : phrase.PeriodUnit());
    }

    private static long Whole(Phrase phrase, decimal number, Units.UnitRule unit) =>
        Vocabulary.Smallest(phrase, number, unit);

    /// <summary>A rate may be finer than the unit: what it comes to is rounded.</summary>
    private static Ratio Rate(Phrase phrase, decimal number, Units.UnitRule unit)
    {
        var exact = number * 10_000;
        return exact == decimal.Truncate(exact) ? Ratio.Of(number * unit.Scale) : throw phrase.Wrong("number-too-fine", $"{number}");
    }
}
