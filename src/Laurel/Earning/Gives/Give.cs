using Laurel.Definitions;

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
    /// <summary>
    /// 1 bean per 1.00 EUR | 1 bean for every full 10.00 EUR | 2 beans per 1.00 EUR of margin | 1 stamp for every item | 50 beans
    /// </summary>
    public static Give Read(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var number = phrase.Number();
        var unit = words.Unit(phrase);
        var give = ReadRest(phrase, number, unit);
        phrase.End();
        return give;
    }

    private static Give ReadRest(Phrase phrase, decimal number, Units.UnitRule unit)
    {
        if (phrase.Take("for every item") || phrase.Take("per item"))
            return new PerItem(Ratio.Of(number * unit.Scale)) { Unit = unit.Id };
        if (phrase.Take("for every full"))
            return new ForEveryFull(unit.TryAmount(number) ?? throw phrase.Wrong("unit-precision", $"{number}"), phrase.Money()) { Unit = unit.Id };
        if (!phrase.Take("per"))
            return new Fixed(unit.TryAmount(number) ?? throw phrase.Wrong("unit-precision", $"{number}")) { Unit = unit.Id };
        var step = phrase.Money();
        return phrase.Take("of margin")
            ? new PerMargin(Ratio.Of(number * unit.Scale), step) { Unit = unit.Id }
            : new PerAmount(Ratio.Of(number * unit.Scale), step) { Unit = unit.Id };
    }
}
