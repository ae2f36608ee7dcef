using Laurel.Definitions;
using Laurel.Pricing;

namespace Laurel.Rewards;

/// <summary>
/// A discount once for so many pieces bought, or for so much money, at most so often: <c>for every: 2 bought up to 1 time</c>,
/// <c>for every: 50.00 EUR</c>.
/// </summary>
/// <param name="Pieces">How many must be bought for each time.</param>
/// <param name="AtMost">How often; null is as often as bought.</param>
public sealed record ForEvery(decimal Pieces, int? AtMost)
{
    /// <summary>For so much money of what is left to pay, as prices are written, instead of pieces.</summary>
    public Money? Spent { get; init; }

    /// <summary>A piece that is taken off does not count as bought.</summary>
    internal decimal Times(IReadOnlyList<LineToPay> all, IReadOnlyList<LineToPay> mine, Discount discount)
    {
        if (Spent is { } step)
        {
            var spent = all.Where(l => discount.Bought.Matches(l.Line)).Sum(l => Math.Max(0, l.Left));
            return Math.Min(spent / step.Whole, AtMost ?? long.MaxValue);
        }
        var bought = all.Where(l => discount.Bought.Matches(l.Line)).Sum(l => Math.Max(0, l.Line.Quantity));
        var (enough, tooMany) = (0m, decimal.Floor(bought / Pieces) + 1);
        while (enough + 1 < tooMany)
        {
            var middle = decimal.Floor((enough + tooMany) / 2);
            (enough, tooMany) = bought - Shared(mine, discount, middle) >= middle * Pieces ? (middle, tooMany) : (enough, middle);
        }
        return Math.Min(enough, AtMost ?? enough);
    }

    /// <summary>How many of the bought pieces would themselves be taken off.</summary>
    private static decimal Shared(IReadOnlyList<LineToPay> mine, Discount discount, decimal times) =>
        discount.Benefit.Pieces(mine, times).Zip(mine, (pieces, line) => discount.Bought.Matches(line.Line) ? pieces : 0).Sum();

    internal static ForEvery Read(Node node)
    {
        var phrase = new Phrase(node);
        var (pieces, spent) = phrase.NextIs("bought") is { } bought ? (bought, (Money?)null) : (1, phrase.WholeMoney());
        int? atMost = null;
        if (phrase.Take("up to"))
        {
            atMost = phrase.Whole();
            _ = phrase.Take("times") || phrase.Take("time");
        }
        phrase.End();
        return new ForEvery(pieces, atMost) { Spent = spent };
    }
}
