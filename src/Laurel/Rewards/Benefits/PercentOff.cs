using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>
/// A share of the price: <c>10% off</c>. Rounded half up on the sum, then shared over the lines; a second time is off what is left.
/// <c>10% off each line</c> is rounded on each line.
/// </summary>
/// <param name="Share">0.1 is 10%.</param>
public sealed record PercentOff(decimal Share) : Benefit
{
    /// <summary>Rounded on each line rather than on the sum.</summary>
    public bool EachLine { get; init; }

    public override string Name => "percent off";

    public override bool IsDiscount => true;

    public override bool MakesFree => Share == 1;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times)
    {
        var left = lines.Select(l => Math.Max(0, l.Left)).ToArray();
        for (var time = 0; time < times; time++)
        {
            var off = EachLine ? [.. left.Select(l => Round.Money(l * Share))] : Round.Share(Round.Money(left.Sum() * Share), left);
            if (off.All(part => part == 0))
                break;
            left = [.. left.Zip(off, (before, part) => before - part)];
        }
        return [.. lines.Select((l, i) => Math.Max(0, l.Left) - left[i])];
    }

    internal override decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) => [.. lines.Select(l => Math.Max(0, l.Line.Quantity))];
}
