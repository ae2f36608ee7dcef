using Laurel.Definitions;

namespace Laurel.Earning.Gives;

/// <summary>So many units for each amount of margin; lines of unknown cost give none.</summary>
public sealed record PerMargin(Ratio Amount, Money Per) : Give
{
    public override Counting Counting => Counting.PerMargin;

    public override decimal Each => Amount.ToDecimal();

    public override long Step => Per.Whole;

    public override bool Takes(string currency) => currency == Per.Currency.Code;

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => lines.Sum(Margin);

    public override Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency) =>
        new Fraction((Int128)lines.Sum(Margin) * Amount.Top, (Int128)Per.Whole * Amount.Bottom);

    private static long Margin(BasketLine line) => Math.Max(0, line.Margin ?? 0);
}
