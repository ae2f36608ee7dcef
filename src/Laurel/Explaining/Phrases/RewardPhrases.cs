using Laurel.Definitions;
using Laurel.Rewards;
using Laurel.Rewards.Benefits;

namespace Laurel.Explaining.Phrases;

/// <summary>What a reward gives and what it costs.</summary>
internal static class RewardPhrases
{
    public static string Say(this Voice voice, Benefit benefit) => benefit switch
    {
        FreeProduct product => voice.Phrase("benefit.product", ("any", voice.Or(product.Skus))),
        FreeItem { UpTo: { } most } item =>
            voice.Phrase("benefit.item-up-to", ("category", voice.Quote(item.Category)), ("money", voice.Money(most))),
        FreeItem item => voice.Phrase("benefit.item", ("category", voice.Quote(item.Category))),
        Donation donation =>
            voice.Phrase("benefit.donation", ("money", voice.Money(donation.Amount)), ("cause", voice.Quote(donation.Cause))),
        HandedOver handed => voice.Phrase("benefit." + handed.Sort, ("what", voice.Quote(Voice.Readable(handed.What)))),
        GivenUnits units => voice.Amount(units.Amount, voice.Definition.Unit(units.Unit)!),
        GiftCard card => voice.Phrase("benefit.gift-card", ("amount", voice.Amount(card.Amount, voice.Definition.Unit(card.Unit)!))),
        LentLevel level => voice.Phrase("benefit.level", ("level", voice.Level(level.Level)), ("period", voice.Period(level.For))),
        AmountOff off => voice.Say(off),
        CheapestOff { Count: 1 } off => voice.Phrase("benefit.cheapest-off", ("percent", voice.Number(off.Share * 100))),
        CheapestOff off => voice.Phrase("benefit.cheapest-off-items",
            ("percent", voice.Number(off.Share * 100)), ("number", voice.Number(off.Count))),
        DearestOff { Count: 1 } off => voice.Phrase("benefit.dearest-off", ("percent", voice.Number(off.Share * 100))),
        DearestOff off => voice.Phrase("benefit.dearest-off-items",
            ("percent", voice.Number(off.Share * 100)), ("number", voice.Number(off.Count))),
        SetPrice { UpTo: { } most } set => voice.Phrase("benefit.set-price-up-to",
            ("items", voice.Items(set.Count)), ("money", voice.Money(set.Price)), ("number", voice.Number(most))),
        SetPrice set => voice.Phrase("benefit.set-price", ("items", voice.Items(set.Count)), ("money", voice.Money(set.Price))),
        PercentOff { EachLine: true } off => voice.Phrase("benefit.percent-off-line", ("percent", voice.Number(off.Share * 100))),
        PercentOff off => voice.Phrase("benefit.percent-off", ("percent", voice.Number(off.Share * 100))),
        _ => throw new InvalidOperationException($"No words are written for the benefit '{benefit.Name}'."),
    };

    private static string Say(this Voice voice, AmountOff off)
    {
        var money = ("money", (object?)voice.Money(off.Amount));
        return (off.Each, off.Items) switch
        {
            (OffEach.Time, _) => voice.Phrase("benefit.amount-off-each", money),
            (OffEach.Line, _) => voice.Phrase("benefit.amount-off-line", money),
            (OffEach.Item, { } items) => voice.Phrase("benefit.amount-off-items", money, ("items", voice.Items(items))),
            (OffEach.Item, null) => voice.Phrase("benefit.amount-off-item", money),
            _ => voice.Phrase("benefit.amount-off", money),
        };
    }

    public static string Say(this Voice voice, Cost cost)
    {
        if (cost.Unit is not { } id)
            return voice.Phrase("cost.nothing");
        var amount = voice.Amount(cost.Amount, voice.Definition.Unit(id)!);
        if (cost.IsEach)
            return voice.Phrase("cost.each", ("amount", amount));
        return cost.Items == 1
            ? voice.Phrase("cost.plain", ("amount", amount))
            : voice.Phrase("cost.items", ("amount", amount), ("items", voice.Items(cost.Items)));
    }

    /// <summary>One unit's worth in money, where the definition says it; more exact than the currency where needed.</summary>
    public static string? Worth(this Voice voice, string unit) =>
        voice.Definition.Worth(unit) is { } minor ? voice.Money(new Money(decimal.Round(minor, 4), voice.Definition.Currency)) : null;
}
