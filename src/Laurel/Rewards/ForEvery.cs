using Laurel.Definitions;
using Laurel.Pricing;

namespace Laurel.Rewards;

/// <summary>A discount once for so many pieces bought, at most so often: <c>for every: 2 bought up to 1 time</c>.</summary>
/// <param name="Pieces">How many must be bought for each time.</param>
/// <param name="AtMost">How often; null is as often as bought.</param>
public sealed record ForEvery(decimal Pieces, int? AtMost)
{
    /// <summary>A piece that is taken off does not count as bought.</summary>
    internal decimal Times(IReadOnlyList<LineToPay> all, IReadOnlyList<LineToPay> mine, Discount discount)
    {
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
        var pieces = phrase.Positive();
        phrase.Expect("bought");
        int? atMost = null;
        if (phrase.Take("up to"))
        {
            atMost = phrase.Whole();
            _ = phrase.Take("times") || phrase.Take("time");
        }
        phrase.End();
        return new ForEvery(pieces, atMost);
    }
}
