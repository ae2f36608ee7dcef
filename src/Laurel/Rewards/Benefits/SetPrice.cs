using Laurel.Definitions;
using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>
/// So many pieces together for a price, as often as they are there or up to so often: <c>3 for 10.00 EUR</c>. The dearest pieces go together
/// first; pieces that cost no more than the price stay as they are.
/// </summary>
/// <param name="Count">How many pieces make a set.</param>
/// <param name="Price">What a set costs.</param>
/// <param name="UpTo">How many sets at most; null is as many as there are.</param>
public sealed record SetPrice(decimal Count, Money Price, int? UpTo) : Benefit
{
    public override string Name => "set price";

    public override bool TakesPieces => true;

    public override bool IsDiscount => true;

    internal override bool Takes(string currency) => currency == Price.Currency.Code;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times)
    {
        var worth = new decimal[lines.Count];
        var (off, sets) = (0m, UpTo * times ?? decimal.MaxValue);
        foreach (var (set, many) in Sets(lines, sets))
        {
            var together = set.Sum(s => s.Pieces * lines[s.Line].Piece);
            if (together <= Price.Minor)
                continue;
            off += (together - Price.Minor) * many;
            foreach (var (line, pieces) in set)
                worth[line] += pieces * lines[line].Piece * many;
        }
        return Round.Share(Round.Money(off), [.. worth.Select(Round.Money)]);
    }

    /// <summary>The sets, dearest first; as many as are alike as one.</summary>
    private IEnumerable<(IReadOnlyList<(int Line, decimal Pieces)> Set, decimal Many)> Sets(IReadOnlyList<LineToPay> lines, decimal most)
    {
        var set = new List<(int Line, decimal Pieces)>();
        foreach (var line in ByPrice.DearestFirst(lines))
        {
            var left = lines[line].Line.Quantity;
            if (set.Count > 0)
            {
                var part = Math.Min(left, Count - set.Sum(s => s.Pieces));
                set.Add((line, part));
                left -= part;
                if (set.Sum(s => s.Pieces) == Count && most > 0)
                {
                    yield return (set.ToArray(), 1);
                    most--;
                    set.Clear();
                }
            }
            if (decimal.Floor(left / Count) is > 0 and var whole && most > 0)
            {
                yield return ([(line, Count)], Math.Min(whole, most));
                most -= Math.Min(whole, most);
                left -= whole * Count;
            }
            if (left > 0 && set.Count == 0)
                set.Add((line, left));
        }
    }
}
