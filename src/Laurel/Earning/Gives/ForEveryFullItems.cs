namespace Laurel.Earning.Gives;

/// <summary>So many units for every full number of items: 1 stamp for every full 3 items counts whole threes only.</summary>
public sealed record ForEveryFullItems(long Amount, decimal Full) : Give
{
    public override Counting Counting => Counting.ForEveryFullItems;

    public override decimal Each => Amount;

    public override decimal Counted(IReadOnlyList<BasketLine> lines) => lines.Sum(l => l.Items);

    public override Fraction? Exact(IReadOnlyList<BasketLine> lines, string currency) =>
        new Fraction((Int128)decimal.Truncate(Counted(lines) / Full) * Amount, 1);
}
