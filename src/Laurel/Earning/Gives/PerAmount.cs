using Laurel.Definitions;

namespace Laurel.Earning.Gives;

/// <summary>So many units for each amount of money, in proportion: 1 bean per 1.00 EUR.</summary>
public sealed record PerAmount(Ratio Amount, Money Per) : Give
{
    public override Counting Counting => Counting.PerAmount;

    public override decimal Each => Amount.ToDecimal();

    public override long Step => Per.Whole;

    public override bool Takes(string currency) => currency == Per.Currency.Code;

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => lines.Sum(l => l.Price.Base);

    public override Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency)
    {
        Int128 money = 0;
        foreach (var line in lines)
            money += line.Price.Base;
        return new Fraction(money * Amount.Top, (Int128)Per.Whole * Amount.Bottom);
    }
}
