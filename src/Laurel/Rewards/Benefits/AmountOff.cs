using Laurel.Definitions;

namespace Laurel.Rewards.Benefits;

/// <summary>An amount of money: <c>5.00 EUR off</c>, or for each unit used: <c>0.005 EUR off each</c>. Cut down to what is to pay.</summary>
public sealed record AmountOff(Money Amount, bool IsEach) : Benefit
{
    public override string Name => "amount off";

    public override decimal? Worth => Amount.Minor;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times)
    {
        var weights = lines.Select(l => Math.Max(0, l.Left)).ToArray();
        var off = (long)Math.Min(decimal.Floor(Amount.Minor * times), weights.Sum());
        return Round.Share(off, weights);
    }

    internal override decimal? TimesNeeded(IReadOnlyList<LineToPay> lines) =>
        Amount.Minor == 0 ? null : decimal.Ceiling(lines.Sum(l => Math.Max(0, l.Left)) / Amount.Minor);
}
