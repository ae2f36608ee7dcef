using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>Chooses pieces of a basket, one after the other by what is left of their price.</summary>
internal static class ByPrice
{
    /// <summary>The dearest first, so that the member loses nothing; at most so much for one piece.</summary>
    public static decimal[] Dearest(IReadOnlyList<LineToPay> lines, Func<LineToPay, bool> fits, decimal count, decimal? ceiling = null) =>
        Choose(lines, [.. Places(lines, l => fits(l) && !(l.Piece > ceiling)).OrderByDescending(i => lines[i].Piece)], count);

    /// <summary>The places of lines that still cost something, the dearest piece first.</summary>
    public static IEnumerable<int> DearestFirst(IReadOnlyList<LineToPay> lines) => Places(lines, _ => true).OrderByDescending(i => lines[i].Piece);

    public static decimal[] Cheapest(IReadOnlyList<LineToPay> lines, decimal count) =>
        Choose(lines, [.. Places(lines, _ => true).OrderBy(i => lines[i].Piece)], count);

    /// <summary>A share of the price of the chosen pieces, rounded half up on each line.</summary>
    public static long[] Off(IReadOnlyList<LineToPay> lines, decimal[] pieces, decimal share) =>
        [.. lines.Select((l, i) => pieces[i] == 0 ? 0 : Round.Money(l.Left * pieces[i] / l.Line.Quantity * share))];

    private static IEnumerable<int> Places(IReadOnlyList<LineToPay> lines, Func<LineToPay, bool> fits) =>
        Enumerable.Range(0, lines.Count).Where(i => lines[i].Left > 0 && lines[i].Line.Quantity > 0 && fits(lines[i]));

    private static decimal[] Choose(IReadOnlyList<LineToPay> lines, int[] order, decimal count)
    {
        var chosen = new decimal[lines.Count];
        foreach (var i in order)
        {
            chosen[i] = Math.Min(count, lines[i].Line.Quantity);
            count -= chosen[i];
        }
        return chosen;
    }
}
