namespace Laurel.Earning.Gives;

/// <summary>So many units for each item: 1 stamp for every item.</summary>
public sealed record PerItem(Ratio Amount) : Give
{
    public override Counting Counting => Counting.PerItem;

    public override decimal Each => Amount.ToDecimal();

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => lines.Sum(l => l.Items);

    public override Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency)
    {
        var items = Ratio.Of(lines.Sum(l => l.Items));
        return new Fraction((Int128)items.Top * Amount.Top, (Int128)items.Bottom * Amount.Bottom);
    }
}
