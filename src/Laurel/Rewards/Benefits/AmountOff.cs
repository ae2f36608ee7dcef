using Laurel.Definitions;
using Laurel.Pricing;

namespace Laurel.Rewards.Benefits;

/// <summary>Off what an amount of money is taken.</summary>
public enum OffEach
{
    /// <summary>The lines together: <c>5.00 EUR off</c>.</summary>
    Basket,

    /// <summary>The lines together, for each time a member chooses: <c>0.005 EUR off each</c>.</summary>
    Time,

    /// <summary>Each line: <c>5.00 EUR off each line</c>.</summary>
    Line,

    /// <summary>Each piece: <c>0.50 EUR off each item</c>.</summary>
    Item,
}

/// <summary>An amount of money, cut down to what is to pay.</summary>
/// <param name="Amount">How much, in minor units that may have fractions.</param>
/// <param name="Each">Off what.</param>
/// <param name="Items">Off at most so many pieces each time, the dearest first: <c>0.50 EUR off each of 4</c>.</param>
public sealed record AmountOff(Money Amount, OffEach Each, decimal? Items = null) : Benefit
{
    public override string Name => "amount off";

    public override bool IsDiscount => true;

    public override bool TakesPieces => Items is not null;

    /// <summary>The member chooses how many times.</summary>
    public bool IsEach => Each == OffEach.Time;

    public override decimal? Worth => Each is OffEach.Basket or OffEach.Time ? Amount.Minor : null;

    internal override long[] TakeOff(IReadOnlyList<LineToPay> lines, decimal times) => Each switch
    {
        OffEach.Line => [.. lines.Select(l => Within(l, Amount.Minor * times))],
        OffEach.Item => [.. Pieces(lines, times).Zip(lines, (pieces, l) => Within(l, Amount.Minor * pieces))],
        _ => Shared(lines, times),
    };

    internal override decimal[] Pieces(IReadOnlyList<LineToPay> lines, decimal times) => Each == OffEach.Item
        ? ByPrice.Dearest(lines, _ => true, Items * times ?? lines.Sum(l => Math.Max(0, l.Line.Quantity)))
        : base.Pieces(lines, times);

    internal override bool Takes(string currency) => currency == Amount.Currency.Code;

    private static long Within(LineToPay line, decimal off) => (long)Math.Min(decimal.Floor(off), Math.Max(0, line.Left));

    private long[] Shared(IReadOnlyList<LineToPay> lines, decimal times)
    {
        var weights = lines.Select(l => Math.Max(0, l.Left)).ToArray();
        return Round.Share((long)Math.Min(decimal.Floor(Amount.Minor * times), weights.Sum()), weights);
    }
}
