using Laurel.Definitions;
using Laurel.Earning;

namespace Laurel.Rewards.Benefits;

/// <summary>What a reward or an offer gives. Each kind is a file of this folder.</summary>
public abstract record Benefit
{
    /// <summary>The key in the definition.</summary>
    public abstract string Name { get; }

    /// <summary>What it takes off each line of a basket, as prices are written; nothing for what is handed over.</summary>
    /// <param name="lines">The lines it is for, with what is left of their price.</param>
    /// <param name="times">How many times it is used: pieces, or the multiples a member chose.</param>
    internal virtual long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) => new long[lines.Count];

    /// <summary>The fewest times that take off all there is; null when more times never take off more.</summary>
    internal virtual decimal? TimesNeeded(IReadOnlyList<LineToPay> lines) => null;

    /// <summary>What it is worth in money, in minor units, where that is plain from the definition.</summary>
    public virtual decimal? Worth => null;
}

/// <summary>A line while it is being priced: what is left to take off, as prices are written.</summary>
internal sealed record LineToPay(Line Line, long List)
{
    public long Left { get; set; } = List;
}

internal static class BenefitReader
{
    /// <summary>
    /// 10% off | 5.00 EUR off | 0.01 EUR off each | {product: COF-ESP} | {item: coffee up to 4.50 EUR} | {merchandise: mug} |
    /// {experience: tasting} | {donation: 10.00 EUR to food-bank}
    /// </summary>
    public static Benefit Read(Node node, List<Problem> problems)
    {
        if (node is Scalar)
            return ReadPhrase(new Phrase(node));
        var fields = new Fields(node, problems);
        var benefit = fields.Read<Benefit?>("product", null, n => new FreeProduct(Fields.TextList(n)))
            ?? fields.Read<Benefit?>("item", null, ReadItem)
            ?? fields.Read<Benefit?>("donation", null, ReadDonation)
            ?? fields.Read<Benefit?>("merchandise", null, n => new HandedOver("merchandise", Fields.Scalar(n).Text))
            ?? fields.Read<Benefit?>("experience", null, n => new HandedOver("experience", Fields.Scalar(n).Text));
        fields.End();
        return benefit ?? throw Fields.Malformed(node, "choice-unknown", "10% off | 5.00 EUR off | product | item | merchandise | experience | donation");
    }

    private static Benefit ReadPhrase(Phrase phrase)
    {
        Benefit benefit;
        if (phrase.Peek is { } word && word.EndsWith('%'))
        {
            phrase.Word("10%");
            benefit = new PercentOff(Percent.Parse(word) ?? throw phrase.Wrong("percent-expected", word));
            phrase.Expect("off");
        }
        else
        {
            var money = phrase.Money();
            phrase.Expect("off");
            benefit = new AmountOff(money, phrase.Take("each"));
        }
        phrase.End();
        return benefit;
    }

    private static FreeItem ReadItem(Node node)
    {
        var phrase = new Phrase(node);
        var category = phrase.Word("coffee");
        Money? upTo = phrase.Take("up to") ? phrase.Money() : null;
        phrase.End();
        return new FreeItem(category, upTo);
    }

    private static Donation ReadDonation(Node node)
    {
        var phrase = new Phrase(node);
        var money = phrase.Money();
        phrase.Expect("to");
        var cause = phrase.Word("food-bank");
        phrase.End();
        return new Donation(money, cause);
    }
}

/// <summary>Percentages as a definition writes them.</summary>
internal static class Percent
{
    /// <summary>10% is 0.1; null when it is not one.</summary>
    public static decimal? Parse(string word) =>
        word.EndsWith('%') && decimal.TryParse(word[..^1], System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100
            ? percent / 100
            : null;
}
