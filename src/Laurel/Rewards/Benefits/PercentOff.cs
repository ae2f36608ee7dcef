namespace Laurel.Rewards.Benefits;

/// <summary>A share of the price: <c>10% off</c>. Rounded half up on the sum, then shared over the lines.</summary>
/// <param name="Share">0.1 is 10%.</param>
public sealed record PercentOff(decimal Share) : Benefit
{
    public override string Name => "percent off";

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times)
    {
        var weights = lines.Select(l => Math.Max(0, l.Left)).ToArray();
        return Round.Share(Round.Money(weights.Sum() * Share), weights);
    }
}
