using Laurel.Definitions;

namespace Laurel.Pricing;

/// <summary>What one unit of another currency counts as in the program's own, from a local day on.</summary>
/// <param name="Currency">ISO 4217, as purchases name it.</param>
/// <param name="Money">What 1.00 of it is.</param>
/// <param name="From">Null is from ever.</param>
public sealed record ExchangeRate(Currency Currency, Money Money, DateOnly? From)
{
    /// <summary>Minor units of the program's currency for one minor unit of the other.</summary>
    internal decimal Each { get; } = Money.Minor / Currency.Scale;

    /// <summary>{SEK: 0.0880 EUR, GBP: [1.15 EUR, 1.17 EUR from 2026-03-01]}, each currency in the order of its days.</summary>
    internal static IReadOnlyList<ExchangeRate> ReadAll(Node node, Vocabulary words, List<Problem> problems) =>
        [.. new Fields(node, problems).Pairs.SelectMany(pair => ReadOne(pair.Key, pair.Value, words))];

    private static ExchangeRate[] ReadOne(string code, Node node, Vocabulary words)
    {
        if (Currency.TryParse(code) is not { } currency || currency == words.Currency)
            throw Fields.Malformed(node, "currency-unknown", code);
        ExchangeRate[] rates = [.. (node is Sequence list ? list.Items : [node]).Select(n => Read(currency, n, words))];
        for (var i = 1; i < rates.Length; i++)
        {
            if (!((rates[i - 1].From ?? DateOnly.MinValue) < rates[i].From))
                throw Fields.Malformed(node, "rates-out-of-order", code);
        }
        return rates;
    }

    private static ExchangeRate Read(Currency currency, Node node, Vocabulary words)
    {
        var phrase = new Phrase(node);
        var money = phrase.PositiveMoney();
        if (money.Currency != words.Currency)
            throw phrase.Wrong("phrase-word-expected", words.Currency.Code);
        DateOnly? from = phrase.Take("from") ? phrase.Date() : null;
        phrase.End();
        return new ExchangeRate(currency, money, from);
    }
}
