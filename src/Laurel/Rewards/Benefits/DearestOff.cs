using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>A share of the price of the dearest pieces: <c>20% off the dearest</c>, <c>50% off the 2 dearest</c>.</summary>
/// <param name="Share">0.1 is 10%.</param>
/// <param name="Count">How many pieces each time.</param>
public sealed record DearestOff(decimal Share, decimal Count) : Benefit
{
    public override string Name => "dearest off";

    public override bool TakesPieces => true;

    public override bool IsDiscount => true;

    public override bool MakesFree => Share == 1;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) =>
        ByPrice.Off(lines, Pieces(lines, times), Share);

    internal override decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) => ByPrice.Dearest(lines, _ => true, Count * times);
}
