using Laurel.Definitions;

namespace Laurel.Rewards.Benefits;

/// <summary>One item of a category, the dearest that fits: <c>item: coffee up to 4.50 EUR</c>.</summary>
public sealed record FreeItem(string Category, Money? UpTo) : Benefit
{
    public override string Name => "item";

    public override decimal? Worth => UpTo?.Minor;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) =>
        Dearest(lines, l => l.Line.Category == Category, times, UpTo?.Minor);

    /// <summary>Takes whole pieces off: of what fits under the ceiling the dearest first, so that the member loses nothing.</summary>
    internal static long[] Dearest(IReadOnlyList<LineToPay> lines, Func<LineToPay, bool> fits, decimal times, decimal? ceiling)
    {
        var off = new long[lines.Count];
        var order = Enumerable.Range(0, lines.Count)
            .Where(i => fits(lines[i]) && lines[i].Left > 0 && lines[i].Line.Quantity > 0)
            .OrderByDescending(i => Piece(lines[i]));
        foreach (var i in order)
        {
            if (ceiling is { } most && Piece(lines[i]) > most)
                continue;
            var pieces = Math.Min(times, lines[i].Line.Quantity);
            off[i] = Round.Money(lines[i].Left * pieces / lines[i].Line.Quantity);
            times -= pieces;
        }
        return off;
    }

    private static decimal Piece(LineToPay line) => line.Left / line.Line.Quantity;
}
