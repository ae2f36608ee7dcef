using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>A product for nothing: taken off the basket where it stands in it, handed over otherwise.</summary>
/// <param name="Skus">Any of these.</param>
public sealed record FreeProduct(IReadOnlyList<string> Skus) : Benefit
{
    public override string Name => "product";

    public override bool TakesPieces => true;

    public override bool MakesFree => true;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) => ByPrice.Off(lines, Pieces(lines, times), 1);

    internal override decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) =>
        ByPrice.Dearest(lines, l => Skus.Contains(l.Line.Sku), times);
}
