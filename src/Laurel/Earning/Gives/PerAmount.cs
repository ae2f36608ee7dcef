using Laurel.Definitions;

namespace Laurel.Earning.Gives;

/// <summary>So many units for each amount of money, in proportion: 1 bean per 1.00 EUR.</summary>
public sealed record PerAmount(Ratio Amount, Money Per) : Give
{
    public override Counting Counting => Counting.PerAmount;

    public override decimal Each => Amount.ToDecimal();

    public override long Step => Per.Whole;

    public override bool Takes(string currency) => currency == Per.Currency.Code;

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => (decimal)Money(lines);

    public override Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency) =>
        new Fraction(Money(lines) * Amount.Top, (Int128)Per.Whole * Amount.Bottom);

    private static Int128 Money(IReadOnlyList<BasketLine> lines)
    {
        Int128 money = 0;
        for (var i = 0; i < lines.Count; i++)
            money += lines[i].Price.Base;
        return money;
    }
}
