using Laurel.Definitions;

namespace Laurel.Earning.Gives;

/// <summary>So many units for every full amount: 1 bean for every full 10.00 EUR counts whole steps only.</summary>
public sealed record ForEveryFull(long Amount, Money Full) : Give
{
    public override Counting Counting => Counting.ForEveryFull;

    public override decimal Each => Amount;

    public override long Step => Full.Whole;

    public override bool Takes(string currency) => currency == Full.Currency.Code;

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => lines.Sum(l => l.Price.Base);

    public override Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency) =>
        new Fraction(Round.Divide(lines.Sum(l => l.Price.Base), Full.Whole, Rounding.Down) * Amount, 1);
}
