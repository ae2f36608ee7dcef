using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>A share of the price of the cheapest pieces: <c>100% off the 2 cheapest</c>, <c>10% off the cheapest</c>.</summary>
/// <param name="Share">0.1 is 10%.</param>
/// <param name="Count">How many pieces each time.</param>
public sealed record CheapestOff(decimal Share, decimal Count) : Benefit
{
    public override string Name => "cheapest off";

    public override bool TakesPieces => true;

    public override bool IsDiscount => true;

    public override bool MakesFree => Share == 1;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) =>
        ByPrice.Off(lines, Pieces(lines, times), Share);

    internal override decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) => ByPrice.Cheapest(lines, Count * times);
}
