using System.Globalization;
using Laurel.Definitions;
using Laurel.Units;

namespace Laurel.Rewards.Benefits;

internal static class BenefitReader
{
    private const string Kinds =
        "10% off | 10% off the cheapest | 10% off the dearest | 5.00 EUR off | 3 for 10.00 EUR | product | item | donation | "
        + "merchandise | experience | service | access | invitation | voucher";

    private const string GivenKinds = " | units | gift card | level";

    private static readonly string[] Things = (Kinds + GivenKinds).Split(" | ");

    /// <summary>
    /// 10% off | 10% off each line | 100% off the 2 cheapest | 20% off the dearest | 3 for 10.00 EUR up to 2 times |
    /// 5.00 EUR off | 0.01 EUR off each | 5.00 EUR off each line | 0.50 EUR off each of 4 |
    /// {product: COF-ESP} | {item: coffee up to 4.50 EUR} | {donation: 10.00 EUR to food-bank} | {merchandise: mug} |
    /// {experience: tasting} | {service: alterations} | {access: early-sale} | {invitation: launch-evening} |
    /// {voucher: cinema}; of a reward also {units: 50 miles} | {gift card: 25.00 gift} | {level: gold for 30 days}
    /// </summary>
    /// <param name="node">The sentence or mapping.</param>
    /// <param name="problems">What is wrong with it.</param>
    /// <param name="words">What a reward may speak of; null for an offer, which gives nothing beyond the basket.</param>
    public static Benefit Read(Node node, List<Problem> problems, Vocabulary? words = null)
    {
        if (node is Scalar)
            return ReadPhrase(new Phrase(node));
        if (node is Sequence || (node is Mapping several && several.Pairs.Count(p => Things.Contains(p.Key)) > 1))
            throw Fields.Malformed(node, "gives-one-thing");
        var fields = new Fields(node, problems);
        var benefit = fields.Read<Benefit?>("product", null, n => new FreeProduct(Fields.TextList(n)))
            ?? fields.Read<Benefit?>("item", null, ReadItem)
            ?? fields.Read<Benefit?>("donation", null, ReadDonation)
            ?? ReadHandedOver(fields)
            ?? (words is null ? null : ReadGiven(fields, words));
        fields.End();
        return benefit ?? throw Fields.Malformed(node, "choice-unknown", words is null ? Kinds : Kinds + GivenKinds);
    }

    private static Benefit? ReadGiven(Fields fields, Vocabulary words) =>
        fields.Read<Benefit?>("units", null, n => ReadUnits(n, words))
        ?? fields.Read<Benefit?>("gift card", null, n => ReadCard(n, words))
        ?? fields.Read<Benefit?>("level", null, n => ReadLevel(n, words));

    private static GivenUnits ReadUnits(Node node, Vocabulary words)
    {
        var (amount, unit) = ReadAmount(node, words);
        return unit is { Money: not null, HeldBy: HeldBy.Cards }
            ? throw Fields.Malformed(node, "units-on-cards-only", unit.Id)
            : new GivenUnits(amount, unit.Id, unit.Money == words.Currency);
    }

    private static GiftCard ReadCard(Node node, Vocabulary words)
    {
        var (amount, unit) = ReadAmount(node, words);
        return unit.Money is null || unit.HeldBy == HeldBy.Members
            ? throw Fields.Malformed(node, "units-not-on-cards", unit.Id)
            : new GiftCard(amount, unit.Id, unit.Money == words.Currency);
    }

    private static (long Amount, UnitRule Unit) ReadAmount(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var (amount, unit) = words.Amount(phrase);
        phrase.End();
        return amount > 0 ? (amount, unit) : throw phrase.Wrong("phrase-positive-expected", $"{amount}");
    }

    private static LentLevel ReadLevel(Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var level = phrase.Word("gold");
        if (!words.Tiers.Contains(level))
            throw phrase.Wrong("tier-unknown", string.Join(" | ", words.Tiers));
        phrase.Expect("for");
        var period = phrase.Period(alsoHours: true);
        phrase.End();
        return new LentLevel(level, period);
    }

    private static Benefit? ReadHandedOver(Fields fields)
    {
        Benefit? found = null;
        foreach (var sort in HandedOver.Sorts)
            found = fields.Read(sort, found, n => new HandedOver(sort, Fields.Scalar(n).Text));
        return found;
    }

    private static Benefit ReadPhrase(Phrase phrase)
    {
        if (phrase.Take("buy"))
            throw phrase.Wrong("bought-and-free", phrase.IsNumber ? $"{phrase.Positive():0}" : "2");
        var benefit = phrase.Peek is { } word && word.EndsWith('%') ? ReadPercent(phrase)
            : phrase.NextIs("for") is { } count ? ReadSet(phrase, count)
            : ReadAmount(phrase);
        phrase.End();
        return benefit;
    }

    private static Benefit ReadPercent(Phrase phrase)
    {
        var word = phrase.Word("10%");
        var share = Percent.Parse(word) ?? throw phrase.Wrong("percent-expected", word);
        phrase.Expect("off");
        if (phrase.Take("each line"))
            return new PercentOff(share) { EachLine = true };
        if (!phrase.Take("the"))
            return new PercentOff(share);
        var count = phrase.IsNumber ? phrase.Positive() : 1;
        return phrase.Choose(("cheapest", false), ("dearest", true)) ? new DearestOff(share, count) : new CheapestOff(share, count);
    }

    private static SetPrice ReadSet(Phrase phrase, decimal count)
    {
        var price = phrase.WholeMoney();
        int? upTo = null;
        if (phrase.Take("up to"))
        {
            upTo = phrase.Whole();
            _ = phrase.Take("times") || phrase.Take("time") ? 0 : throw phrase.Wrong("phrase-word-expected", "times");
        }
        return upTo < 1 ? throw phrase.Wrong("phrase-positive-expected", $"{upTo}") : new SetPrice(count, price, upTo);
    }

    private static AmountOff ReadAmount(Phrase phrase)
    {
        var money = phrase.PositiveMoney();
        phrase.Expect("off");
        if (!phrase.Take("each"))
            return new AmountOff(Whole(phrase, money), OffEach.Basket);
        if (phrase.Take("line"))
            return new AmountOff(Whole(phrase, money), OffEach.Line);
        if (phrase.Take("item"))
            return new AmountOff(money, OffEach.Item);
        return phrase.Take("of") ? new AmountOff(money, OffEach.Item, phrase.Positive()) : new AmountOff(money, OffEach.Time);
    }

    /// <summary>What is taken off once can be paid in coins; of pieces and units a part of one adds up.</summary>
    private static Money Whole(Phrase phrase, Money money) => money.Minor == decimal.Truncate(money.Minor)
        ? money
        : throw phrase.Wrong("currency-precision", money.Currency.Code);

    private static FreeItem ReadItem(Node node)
    {
        var phrase = new Phrase(node);
        var category = phrase.Word("coffee");
        Money? upTo = phrase.Take("up to") ? phrase.WholeMoney() : null;
        phrase.End();
        return new FreeItem(category, upTo);
    }

    private static Donation ReadDonation(Node node)
    {
        var phrase = new Phrase(node);
        var money = phrase.PositiveMoney();
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
        word.EndsWith('%') && decimal.TryParse(word[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
        && percent is >= 0 and <= 100
            ? percent / 100
            : null;
}
